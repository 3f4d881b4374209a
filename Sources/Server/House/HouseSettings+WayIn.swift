extension HouseSettings {
    /// The address of a room for those who are to join, when somebody asks at `authority` (`host:port`).
    ///
    /// A lecturer who sits at the server reads `localhost`, which would lead a student's telephone to itself.
    func wayIn(to code: String, at authority: String, isSecure: Bool) -> String {
        if let publicURL { return "\(publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL)/r/\(code)" }
        let scheme = isSecure ? "https" : "http"
        guard let outsideHost else { return "\(scheme)://\(authority)/r/\(code)" }
        let own = ["localhost", "127.0.0.1", "[::1]"].first { authority == $0 || authority.hasPrefix("\($0):") }
        guard let own else { return "\(scheme)://\(authority)/r/\(code)" }
        return "\(scheme)://\(outsideHost)\(authority.dropFirst(own.count))/r/\(code)"
    }

    /// Where others find this server, as it is read aloud: without `http://`.
    func place(at authority: String) -> String {
        let way = wayIn(to: "", at: authority, isSecure: false)
        return String(way.drop { $0 != ":" }.dropFirst(3).dropLast(3))
    }
}
