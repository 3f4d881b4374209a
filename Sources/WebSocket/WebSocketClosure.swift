/// How a connection ended (RFC 6455 §7.1.4–§7.1.6).
public struct WebSocketClosure: Equatable, Sendable {
    /// The peer's code; 1005 when its Close frame held none, 1006 when there was no Close frame. When this end failed the
    /// connection, the code that the peer was told.
    public var code: CloseCode
    /// The peer's reason, at most 123 bytes of UTF-8; this end's when it failed the connection.
    public var reason: String
    /// Whether both Close frames were exchanged.
    public var isClean: Bool
    /// What the peer did wrong, when this end failed the connection.
    public var error: WebSocketError?

    /// A closure as the machine reports it.
    public init(code: CloseCode, reason: String, isClean: Bool, error: WebSocketError? = nil) {
        self.code = code
        self.reason = reason
        self.isClean = isClean
        self.error = error
    }
}
