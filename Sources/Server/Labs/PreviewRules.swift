import HTTP

/// What of a request goes into a machine, and what of the answer comes out: what is named here, and nothing else.
enum PreviewRules {
    private static let requestFields = [
        "Accept", "Accept-Encoding", "Accept-Language", "Content-Type", "If-Match", "If-Modified-Since",
        "If-None-Match", "If-Range", "If-Unmodified-Since", "Last-Event-ID", "Range", "User-Agent", "X-CSRF-Token",
        "X-CSRFToken", "X-Requested-With", "X-XSRF-Token",
    ]
    /// None that a proxy before this server would act on, such as `X-Accel-Redirect`.
    private static let responseFields = [
        "Accept-Ranges", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Range",
        "Content-Type", "ETag", "Last-Modified", "Retry-After", "Vary",
    ]

    /// Makes a page a stranger to this server: it may run scripts and send forms, and has no origin, hence no cookies or storage. On a host of
    /// its own it has that origin.
    static func policy(at place: PreviewPlace) -> String {
        let policy = "sandbox allow-scripts allow-forms allow-modals allow-popups allow-downloads"
        switch place {
        case .path: return policy
        case .host: return policy + " allow-same-origin"
        }
    }

    /// The request as the program inside gets it: the path behind the ticket, no cookies, and the host that it listens on.
    static func request(_ head: HTTPRequestHead, port: Int, at place: PreviewPlace) -> HTTPRequestHead {
        var fields: HTTPFields = ["Host": "localhost:\(port)"]
        for name in requestFields { for value in head.fields.values(of: name) { fields.append(name, value) } }
        // Programs compare it with their host.
        if head.fields.contains("Origin") { fields.append("Origin", "http://localhost:\(port)") }
        let query = head.query.map { "?\($0)" } ?? ""
        return HTTPRequestHead(method: head.method, target: path(of: head, at: place) + query, fields: fields)
    }

    private static func path(of head: HTTPRequestHead, at place: PreviewPlace) -> String {
        let rest = String(head.path.dropFirst(place.prefix.count))
        return rest.hasPrefix("/") ? rest : "/" + rest
    }

    /// `/m/TICKET`.
    static func prefix(of head: HTTPRequestHead) -> String {
        head.path.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).dropFirst().prefix(2)
            .reduce("") { "\($0)/\($1)" }
    }

    /// The answer as the browser gets it: no cookies, no policies of its own, and redirections that stay with the ticket.
    static func response(_ head: HTTPResponseHead, to request: HTTPRequestHead, port: Int, at place: PreviewPlace)
        -> HTTPResponseHead
    {
        var kept = fields(at: place)
        for name in responseFields {
            for value in head.fields.values(of: name) { kept.append(name, isParts(name, value) ? Self.opaque : value) }
        }
        if let location = head.fields["Location"] {
            let moved = PreviewLocation.inside(location, seenFrom: path(of: request, at: place), port: port)
            kept.append("Location", place.prefix + moved)
        }
        return HTTPResponseHead(status: status(head.status), fields: kept)
    }

    private static let opaque = "application/octet-stream"

    /// Whether a browser would take the answer apart, each part with fields of its own (`multipart/x-mixed-replace`): nobody looks at those.
    private static func isParts(_ name: String, _ value: String) -> Bool {
        name == "Content-Type" && value.lowercased().drop { $0 == " " || $0 == "\t" }.hasPrefix("multipart/")
    }

    /// What every answer says. A page without an origin may ask the program that it comes from: who has the ticket may read.
    static func fields(at place: PreviewPlace) -> HTTPFields {
        var fields: HTTPFields = [
            "Content-Security-Policy": policy(at: place), "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "cross-origin",
        ]
        switch place {
        case .path:
            fields.append("Access-Control-Allow-Origin", "*")
            fields.append("Access-Control-Expose-Headers", "*")
        case .host: break
        }
        return fields
    }

    /// The answer to a browser that asks whether a page without an origin may send something unusual (Fetch §3.2.2); nil for other requests.
    static func preflight(_ head: HTTPRequestHead, at place: PreviewPlace) -> HTTPFields? {
        guard head.method == .options, head.fields.contains("Access-Control-Request-Method"), place != .host else {
            return nil
        }
        var fields = fields(at: place)
        fields.append("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
        fields.append(
            "Access-Control-Allow-Headers", requestFields.joined(separator: ", "))
        return fields
    }

    /// A status that may be sent on; others are the program's fault. 205 would have no body, whatever the program sends.
    private static func status(_ status: Int) -> Int {
        status == 205 ? 200 : (200...599).contains(status) ? status : 502
    }
}
