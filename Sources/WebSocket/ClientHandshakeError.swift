/// Why a client fails a connection before it begins (RFC 6455 §4.1).
public enum ClientHandshakeError: Error, Equatable, Sendable {
    /// The status is not 101: the answer is an ordinary one, perhaps a redirect or a demand to sign in.
    case notSwitching(status: Int)
    /// `Upgrade` is not `websocket`.
    case invalidUpgrade
    /// `Connection` does not name `Upgrade`.
    case invalidConnection
    /// `Sec-WebSocket-Accept` is missing or does not fit the key.
    case invalidAccept
    /// A subprotocol was chosen that was not offered, or more than one.
    case unexpectedSubprotocol
    /// An extension was chosen that was not offered, or the field is malformed.
    case unexpectedExtension
    /// The parameters of permessage-deflate do not answer the offer (RFC 7692 §7.1).
    case invalidDeflateParameters
}
