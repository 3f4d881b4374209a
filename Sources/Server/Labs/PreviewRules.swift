import HTTP

/// What of a request goes into a machine, and what of the answer comes out: what is named here, and nothing else.
enum PreviewRules {
    private static let requestFields = [
        "Accept", "Accept-Language", "Content-Type", "If-Modified-Since", "If-None-Match", "Range", "User-Agent",
        "X-Requested-With",
    ]
    private static let responseFields = [
        "Accept-Ranges", "Content-Disposition", "Content-Language", "Content-Range", "Content-Type", "ETag",
        "Last-Modified", "Retry-After", "Vary",
    ]

    /// Makes a page a stranger to this server: it may run scripts and send forms, and has no origin, hence no cookies or storage.
    static let policy = "sandbox allow-scripts allow-forms allow-modals allow-popups allow-downloads"

    /// The request as the program inside gets it: the path behind the ticket, no cookies, and the host that it listens on.
    static func request(_ head: HTTPRequestHead, port: Int) -> HTTPRequestHead {
        var fields: HTTPFields = ["Host": "localhost:\(port)"]
        for name in requestFields { for value in head.fields.values(of: name) { fields.append(name, value) } }
        let rest = String(head.path.dropFirst(prefix(of: head).utf8.count))
        let query = head.query.map { "?\($0)" } ?? ""
        return HTTPRequestHead(
            method: head.method, target: (rest.hasPrefix("/") ? rest : "/" + rest) + query, fields: fields)
    }

    /// `/m/TICKET`.
    static func prefix(of head: HTTPRequestHead) -> String {
        head.path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).dropFirst().prefix(2)
            .reduce("") { "\($0)/\($1.split(separator: "/").first ?? "")" }
    }

    /// The answer's fields as the browser gets them: no cookies, no policies of its own, and redirections that stay below the ticket.
    static func response(_ fields: HTTPFields, below prefix: String, port: Int) -> HTTPFields {
        var kept: HTTPFields = [
            "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "cross-origin",
        ]
        for name in responseFields { for value in fields.values(of: name) { kept.append(name, value) } }
        // A link of this house leads nowhere else: what is no path inside leads to the beginning.
        if let location = fields["Location"] { kept.append("Location", moved(location, below: prefix, port: port)) }
        return kept
    }

    /// A status that may be sent on; others are the program's fault.
    static func status(_ status: Int) -> Int { (200...599).contains(status) ? status : 502 }

    private static func moved(_ location: String, below prefix: String, port: Int) -> String {
        for origin in ["http://localhost:\(port)", "http://127.0.0.1:\(port)"] where location.hasPrefix(origin + "/") {
            return moved(String(location.dropFirst(origin.count)), below: prefix, port: port)
        }
        let isPath =
            location.hasPrefix("/") && !location.hasPrefix("//") && !location.hasPrefix("/\\")
            && !location.contains("..")
        return isPath ? prefix + location : prefix + "/"
    }
}
