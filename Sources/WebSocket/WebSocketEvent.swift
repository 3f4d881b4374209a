/// What the edge does next, in order.
public enum WebSocketEvent: Equatable, Sendable {
    /// A whole message came.
    case message(WebSocketMessage)
    /// The answer to a ping, or an unsolicited one (RFC 6455 §5.5.3); at most 125 bytes.
    case pong([UInt8])
    /// Framed bytes to write now: a pong, or the Close frame that answers or fails.
    case send([UInt8])
    /// The last event. Nothing more is read or framed. A server writes what is pending, shuts down its half of TCP,
    /// discards what still comes until the peer's end or `closeTimeLimit`, and closes; so does a client, except that after a
    /// clean closure it first gives the server `closeTimeLimit` to end TCP (RFC 6455 §7.1.1).
    indirect case closed(WebSocketClosure)
}
