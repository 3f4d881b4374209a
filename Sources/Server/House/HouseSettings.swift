/// What a house allows and how it behaves.
public struct HouseSettings: Sendable {
    /// People connected to one room at once.
    public var roomLimit = 20_000
    /// Machines of labs that run at once, of all rooms.
    public var machineLimit = 64
    /// Hundredths of these that one room may have; the rest is for rooms with few.
    public var machineShare = 75
    /// MiB that all kept homes of machines take together at most, packed.
    public var homeSpace = 8_192
    /// MiB of the data folder's disk that keeping homes leaves free.
    public var diskReserve = 512
    /// Where servers of this system lock what only one of them may have; written to by root alone.
    public var runFolder = "/run/takhti"
    /// Devices that were in no room yet and that one address may bring at once: a school may have one address. Then one more every 50 ms.
    public var newDeviceLimit = 8_192
    /// Milliseconds between two batches of a topic.
    public var tick = 33
    /// Milliseconds that a room without anybody stays in memory.
    public var idleGrace = 60_000
    /// The address for students, such as `https://class.example.org`; nil: the one at which they are asking.
    public var publicURL: String?
    /// Below this name (`preview.example.org`) each page that is served inside a machine has a host of its own; nil: they share this server's.
    public private(set) var previewHost: String?
    /// This machine's name for others, in place of one that means itself; nil when it listens to itself only.
    public var outsideHost: String?
    /// Addresses of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, as `IPText` writes them; `unix`: whoever connects to
    /// a Unix domain socket.
    public private(set) var trustedProxies: Set<String> = []
    /// Milliseconds added before each commit: for tests only.
    public var commitDelayMilliseconds = 0

    /// The defaults.
    public init() {}

    /// Gives pages inside machines hosts below a name, written as `*.preview.example.org`. False for what is no such name.
    public mutating func setPreviewHost(_ pattern: String) -> Bool {
        let labels = pattern.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        let isLabel = { (label: Substring) in
            (1...63).contains(label.utf8.count)
                && label.utf8.allSatisfy {
                    $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
                }
        }
        // A ticket and a dot come before it (RFC 1035 §2.3.4: 255 bytes in all).
        guard labels.first == "*", labels.count > 1, labels.dropFirst().allSatisfy(isLabel), pattern.utf8.count < 180
        else { return false }
        previewHost = labels.dropFirst().joined(separator: ".")
        return true
    }

    /// Whether a host is one of pages inside machines: this server's own must be none.
    public func isHostOfPage(_ host: String) -> Bool { PreviewPlace.ticket(in: host, below: previewHost) != nil }

    /// Believes what a proxy at `address` says of its clients. False for text that is no address.
    public mutating func trustProxy(_ address: String) -> Bool {
        guard let address = address == "unix" ? address : IPText.canonical(address) else { return false }
        trustedProxies.insert(address)
        return true
    }
}
