import Classroom
import Wire

/// A client of one room, as a machine without sockets: what a bench and tests use to take part as a browser does. It keeps its outbox over
/// reconnects, sends again what is not acknowledged, and tells of anything that the server should not have done.
public final class LessonClient {
    /// What a message of the server meant.
    public enum News: Sendable {
        /// Let in. Some commands were refused before, and the news of it was lost.
        case welcomed(Welcome, refused: [RefusedCommand])
        /// Not let in.
        case denied(Denial, wait: Interval?)
        /// The server is about to close.
        case leaving(Farewell, wait: Interval?)
        /// Events of a topic, in order, the last of which has the number `sequence`.
        case events(TopicHandle, [(stamp: EventStamp, event: Event)], sequence: Sequence)
        /// A topic's state at `sequence`.
        case state(TopicHandle, sequence: Sequence)
        /// A command of this client's own was refused.
        case rejected(Counter, Rejection)
        /// A latest state.
        case view(TopicHandle, View)
        /// Events were lost, or came twice: the topic is subscribed again.
        case broken(TopicHandle, expected: Sequence, base: Int)
        /// Something else.
        case other
    }

    /// The room as far as it is known; followed topics only. Empty unless `keepsReplica`.
    public private(set) var room = Room()
    /// Commands that are not known to be stored, in their order.
    public private(set) var pending: [(counter: Counter, command: Command)] = []
    /// Who this is, once let in.
    public private(set) var welcome: Welcome?
    /// This client's outbox.
    public let outbox: OutboxID
    /// Its handle; 0 before the first welcome.
    public private(set) var handle = OutboxHandle(0)
    /// Followed topics and how far they are known.
    public private(set) var topics: [TopicHandle: ReplicaTopic] = [:]
    private let keepsReplica: Bool
    private var journal: JournalID?
    private var counter: Counter = 0
    /// The last counter said on this connection.
    private var said: Counter?
    private var unreported = 0

    /// Payload bytes after which a client reports at the latest (rule S4).
    public static let reportByteCount = 4_096

    /// - Parameter keepsReplica: whether events are folded into `room`; without, only their order is watched.
    public init(outbox: OutboxID, keepsReplica: Bool = true) {
        (self.outbox, self.keepsReplica) = (outbox, keepsReplica)
    }

    /// What rides on the upgrade request.
    public func hello(name: String, ticket: [UInt8] = []) -> Hello {
        unreported = 0
        for topic in topics.keys { topics[topic]?.incoming = nil }
        let known = topics.filter { $0.value.isKnown }.map { TopicVersion(topic: $0.key, sequence: $0.value.sequence) }
        return Hello(
            revision: WireProtocol.revision, outbox: outbox, orphans: [], device: .computer, place: .unknown,
            journal: journal, topics: journal == nil ? [] : known.sorted { $0.topic < $1.topic }, ticket: ticket,
            name: name)
    }

    // MARK: Sending

    /// Asks for something; it stays pending until it is stored or rejected.
    public func send(_ command: Command) -> ClientMessage {
        counter += 1
        pending.append((counter, command))
        return message([(counter, command)])
    }

    /// The counter of the last command.
    public var lastCounter: Counter { counter }

    /// What has to be said again on a new connection.
    public func resend() -> [ClientMessage] {
        var messages: [ClientMessage] = []
        var part: [(counter: Counter, command: Command)] = []
        for entry in pending {
            part.append(entry)
            guard part.count == 256 || size(part) > WireLimits.clientMessageByteLimit / 2 else { continue }
            messages.append(message(part))
            part = []
        }
        return part.isEmpty ? messages : messages + [message(part)]
    }

    private func size(_ part: [(counter: Counter, command: Command)]) -> Int {
        part.count % 16 == 0 ? (try? message(part, isSaid: false).encoded().count) ?? .max : 0
    }

    private func message(_ part: [(counter: Counter, command: Command)], isSaid: Bool = true) -> ClientMessage {
        var last = said
        let entries = part.map { counter, command in
            defer { last = counter }
            let step = last.map { CounterStep(to: counter, after: $0) } ?? .given(counter: counter)
            return CommandEntry(counter: step, command: command)
        }
        if isSaid { said = last }
        return .commands(outbox: nil, commands: entries)
    }

    /// The report that is due; nil when nothing is. `isLate`: a second has passed since the last.
    public func report(isLate: Bool) -> ClientMessage? {
        guard unreported > 0, isLate || unreported >= LessonClient.reportByteCount else { return nil }
        defer { unreported = 0 }
        return .received(bytes: unreported)
    }

    // MARK: Receiving

    /// A message came.
    /// - Throws: the rule of the wire that it breaks.
    public func receive(_ payload: [UInt8]) throws(WireError) -> News {
        receive(try ServerMessage(decoding: payload), byteCount: payload.count)
    }

    /// A message came that was decoded elsewhere.
    public func receive(_ message: ServerMessage, byteCount: Int) -> News {
        unreported += byteCount
        switch message {
        case .welcome(let welcome): return take(welcome)
        case .denied(let reason, let wait): return .denied(reason, wait: wait)
        case .leaving(let reason, let wait): return .leaving(reason, wait: wait)
        case .batch(let batch): return take(batch)
        case .snapshot(let topic, let sequence, let length, let slice):
            topics[topic, default: ReplicaTopic()].begin(sequence, length: length)
            return take(slice, of: topic)
        case .slice(let topic, let slice): return take(slice, of: topic)
        case .stored(let outbox, let counter):
            if outbox == nil || outbox == handle { acknowledge(counter) }
            return .other
        case .rejected(let outbox, let counter, let reason, _):
            guard outbox == nil || outbox == handle else { return .other }
            pending.removeAll { $0.counter == counter }
            return .rejected(counter, reason)
        case .subscribed(let topic, let kind, _):
            topics[topic, default: ReplicaTopic()].kind = kind
            return .other
        case .unsubscribed(let topic, _):
            topics[topic] = nil
            return .other
        case .view(let topic, _, _, let view): return .view(topic, view)
        case .signals, .pong, .lines, .adopted, .earlier, .names: return .other
        }
    }

    private func take(_ welcome: Welcome) -> News {
        if let journal, journal != welcome.journal { (topics, room) = ([:], Room()) }
        (self.welcome, journal) = (welcome, welcome.journal)
        said = nil  // what was asked for before this is said again
        if let own = welcome.outboxes.first {
            handle = own.outbox
            let lost = own.refused.filter { refused in pending.contains { $0.counter == refused.counter } }
            acknowledge(own.stored)
            return .welcomed(welcome, refused: lost)
        }
        return .welcomed(welcome, refused: [])
    }

    private func acknowledge(_ counter: Counter) {
        guard let first = pending.first, first.counter <= counter else { return }
        pending.removeAll { $0.counter <= counter }
    }

    private func take(_ batch: Batch) -> News {
        var topic = topics.removeValue(forKey: batch.topic) ?? ReplicaTopic()
        defer { topics[batch.topic] = topic }
        guard batch.follows(topic.sequence), topic.incoming == nil else {
            let expected = topic.sequence
            topic = ReplicaTopic()
            return .broken(batch.topic, expected: expected, base: batch.base)
        }
        var events: [(stamp: EventStamp, event: Event)] = []
        for entry in batch.entries {
            guard let stamp = try? topic.stamps.complete(entry.stamp) else { continue }
            if keepsReplica { room.apply(entry.event, of: batch.topic, stamp: stamp) }
            if stamp.author == handle { acknowledge(stamp.counter) }
            events.append((stamp, entry.event))
        }
        topic.sequence += batch.span
        topic.isKnown = true
        return .events(batch.topic, events, sequence: topic.sequence)
    }

    private func take(_ slice: [UInt8], of handle: TopicHandle) -> News {
        var topic = topics.removeValue(forKey: handle) ?? ReplicaTopic()
        defer { topics[handle] = topic }
        guard let (sequence, bytes) = topic.take(slice) else { return .other }
        guard let snapshot = try? Snapshot(decoding: bytes) else {
            return .broken(handle, expected: sequence, base: sequence & 0xFF)
        }
        topic.stamps = TopicStamps(snapshot.context)
        (topic.sequence, topic.isKnown) = (sequence, true)
        if keepsReplica { try? room.adopt(snapshot, of: handle) }
        if let stored = topic.stamps.counters[self.handle] { acknowledge(stored) }
        return .state(handle, sequence: sequence)
    }

    /// What a replica is compared by, of each log topic that is known; nothing for one on its way.
    public var fingerprints: [TopicHandle: (sequence: Sequence, fingerprint: String)] {
        var result: [TopicHandle: (sequence: Sequence, fingerprint: String)] = [:]
        for (handle, topic) in topics where topic.isKnown && topic.incoming == nil {
            if let fingerprint = room.fingerprint(of: handle, topic.stamps.context, as: topic.kind) {
                result[handle] = (topic.sequence, fingerprint)
            }
        }
        return result
    }
}

@available(*, unavailable) extension LessonClient: Sendable {}

/// A topic as a client knows it.
public struct ReplicaTopic: Sendable {
    /// What it holds, as the server said.
    public internal(set) var kind: TopicKind?
    /// The last event.
    public internal(set) var sequence: Sequence = 0
    /// Whether anything of it is here.
    public internal(set) var isKnown = false
    var stamps = TopicStamps()
    var incoming: (sequence: Sequence, length: Int, bytes: [UInt8])?

    mutating func begin(_ sequence: Sequence, length: Int) { incoming = (sequence, length, []) }

    /// Takes a slice; the whole snapshot when it was the last.
    mutating func take(_ slice: [UInt8]) -> (sequence: Sequence, bytes: [UInt8])? {
        guard var whole = incoming else { return nil }
        incoming = nil
        whole.bytes += slice
        guard whole.bytes.count >= whole.length else {
            incoming = whole
            return nil
        }
        return (whole.sequence, whole.bytes)
    }
}
