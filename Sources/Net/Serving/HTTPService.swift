import HTTP

/// The program behind a server: one for each loop, on that loop's thread.
public protocol HTTPService: AnyObject {
    /// A request came. Answer it now or later with `exchange`, exactly once; until then the connection waits. A request without a
    /// body is complete; one with a body is read through the exchange.
    func respond(to exchange: HTTPExchange)
    /// The loop is to end, within the grace time: what takes a while may begin to end now.
    func loopWillStop()
    /// Whether something still ends since `loopWillStop()`: the loop waits for it within the grace time.
    var isEnding: Bool { get }
    /// The loop ends: close what else was made on it.
    func loopWillEnd()
}

extension HTTPService {
    /// Nothing takes a while.
    public func loopWillStop() {}
    /// Nothing takes a while.
    public var isEnding: Bool { false }
    /// Nothing else was made.
    public func loopWillEnd() {}
}
