import Classroom
import Wire

/// The authority of one room: decides on commands in their order, has their events made durable, and only then lets relays know.
///
/// A machine without clock, sockets or files: each input is told the room's time, and what is to be done is taken with
/// `takeEffects()`. Used on one thread. Working state runs ahead of what is committed; nothing above the committed sequence leaves.
public final class RoomHost {
    let configuration: HostConfiguration
    var room: Room
    var logs: [TopicHandle: TopicLog] = [:]
    var outboxes: [OutboxHandle: HostOutbox] = [:]
    var outboxHandles: [OutboxID: OutboxHandle] = [:]
    var devices: [[UInt8]: ParticipantHandle] = [:]
    var sessions: [SessionID: HostSession] = [:]
    /// Commands of each person that change the room for all, in buckets that drain.
    var floods: [ParticipantHandle: Bucket] = [:]
    /// Starts, stops and resets of machines by each person, in buckets that drain.
    var movers: [ParticipantHandle: Bucket] = [:]
    /// How many outboxes each person has.
    var outboxCounts: [ParticipantHandle: Int] = [:]
    /// Connections of each person who has some.
    var presence: [ParticipantHandle: Set<SessionID>] = [:]
    /// How many times each was sent out, of those who were.
    var removals: [ParticipantHandle: Int] = [:]
    /// When people were heard, and for how long not.
    var silences: [ParticipantHandle: Silence] = [:]
    /// Of whom nothing is known, nothing was heard since then.
    var silentSince: Milliseconds = 0
    /// Who lost the last connection, and when.
    var absences: [ParticipantHandle: Milliseconds] = [:]
    /// Outboxes without a connection whose strokes are open, and since when.
    var unfinished: [OutboxHandle: Milliseconds] = [:]
    var relays: Set<RelayID> = []
    /// Topics with events for the next tick: everybody has one of their own, and most are silent.
    var readyTopics: Set<TopicHandle> = []
    /// Topics for which a snapshot or knots may be due.
    var changed: Set<TopicHandle> = []

    /// The room's time as of the present input. Never goes back.
    var now: Milliseconds
    /// What gathers for the next write.
    var open: HostTicket
    /// What the journal is writing.
    var inFlight: HostTicket?
    /// When to try again what found no room on the disk.
    var retryAt: Milliseconds?
    var tickState = TickState()
    var views = HostViews()
    var reactions = Reactions()
    var feelings = Feelings()
    var renames = Renames()
    /// Of everything since the room was opened.
    var attendances = Attendances()
    /// Relays with somebody who looks, of views that are made for those who look.
    var viewFollowers: [TopicHandle: Set<RelayID>] = [:]
    /// Screens of machines, by topic.
    var screens: [TopicHandle: HostScreen] = [:]
    /// What machines use, by topic.
    var metrics: [TopicHandle: MetricsView] = [:]
    /// How far screens were recorded before the room was opened.
    var recordings: [TopicHandle: Sequence] = [:]
    var keyRecords = KeyRecords()
    /// Keystrokes of each person, in buckets that drain.
    var typists: [ParticipantHandle: Bucket] = [:]
    /// Whether the machines of a room without anybody were told to stop.
    var hasStoppedMachines = false
    var idleSince: Milliseconds
    var hasCollapsed = false
    /// What those who are picked owe it to.
    var chance = SystemRandomNumberGenerator()
    /// Whether snapshots were made before the room is let go.
    var hasLastImages = false

    private var effects: [HostEffect] = []
    private var wakeAt: Milliseconds?

    /// A room that is opened for the first time.
    public convenience init(opening name: String, _ configuration: HostConfiguration, at now: Milliseconds) {
        self.init(configuration, Room(), at: now)
        logs[Room.coreTopic] = TopicLog(.core)
        logs[Room.rosterTopic] = TopicLog(.roster)
        logs[Room.firstPageTopic] = TopicLog(.page)
        _ = perform(Room.opening(name: name), by: nil)
        settle()
    }

    init(_ configuration: HostConfiguration, _ room: Room, at now: Milliseconds) {
        (self.configuration, self.room, self.now) = (configuration, room, now)
        self.room.templates = configuration.templates
        idleSince = now
        open = HostTicket(number: 1)
    }

    /// What the edge has to do, in order.
    public func takeEffects() -> [HostEffect] {
        defer { effects = [] }
        return effects
    }

    /// The room's time as of the last input.
    public var time: Milliseconds { now }

    /// Connections held now.
    public var sessionCount: Int { sessions.count }

    // MARK: Inputs

    /// A relay has something to say.
    public func receive(_ message: HostMessage, from relay: RelayID, at time: Milliseconds) {
        now = max(now, time)
        guard !hasCollapsed else { return }
        switch message {
        case .join(let session, let request): join(session, request, relay)
        case .commands(let session, let outbox, let entries, let roundTrip):
            take(entries, of: outbox, from: session, roundTrip: roundTrip)
        case .adopt(let session, let id): adopt(id, session)
        case .signal(let session, let signal): take(signal, from: session)
        case .leave(let session, let heard): leave(session, heard: heard)
        case .follow(let topic): follow(topic, relay)
        case .unfollow(let topic): unfollow(topic, relay)
        case .names(let session, let people): tellNames(of: people, to: session)
        case .keys(let session, let machine, let number, let keys): take(keys, number, into: machine, from: session)
        case .lines(let session, let machine, let first, let count):
            look(for: count, from: first, of: machine, for: session)
        }
        settle()
    }

    /// The time asked for with `.wake` has come.
    public func wake(at time: Milliseconds) {
        now = max(now, time)
        wakeAt = nil
        guard !hasCollapsed else { return }
        if let retryAt, retryAt <= now { retry() }
        endAbsences()
        if let deadline = room.deadline, deadline <= now { perform(room.due(at: now), by: nil) }
        if tickState.isDue(now, configuration.tick) { publish() }
        expireFeelings()
        publishReactions()
        publishRenames()
        publishViews()
        lookAtScreens()
        stopAbandonedMachines()
        settle()
    }

    // MARK: Effects

    func emit(_ effect: HostEffect) { effects.append(effect) }

    func send(_ message: RelayMessage, to relay: RelayID) { emit(.send(message, to: relay)) }

    /// After each input: what is to be written, and when to be woken.
    func settle() {
        beginWrite()
        startWork()
        scheduleWake()
    }

    /// Whether nothing is left to do: all is written, with snapshots that make coming back cheap.
    private var isStill: Bool {
        // What is to happen at a time happens in an empty room, too.
        guard inFlight == nil, open.isEmpty, absences.isEmpty, room.deadline == nil, !room.hasRunningMachines else {
            return false
        }
        if logs.values.contains(where: { $0.isWorking || $0.isChoosing || $0.candidate != nil }) { return false }
        guard !hasLastImages else { return true }
        hasLastImages = makeLastSnapshots()
        beginWrite()
        return inFlight == nil && !logs.values.contains { $0.isWorking || $0.isChoosing }
    }

    private func scheduleWake() {
        var deadlines: [Milliseconds] = []
        if let tick = tickState.deadline(configuration.tick) { deadlines.append(tick) }
        if let view = views.deadline(configuration.viewPause) { deadlines.append(view) }
        if let reactions = reactions.deadline { deadlines.append(reactions) }
        if let feeling = feelings.deadline { deadlines.append(feeling) }
        if let rename = renames.deadline { deadlines.append(rename) }
        if let machine = machineDeadline { deadlines.append(machine) }
        if let abandoned = abandonedDeadline { deadlines.append(abandoned) }
        if let retryAt { deadlines.append(retryAt) }
        if let deadline = room.deadline { deadlines.append(deadline) }
        if let first = absences.values.min() { deadlines.append(first + configuration.presenceGrace) }
        if let first = unfinished.values.min() { deadlines.append(first + configuration.strokeGrace) }
        if sessions.isEmpty {
            let idle = idleSince + configuration.idleGrace
            if now >= idle, isStill { return emit(.idle) }
            // What is left to do then wakes the host when it is done.
            deadlines.append(now >= idle ? now + configuration.retryPause : idle)
        }
        guard let next = deadlines.min() else { return }
        if let wakeAt, wakeAt <= next, wakeAt > now { return }
        wakeAt = max(next, now + 1)
        emit(.wake(after: max(1, next - now)))
    }
}

@available(*, unavailable) extension RoomHost: Sendable {}
