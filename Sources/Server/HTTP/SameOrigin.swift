import HTTP

/// Whether a WebSocket's request comes from a page of this server (RFC 6455 §10.2): browsers say where their page is from, and a page of
/// another origin may not use a student's cookie. Programs that are no browsers say nothing.
enum SameOrigin {
    static func holds(for request: HTTPRequestHead) -> Bool {
        let origins = request.fields.values(of: "Origin")
        guard let origin = origins.first else { return true }
        guard origins.count == 1, let authority = request.authority?.lowercased() else { return false }
        let asked = origin.lowercased()
        return asked == "http://\(authority)" || asked == "https://\(authority)"
    }
}
