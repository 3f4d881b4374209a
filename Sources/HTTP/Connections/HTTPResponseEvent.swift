/// What a client reads: informational heads, then one final head, pieces of body, one end.
public enum HTTPResponseEvent: Equatable, Sendable {
    /// A response with a status below 200 other than 101; the final one follows.
    case informational(HTTPResponseHead)
    /// The final response began. After 101 nothing follows but `takeUpgrade()`.
    case head(HTTPResponseHead, body: HTTPBodyKind)
    /// The next piece of its body; never empty.
    case body([UInt8])
    /// The response is complete. Trailers come with chunked bodies only.
    case end(trailers: HTTPFields)
}
