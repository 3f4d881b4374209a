import Classroom
import Wire

/// A host in a test: it decides, stamps, keeps every topic's log, and applies. No network, no disk.
public struct LessonHost: Sendable {
    /// The state.
    public private(set) var room = Room()
    /// Every topic's events, as journals keep them, in order.
    public private(set) var logs: [TopicHandle: [Entry]] = [:]
    /// Where commands end: sequence numbers after which no event of the same command follows, by topic, ascending.
    public private(set) var boundaries: [TopicHandle: [Sequence]] = [:]
    /// What the next stamp leaves out.
    public private(set) var stamps: [TopicHandle: TopicStamps] = [:]
    /// The clock.
    public var now: Milliseconds = 0
    /// When commands were given; nil: when they arrive.
    public var given: Milliseconds?
    /// What is measured of everybody's link.
    public var link = LinkBound()
    /// What those who are picked owe it to.
    public var chance: UInt64 = 0
    private var counters: [OutboxHandle: Counter] = [:]

    /// A room that was just opened.
    public init(name: String = "") {
        room.templates = [LabTemplate(name: "shell", title: "A shell", sheet: "- [ ] one\n- [ ] two", steps: 2)]
        perform(Room.opening(name: name), by: 0, counter: 0)
    }

    /// The counter of the outbox's next command.
    public func nextCounter(_ outbox: OutboxHandle) -> Counter { (counters[outbox] ?? 0) + 1 }

    /// Somebody comes.
    public mutating func join(
        _ name: String, role: Role = .student, device: Device = .computer, place: Place = .hall
    ) throws(Denial) -> ParticipantHandle {
        let (who, events) = try room.joining(nil, name: name, device: device, place: place, role: role, at: now)
        perform(events, by: 0, counter: 0)
        return who
    }

    /// Gives the outbox's next command. Refused or not, its counter is used up.
    /// - Returns: what happened.
    @discardableResult
    public mutating func give(_ command: Command, by actor: Actor) throws(Rejection) -> [TopicEvent] {
        let counter = nextCounter(actor.outbox)
        counters[actor.outbox] = counter
        let events = try room.decide(
            command, by: actor, counter: counter, at: Moment(now, given: given, link: link, chance: chance))
        perform(events, by: actor.outbox, counter: counter)
        return events
    }

    /// Stamps events and folds them in.
    public mutating func perform(_ events: [TopicEvent], by outbox: OutboxHandle, counter: Counter) {
        for event in events {
            let stamp = stamp(event, outbox, counter)
            let short = stamps[event.topic, default: TopicStamps()].shorten(stamp)
            logs[event.topic, default: []].append(Entry(stamp: short, event: event.event))
            room.apply(event.event, of: event.topic, stamp: stamp)
        }
        for topic in Set(events.map(\.topic)) { boundaries[topic, default: []].append(logs[topic]?.count ?? 0) }
    }

    /// The house says what became of a machine.
    public mutating func report(_ report: MachineReport, of machine: ItemName) {
        perform(room.happening(report, to: machine), by: 0, counter: 0)
    }

    /// The stamp context of a topic.
    public func context(_ topic: TopicHandle) -> StampContext { (stamps[topic] ?? TopicStamps()).context }

    /// The fingerprint of a topic.
    public func fingerprint(_ topic: TopicHandle) -> String? { room.fingerprint(of: topic, context(topic)) }

    /// The wire snapshot of a topic; what it chose is kept.
    public mutating func snapshot(_ topic: TopicHandle) throws(WireError) -> [UInt8]? {
        guard let work = room.snapshotWork(of: topic, context(topic)) else { return nil }
        let (bytes, knots) = try work.run()
        room.keep(knots, of: topic)
        return bytes
    }

    private func stamp(_ event: TopicEvent, _ outbox: OutboxHandle, _ counter: Counter) -> EventStamp {
        func last(_ outbox: OutboxHandle) -> Counter? { stamps[event.topic]?.counters[outbox] }
        switch event.author {
        case .actor: return EventStamp(time: now, author: outbox, counter: counter)
        case .room: return EventStamp(time: now, author: 0, counter: (last(0) ?? 0) + 1)
        case .outbox(let other): return EventStamp(time: now, author: other, counter: last(other) ?? 1)
        }
    }
}
