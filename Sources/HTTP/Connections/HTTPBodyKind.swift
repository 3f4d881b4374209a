/// How a received body is delimited (RFC 9112 §6.3).
public enum HTTPBodyKind: Equatable, Sendable {
    /// No body.
    case none
    /// This many bytes, at least 1.
    case length(Int)
    /// In chunks; the length shows at the end.
    case chunked
    /// Up to the end of the connection: responses only.
    case untilClose
}
