/// Which end of the connection this machine plays. It decides who masks (RFC 6455 §5.1) and who ends TCP first (§7.1.1).
public enum WebSocketRole: Equatable, Sendable {
    /// Receives masked frames, sends plain ones, ends TCP first.
    case server
    /// Receives plain frames, sends masked ones, waits for the server to end TCP.
    case client

    /// The other end.
    public var peer: WebSocketRole {
        switch self {
        case .server: .client
        case .client: .server
        }
    }
}
