/// An entity tag (RFC 9110 §8.8.3).
public struct HTTPETag: Equatable, Sendable {
    /// Equal tags promise the same meaning only, not the same bytes.
    public let isWeak: Bool
    /// What stands between the quotes: visible characters but `"`.
    public let opaque: String

    /// A tag; nil when `opaque` has characters that no tag may have.
    public init?(_ opaque: String, isWeak: Bool = false) {
        guard opaque.utf8.allSatisfy(HTTPETag.isTagByte) else { return nil }
        self.isWeak = isWeak
        self.opaque = opaque
    }

    /// Reads one tag, `"a"` or `W/"a"`; nil for anything else.
    public init?(parsing text: String) {
        guard let tags = HTTPETag.list(text), tags.count == 1 else { return nil }
        self = tags[0]
    }

    /// As it stands in a field.
    public var text: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }

    /// Whether both promise the same bytes: neither is weak (§8.8.3.2).
    public func matchesStrongly(_ other: HTTPETag) -> Bool { !isWeak && !other.isWeak && opaque == other.opaque }

    /// Whether both promise the same meaning (§8.8.3.2).
    public func matchesWeakly(_ other: HTTPETag) -> Bool { opaque == other.opaque }

    /// The tags of a comma-separated list; nil when it is malformed.
    static func list(_ text: String) -> [HTTPETag]? {
        var (tags, rest) = ([HTTPETag](), text[...].utf8)
        while true {
            rest = rest.drop { $0.isBlank || $0 == .comma }
            if rest.isEmpty { return tags }
            guard let tag = take(&rest) else { return nil }
            tags.append(tag)
            rest = rest.drop(while: \.isBlank)
            guard rest.isEmpty || rest.first == .comma else { return nil }
        }
    }

    private static func take(_ rest: inout Substring.UTF8View) -> HTTPETag? {
        let isWeak = rest.starts(with: "W/".utf8)
        if isWeak { rest = rest.dropFirst(2) }
        guard rest.first == .doubleQuote else { return nil }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: .doubleQuote) else { return nil }
        let opaque = String(Substring(rest[..<end]))
        rest = rest[end...].dropFirst()
        return HTTPETag(opaque, isWeak: isWeak)
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
        byte > .space && byte != .doubleQuote && byte != 0x7F
    }
}
