/// What Host and the authority of a target may be: a DNS name or an address, with an optional port (RFC 9110 §7.2). No
/// user information, no percent-encoding and none of the delimiters that RFC 3986 would allow in a registered name.
enum HostRule {
    static func isValid(_ host: Substring.UTF8View) -> Bool {
        let nameEnd = host.first == 0x5B ? endOfLiteral(host) : endOfName(host)
        guard let nameEnd, nameEnd > host.startIndex else { return false }
        return isPort(host[nameEnd...])
    }

    /// Where `[` hexadecimal digits, colons and dots `]` end: an IPv6 address.
    private static func endOfLiteral(_ host: Substring.UTF8View) -> Substring.UTF8View.Index? {
        guard let close = host.firstIndex(of: 0x5D) else { return nil }
        let address = host[host.startIndex..<close].dropFirst()
        let isAddress = address.count >= 2 && address.allSatisfy { $0.hexValue != nil || $0 == .colon || $0 == 0x2E }
        return isAddress ? host.index(after: close) : nil
    }

    private static func endOfName(_ host: Substring.UTF8View) -> Substring.UTF8View.Index? {
        host.firstIndex { !$0.isHostName } ?? host.endIndex
    }

    /// Nothing, or a colon and up to five digits.
    private static func isPort(_ port: Substring.UTF8View) -> Bool {
        guard let colon = port.first else { return true }
        let digits = port.dropFirst()
        return colon == .colon && digits.count <= 5 && digits.allSatisfy(\.isDigit)
    }
}

extension UInt8 {
    /// Letters, digits, `-`, `.`, `_` and `~`.
    fileprivate var isHostName: Bool {
        isLetter || isDigit || self == 0x2D || self == 0x2E || self == 0x5F || self == 0x7E
    }
}
