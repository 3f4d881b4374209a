import COpenSSL

/// Protocols of ALPN (RFC 7301), the preferred first.
public struct ApplicationProtocols: Equatable, Sendable {
    /// `http/1.1` alone: what we speak, WebSocket included.
    public static let http11 = ApplicationProtocols(["http/1.1"])
    /// Offers nothing.
    public static let none = ApplicationProtocols([])
    /// Protocols in one list.
    public static let countLimit = 16
    /// Bytes in one name (RFC 7301 §3.1).
    public static let nameLimit = 255

    /// Their names.
    public let names: [String]

    /// Names that are empty or above `nameLimit` bytes, and those past `countLimit`, are left out.
    public init(_ names: [String]) {
        self.names = Array(names.filter { (1...Self.nameLimit).contains($0.utf8.count) }.prefix(Self.countLimit))
    }

    /// Each name after its length in one byte, as it travels.
    var wire: [UInt8] { names.flatMap { [UInt8(truncatingIfNeeded: $0.utf8.count)] + Array($0.utf8) } }

    /// Where in the peer's `offer` the first of our names is; nil when none is there.
    func choose(from offer: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        for name in names {
            var start = 0
            while start < offer.count {
                let range = start + 1..<min(start + 1 + Int(offer[start]), offer.count)
                if offer[range].elementsEqual(name.utf8) { return range }
                start = range.upperBound
            }
        }
        return nil
    }
}
