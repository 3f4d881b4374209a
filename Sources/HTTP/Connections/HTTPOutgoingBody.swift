/// The body of a message to send, and so its framing.
public enum HTTPOutgoingBody: Equatable, Sendable {
    /// No body; the message is complete with its head.
    case none
    /// These bytes, sent together with the head; the message is complete.
    case bytes([UInt8])
    /// This many bytes, given to `body(_:)` piece by piece; `end()` completes the message.
    case length(Int)
    /// Pieces given to `body(_:)`; `end()` completes the message. Sent in chunks, to an HTTP/1.0 peer up to the end of
    /// the connection.
    case chunked
}
