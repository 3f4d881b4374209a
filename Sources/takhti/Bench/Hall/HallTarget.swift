import Net
import TLS

/// A link to a room: where it is, and the key of its lecturer if it has one.
struct HallTarget {
    /// Of the room's door.
    let url: NetURL
    /// As `Authorization` carries it; nil for students.
    let key: String?

    init?(_ text: String) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let url = NetURL(String(parts[0])), url.target.hasPrefix("/r/"), url.target.utf8.count > 3 else {
            return nil
        }
        self.url = url
        key = parts.count > 1 && parts[1].hasPrefix("k=") ? String(parts[1].dropFirst(2)) : nil
    }

    private init(_ url: NetURL, _ key: String?) { (self.url, self.key) = (url, key) }

    /// The room's code.
    var code: String { String(url.target.dropFirst(3)) }

    /// Another room of the same house.
    func room(_ code: String) -> HallTarget? {
        let base = url.socketPath.map { "ws+unix:\($0):" } ?? "\(url.isSecure ? "wss" : "ws")://\(url.authority)"
        return NetURL("\(base)/r/\(code)").map { HallTarget($0, key) }
    }

    /// Certificates are not verified: this is a bench.
    func tls() -> TLSContext? { url.isSecure ? try? TLSContext(clientTrusting: .insecure) : nil }
}
