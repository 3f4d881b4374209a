import Wire

/// The way out to one client, made by the edge: a WebSocket that is accepted when its session is let in.
public protocol SessionSink: AnyObject {
    /// Lets the client in: from now on messages may be sent. False when it has gone meanwhile.
    func open() -> Bool
    /// Tells the client why it is not let in, and closes.
    func deny(_ reason: Denial, wait: Interval?)
    /// Sends a message. `isAlone`: nothing else follows at this moment, so that it may leave at once.
    func send(_ message: SharedMessage, isAlone: Bool)
    /// Says why, and closes.
    func end(_ reason: Farewell)
    /// Bytes that the connection has not taken yet.
    var queuedByteCount: Int { get }
}
