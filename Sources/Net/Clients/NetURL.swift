import EventLoop

/// Where a client connects to: `ws://host:port/path?query` and its kin, or `ws+unix:/path/to.sock:/path`. Userinfo and fragments
/// are refused.
public struct NetURL: Equatable, Sendable, CustomStringConvertible {
    /// Whether the connection is under TLS: `wss` or `https`.
    public let isSecure: Bool
    /// A name or a numeric address, without brackets; `localhost` for a Unix domain socket.
    public let host: String
    /// The port, by default 80 or 443.
    public let port: UInt16
    /// The request target: path and query.
    public let target: String
    /// The Unix domain socket, if it is one.
    public let socketPath: String?

    /// Reads a URL; nil for one that cannot be connected to.
    public init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains("#") else { return nil }
        let schemes = ["ws://": false, "http://": false, "wss://": true, "https://": true]
        if text.hasPrefix("ws+unix:") {
            let parts = text.dropFirst("ws+unix:".count).split(separator: ":", maxSplits: 1)
            guard let path = parts.first, path.hasPrefix("/") else { return nil }
            (isSecure, host, port, socketPath) = (false, "localhost", 80, String(path))
            target = parts.count > 1 ? String(parts[1]) : "/"
            return
        }
        guard let (scheme, isSecure) = schemes.first(where: { text.hasPrefix($0.key) }) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard let (host, port) = NetURL.split(rest[..<end], defaultPort: isSecure ? 443 : 80) else { return nil }
        (self.isSecure, self.host, self.port, socketPath) = (isSecure, host, port, nil)
        target = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
    }

    private static func split(_ authority: Substring, defaultPort: UInt16) -> (String, UInt16)? {
        guard !authority.contains("@") else { return nil }
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            let host = authority[authority.index(after: authority.startIndex)..<close]
            return port(authority[authority.index(after: close)...], defaultPort).map { (String(host), $0) }
        }
        let colon = authority.firstIndex(of: ":") ?? authority.endIndex
        guard colon != authority.startIndex else { return nil }
        return port(authority[colon...], defaultPort).map { (String(authority[..<colon]), $0) }
    }

    private static func port(_ text: Substring, _ defaultPort: UInt16) -> UInt16? {
        if text.isEmpty { return defaultPort }
        guard text.hasPrefix(":") else { return nil }
        return UInt16(text.dropFirst())
    }

    /// What the `Host` field says.
    public var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// As a URL again.
    public var description: String {
        if let socketPath { return "ws+unix:\(socketPath):\(target)" }
        return "\(isSecure ? "wss" : "ws")://\(authority)\(target)"
    }
}
