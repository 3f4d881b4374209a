/// Which fields a trailer section must not have: those of framing, routing, authentication, request modifiers and the
/// body's form (RFC 9110 §6.5.1).
enum TrailerRule {
    private static let forbidden = [
        "content-length", "transfer-encoding", "host", "connection", "trailer", "te", "upgrade", "expect",
        "authorization", "proxy-authorization", "cookie", "set-cookie", "cache-control", "range", "if-range",
        "if-match", "if-none-match", "content-type", "content-encoding", "content-range", "max-forwards",
    ]

    static func isForbidden(in trailers: HTTPFields) -> Bool {
        forbidden.contains { trailers.contains($0) }
    }
}
