import HTTP

/// The program behind a server: one for each loop, on that loop's thread.
public protocol HTTPService: AnyObject {
    /// A request came. Answer it now or later with `exchange`, exactly once; until then the connection waits. A request without a
    /// body is complete; one with a body is read through the exchange.
    func respond(to exchange: HTTPExchange)
    /// The loop ends: close what else was made on it.
    func loopWillEnd()
}

extension HTTPService {
    /// Nothing else was made.
    public func loopWillEnd() {}
}
