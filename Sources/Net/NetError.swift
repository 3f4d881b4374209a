import EventLoop
import HTTP
import TLS
import WebSocket

/// Why a connection could not be made or ended early.
public enum NetError: Error, Sendable {
    /// The URL is not one of `ws`, `wss`, `http` or `https` with a host.
    case unusableURL
    /// The network refused or broke the connection.
    case transport(UVError)
    /// The secure channel could not be made or broke.
    case tls(TLSError)
    /// The peer's HTTP was refused.
    case http(HTTPError)
    /// Our own HTTP was out of turn or not well-formed.
    case sending(HTTPSendError)
    /// The server did not accept the WebSocket handshake.
    case handshake(ClientHandshakeError)
    /// The peer ended the connection before it answered.
    case ended
    /// The peer took too long.
    case timeout
}
