/// Why a context could not be made or a session ended. Reasons are OpenSSL's own words; they never hold keys, tickets
/// or bytes of the conversation.
public enum TLSError: Error, Equatable, Sendable {
    /// The certificate chain or its key could not be loaded, or they do not belong together.
    case unusableIdentity(String)
    /// The certificate authorities to verify against could not be loaded.
    case unusableTrust(String)
    /// A name is neither a DNS name nor an IP address, or there are none or too many.
    case unusableName(String)
    /// The peer speaks plain HTTP to a TLS port.
    case plainHTTP
    /// The peer offers no version we speak (RFC 8446 §4.2.1); below TLS 1.2.
    case unsupportedVersion
    /// The peer offers application protocols, none of them ours (RFC 7301 §3.2).
    case noApplicationProtocol
    /// The peer announces a handshake message longer than `limit` bytes.
    case handshakeTooLong(limit: Int)
    /// The server's certificate did not verify: wrong name, unknown issuer, expired, or not the pinned one.
    case certificateRefused(String)
    /// The peer ended the session with this fatal alert (RFC 8446 §6.2).
    case alertReceived(UInt8)
    /// The bytes break the protocol: a record that does not decrypt, an overlong one, a message out of place.
    case protocolViolation(String)
    /// The transport ended without the peer's close_notify: what came before may be cut short (RFC 8446 §6.1).
    case truncated
    /// Our close_notify was sent; nothing can be written any more.
    case closed
    /// Nothing can be written before the handshake is complete.
    case handshakeIncomplete
    /// The system's source of randomness failed.
    case noRandomness
    /// The password is longer than `PasswordHash.passwordByteLimit`, or the cost more than is borne.
    case unusablePassword
    /// OpenSSL refused for a reason of its own, such as memory.
    case engine(String)
}
