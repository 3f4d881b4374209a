/// A link that a program gave its text (OSC 8). Only `http`, `https` and `mailto` become links.
public struct Link: Equatable, Hashable, Sendable {
    /// The address: printable ASCII, at most `TerminalLimits.linkByteLimit` bytes.
    public let address: [UInt8]
    /// What joins the pieces of one link: the program's `id`, or empty.
    public let name: [UInt8]

    /// Nil for an address that is too long, has other than printable ASCII (OSC 8 demands the rest be escaped), or another scheme.
    public init?(address: [UInt8], name: [UInt8]) {
        guard address.count <= TerminalLimits.linkByteLimit, address.allSatisfy({ (0x21...0x7E).contains($0) }),
            Link.hasAllowedScheme(address)
        else { return nil }
        self.address = address
        let isUsable = name.count <= TerminalLimits.linkNameByteLimit && name.allSatisfy { (0x21...0x7E).contains($0) }
        self.name = isUsable ? name : []
    }

    private static let schemes: [[UInt8]] = [
        [UInt8]("http://".utf8), [UInt8]("https://".utf8), [UInt8]("mailto:".utf8),
    ]

    /// Whether `address` begins with one of the schemes, in whatever case (RFC 3986 §3.1).
    private static func hasAllowedScheme(_ address: [UInt8]) -> Bool {
        schemes.contains { scheme in
            address.count > scheme.count
                && zip(address, scheme).allSatisfy { (0x41...0x5A).contains($0) ? $0 | 0x20 == $1 : $0 == $1 }
        }
    }
}
