/// What a server reads, in this order for each request: one head, pieces of body, one end.
public enum HTTPRequestEvent: Equatable, Sendable {
    /// A request began.
    case head(HTTPRequestHead, body: HTTPBodyKind)
    /// The next piece of its body; never empty.
    case body([UInt8])
    /// The request is complete. Trailers come with chunked bodies only.
    case end(trailers: HTTPFields)
}
