import Classroom
import Wire

/// One client of a relay: what it follows and how far it is, and how much its link carries.
///
/// In the order in which a tick looks at it: with a thousand clients each look waits for memory.
final class RelaySession {
    let sink: any SessionSink
    /// Few: looked through rather than looked up.
    var subscriptions: [Subscription] = []
    /// Whether something waits for its link to drain.
    var isBehind = false
    var pacer = Pacer()
    let id: SessionID
    /// Its place among the relay's sessions.
    var index = 0
    /// Set when it is let in.
    var participant = ParticipantHandle(0)
    /// Whether it may read what only those may who teach or moderate.
    var isStaff = false
    var outbox = OutboxHandle(0)
    var isAdmitted = false
    /// What it knows of how people are called.
    var names = KnownNames.unasked
    /// Stored commands that it is left to see in topics; said after a snapshot, which shows no commands.
    var unsaid: [OutboxHandle: Counter] = [:]
    /// What is measured of its link.
    var link: LinkMeasure
    /// What it said it has, until it is let in.
    var hello: Hello?

    init(_ id: SessionID, _ sink: any SessionSink, _ hello: Hello) {
        (self.id, self.sink, self.hello, link) = (id, sink, hello, LinkMeasure())
    }

    /// How well a session knows the names that it asked for.
    enum KnownNames {
        /// It asked for none.
        case unasked
        /// As they are.
        case told
        /// Some changed while its link was full.
        case stale
    }

    /// Whether it may follow a topic of this kind now. `readers`: of a topic for which that changes.
    func mayFollow(_ topic: TopicHandle, _ kind: TopicKind, by readers: TopicReaders = .nobody) -> Bool {
        switch kind {
        case .core, .page, .chat, .questions, .roster, .counts, .lab, .screen, .metrics: true
        case .tally, .leaderboard, .ballots: readers == .everybody || readers == .staff && isStaff
        case .staff, .pace, .attendance, .house: isStaff
        case .personal: topic == Room.personalTopic(of: participant)
        }
    }

    func index(of topic: TopicHandle) -> Int? { subscriptions.firstIndex { $0.topic == topic } }

    /// Whether more may be sent now: what this turn sends already waits, too, hence some is allowed. The queue is asked whatever the client
    /// reported: a report may be false.
    var hasRoom: Bool { pacer.isOpen && sink.queuedByteCount < RelaySession.queueByteLimit }

    private static let queueByteLimit = 16_384

    /// Whether a frame of a screen may be sent now: a screen that floods leaves room on the link for what matters more, and what is typed into
    /// it is seen soon.
    var hasRoomForScreens: Bool {
        hasRoom && pacer.unreported < max(RelaySession.screenWindow, pacer.window * 3 / 8)
    }

    /// What a client reports at once (rule S4), and half as much again.
    private static let screenWindow = 6_144

    func send(_ message: ServerMessage, at now: Milliseconds) {
        if let shared = try? SharedMessage(message) { send(shared, at: now) }
    }

    func send(_ message: SharedMessage, isAlone: Bool = false, at now: Milliseconds) {
        sink.send(message, isAlone: isAlone)
        pacer.didSend(message.payload.count, at: now)
    }
}
