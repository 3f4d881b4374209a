import HTTP

/// Where a page that is served inside a machine is seen from outside.
enum PreviewPlace: Equatable {
    /// Below `/m/TICKET` of this server's own host: a stranger there (`sandbox`), which has no origin.
    case path(prefix: String)
    /// A host of its own, `TICKET.preview.example.org`: it has an origin of its own, and its absolute paths lead to itself.
    case host

    /// What stands before the program's own paths.
    var prefix: String {
        switch self {
        case .path(let prefix): prefix
        case .host: ""
        }
    }

    /// The ticket that a host names, if it is one below `previewHost`. Letters' case and the port do not matter.
    static func ticket(in authority: String?, below previewHost: String?) -> Substring? {
        guard let previewHost, let authority else { return nil }
        var host = authority.lowercased().prefix { $0 != ":" }
        if host.last == "." { host.removeLast() }
        let suffix = "." + previewHost
        return host.hasSuffix(suffix) ? host.dropLast(suffix.count) : nil
    }

    /// The address of a page's beginning.
    /// - Parameter authority: As this server was asked for it; its port is that of all hosts.
    static func address(_ ticket: String, below previewHost: String?, at authority: String?, isSecure: Bool) -> String {
        guard let previewHost else { return "/m/\(ticket)/" }
        let text = authority ?? ""
        let port = text.lastIndex(of: ":").map { text[$0...] } ?? ""
        // The last colon of an IPv6 address is none before a port.
        return "\(isSecure ? "https" : "http")://\(ticket).\(previewHost)\(port.contains("]") ? "" : port)/"
    }
}
