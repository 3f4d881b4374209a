/// Where a program inside a machine sends the browser to (`Location`, RFC 9110 §10.2.2), as a path of that program.
enum PreviewLocation {
    /// The path, query and fragment that `location` means for who asked for `base`, a path: resolved here (RFC 3986 §5.2), as a browser
    /// would (URL Standard: `\` and `%2e` count, too), so that no `..` leads out. A link of this house leads nowhere else: what is another
    /// host's leads to the beginning.
    static func inside(_ location: String, seenFrom base: String, port: Int) -> String {
        let text = printable(location)
        guard let reference = ownReference(text[...], port) else { return "/" }
        let end = reference.firstIndex { $0 == "?" || $0 == "#" } ?? reference.endIndex
        let (path, rest) = (reference[..<end].replacing("\\", with: "/"), reference[end...])
        if path.isEmpty { return "/" + segments(base).joined(separator: "/") + rest }
        let from = path.hasPrefix("/") ? "" : base.prefix(upTo: base.lastIndex(of: "/") ?? base.startIndex) + "/"
        return "/" + segments(from + path).joined(separator: "/") + rest
    }

    /// What is left of it as a reference within this program; nil for what belongs to others.
    private static func ownReference(_ text: Substring, _ port: Int) -> Substring? {
        let slashed = text.prefix { $0 != "?" && $0 != "#" }.replacing("\\", with: "/")
        var rest = text
        if slashed.lowercased().hasPrefix("http://") {
            rest = text.dropFirst("http://".count)
        } else if slashed.hasPrefix("//") {
            rest = text.dropFirst(2)
        } else {
            // A colon before any slash ends a scheme (RFC 3986 §4.2).
            return slashed.prefix { $0 != "/" }.contains(":") ? nil : text
        }
        let authority = rest.prefix { !"/\\?#".contains($0) }
        let hosts = ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"]
        let own = hosts.map { "\($0):\(port)" } + (port == 80 ? hosts : [])
        guard own.contains(authority.lowercased()) else { return nil }
        rest = rest.dropFirst(authority.count)
        return rest.first.map { "/\\".contains($0) } == true ? rest : "/" + rest
    }

    /// The segments of an absolute path without those that lead elsewhere (RFC 3986 §5.2.4), never above the root.
    private static func segments(_ path: String) -> [Substring] {
        var kept: [Substring] = []
        let all = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in zip(0..., all) {
            let isLast = index == all.count - 1
            switch segment.lowercased().replacing("%2e", with: ".") {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            // Two slashes at the beginning would be another host's name.
            case "" where kept.isEmpty && !isLast: break
            default: kept.append(segment)
            }
        }
        return kept
    }

    /// What is no printable ASCII is percent-encoded: browsers leave some of it out.
    private static func printable(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if (0x21...0x7E).contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
