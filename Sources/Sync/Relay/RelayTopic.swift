import Classroom
import Wire

/// A topic as a relay has it: enough to bring any client up to date.
struct RelayTopic {
    /// What it holds; nil until the host has said so.
    private(set) var kind: TopicKind?
    private var snapshot: [UInt8]?
    private var snapshotSequence: Sequence = 0
    /// Events after `ringBase`, older ones than the snapshot too: those who were away a short time need no snapshot.
    private var ring: [Entry] = []
    private var ringBase: Sequence = 0
    private var ringByteCount = 0
    /// Packets for those who are behind, by the sequence number before them; until the next news.
    private var packets: [Sequence: BatchPacker.Packet] = [:]
    /// The latest state of a view topic.
    private(set) var view: RelayView?
    /// Sessions that follow it.
    var followerCount = 0
    /// Of a box of votes: who may read it, as the host says.
    var ballotReaders = TopicReaders.nobody
    /// Who may read it, where that changes.
    var readers: TopicReaders { view.map { $0.isOpen ? .everybody : .staff } ?? ballotReaders }

    /// Bytes of events that are kept although a snapshot has them.
    private static let spareByteLimit = 131_072
    /// About the bytes of one packet: what a thin link carries in two seconds.
    private static let packetByteLimit = 16_384

    init() {}

    /// Whether clients can be served.
    var isReady: Bool { view != nil || kind.map { !$0.isView } ?? false }
    /// The last event.
    var end: Sequence { ringBase + ring.count }

    // MARK: From the host

    mutating func take(_ kind: TopicKind, _ image: TopicImage) {
        self.kind = kind
        packets = [:]
        if end != image.end || ring.isEmpty || snapshot == nil && ringBase > 0 {
            (ring, ringBase, ringByteCount) = (image.entries, image.base, image.entryByteCount)
        }
        (snapshot, snapshotSequence) = (image.snapshot, image.base)
        trim()
    }

    /// The next events. False when they do not follow: something was lost, and a new image has to come.
    mutating func take(_ news: TopicNews) -> Bool {
        guard kind != nil else { return true }  // an image is on its way
        guard news.base == end else {
            kind = nil
            return false
        }
        packets = [:]
        ring += news.entries
        ringByteCount += news.message.payload.count
        return true
    }

    mutating func take(_ news: ViewNews) { (kind, view) = (news.kind, .latest(news)) }

    mutating func take(_ news: ScreenNews) {
        kind = .screen
        guard case .screen(var track) = view else { return view = .screen(ScreenTrack(news)) }
        view = nil  // so that it is changed in place
        track.take(news)
        view = .screen(track)
    }

    /// What to send to a client that has some revision of a view, or none.
    mutating func viewMessage(after revision: Revision?) -> SharedMessage? {
        switch view {
        case .latest(let news): return news.message(after: revision)
        case .screen(var track):
            view = nil  // so that it is changed in place
            defer { view = .screen(track) }
            return track.message(after: revision)
        case nil: return nil
        }
    }

    private mutating func trim() {
        let excess = snapshotSequence - ringBase
        guard snapshot != nil, excess > 0, ringByteCount > RelayTopic.spareByteLimit else { return }
        ringByteCount -= ringByteCount * excess / max(1, ring.count)
        ring.removeFirst(excess)
        ringBase = snapshotSequence
    }

    // MARK: To clients

    /// How to bring a client up to date that has the events up to `sequence`, or nothing: a snapshot to send, or events from
    /// a sequence number on, whichever is fewer bytes.
    func way(from sequence: Sequence?) -> (snapshot: SnapshotTransfer?, sequence: Sequence) {
        let known = sequence ?? 0
        let hasEvents = (ringBase...end).contains(known)
        guard let snapshot else { return (nil, hasEvents ? known : ringBase) }
        let viaSnapshot = snapshot.count + byteCount(after: snapshotSequence)
        if hasEvents, byteCount(after: known) <= viaSnapshot { return (nil, known) }
        return (SnapshotTransfer(snapshot, at: snapshotSequence), snapshotSequence)
    }

    private func byteCount(after sequence: Sequence) -> Int {
        ring.isEmpty ? 0 : ringByteCount * (end - sequence) / ring.count
    }

    /// Whether the events after `sequence` are here.
    func reaches(_ sequence: Sequence) -> Bool { (ringBase...end).contains(sequence) }

    /// The next events after `sequence` in one message, shared by all who are as far behind; nil when there are none, or when they cannot
    /// be packed.
    mutating func packet(after sequence: Sequence) -> BatchPacker.Packet? {
        if let packet = packets[sequence] { return packet }
        guard reaches(sequence), sequence < end, let kind, !kind.isView else { return nil }
        let packet = try? BatchPacker.first(
            of: ring[(sequence - ringBase)...], in: topic, after: sequence, byteLimit: RelayTopic.packetByteLimit)
        packets[sequence] = packet
        return packet
    }

    /// Its handle, which a packet says.
    var topic = TopicHandle(0)
}

/// The latest state of a view topic as a relay has it.
enum RelayView {
    case latest(ViewNews)
    case screen(ScreenTrack)

    var kind: TopicKind {
        switch self {
        case .latest(let news): news.kind
        case .screen: .screen
        }
    }

    var revision: Revision {
        switch self {
        case .latest(let news): news.revision
        case .screen(let track): track.latest.revision
        }
    }

    /// Whether everybody may read it, and not only those who teach or moderate.
    var isOpen: Bool {
        switch self {
        case .latest(let news): news.isOpen
        case .screen: true
        }
    }
}

extension ViewNews {
    /// What to send to a client that has some revision, or none.
    func message(after revision: Revision?) -> SharedMessage {
        if let step, step.from == revision { step.message } else { message }
    }
}

extension TopicKind {
    /// Whether it holds a latest state rather than a log.
    var isView: Bool {
        switch self {
        case .core, .page, .chat, .questions, .roster, .staff, .personal, .lab, .ballots: false
        case .counts, .tally, .pace, .screen, .metrics, .leaderboard, .attendance, .house: true
        }
    }

    /// Whether its state is made only while somebody looks at it: there is much of it.
    var isMadeOnDemand: Bool { self == .attendance || self == .screen || self == .metrics }

    /// What goes first when a link cannot carry all (DESIGN.md §4): the lower the sooner.
    var urgency: Int {
        switch self {
        case .core, .personal: 0
        case .house, .counts, .tally, .leaderboard: 1
        case .chat, .questions, .staff: 3
        case .lab, .screen: 4
        case .page: 5
        case .roster, .ballots, .pace, .metrics, .attendance: 6
        }
    }
}
