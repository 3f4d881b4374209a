import Wire

/// How much may be under way to one client, by what it reports to have received (DESIGN.md §4): what a socket has swallowed says
/// nothing where proxies and satellite accelerators swallow. A window of about one and a half times rate × round trip.
public struct Pacer: Sendable {
    /// Bytes that may be under way before anything is known of the link, and always.
    public static let leastWindow = 16_384
    /// Bytes that are never exceeded.
    public static let mostWindow = 4_194_304
    /// Below this much a client reports late, by its timer: such reports say nothing of the round trip (rule S4).
    private static let prompt = 4_096

    /// Bytes sent that were not reported yet.
    public private(set) var unreported = 0
    /// Bytes that may be.
    public private(set) var window = Pacer.leastWindow
    private var sent: UInt64 = 0
    private var reported: UInt64 = 0
    /// A byte whose report is waited for: its place, when it was sent, and what was reported by then.
    private var probe: (place: UInt64, at: Milliseconds, reported: UInt64)?

    /// A link of which nothing is known.
    public init() {}

    /// Whether more may be sent.
    public var isOpen: Bool { unreported < window }
    /// Whether enough has drained to go on after the window was full.
    public var hasRoom: Bool { unreported <= window / 2 }

    /// A message of `count` bytes went out.
    public mutating func didSend(_ count: Int, at now: Milliseconds) {
        sent += UInt64(count)
        unreported += count
        if probe == nil, unreported >= Pacer.prompt { probe = (sent, now, reported) }
    }

    /// The client reports `count` more bytes.
    public mutating func didReport(_ count: Int, at now: Milliseconds) {
        let count = min(count, unreported)
        unreported -= count
        reported += UInt64(count)
        guard let probe, reported >= probe.place else { return }
        self.probe = nil
        let elapsed = max(1, now - probe.at)
        // What arrived while the probe was under way came at the rate of the link, if the link was kept busy.
        let passed = Int(reported - probe.reported)
        window = min(max(passed * 3 / 2 + Pacer.tickShare(passed, elapsed), Pacer.leastWindow), Pacer.mostWindow)
    }

    /// What the link carries in a tick.
    private static func tickShare(_ bytes: Int, _ elapsed: Milliseconds) -> Int { bytes * 33 / elapsed }
}
