import Classroom
import Wire

/// A replica in a test, or a host that recovers: state and what stamps leave out.
public struct LessonReplica: Sendable {
    /// The state.
    public private(set) var room = Room()
    /// By topic.
    public private(set) var stamps: [TopicHandle: TopicStamps] = [:]
    private var kinds: [TopicHandle: TopicKind] = [:]

    /// Knows nothing.
    public init() {}

    /// Takes a topic's snapshot.
    public mutating func adopt(_ bytes: [UInt8], of topic: TopicHandle) throws {
        let snapshot = try Snapshot(decoding: bytes)
        try room.adopt(snapshot, of: topic)
        stamps[topic] = TopicStamps(snapshot.context)
        kinds[topic] = snapshot.state.topicKind
    }

    /// Takes a topic's checkpoint.
    public mutating func restore(_ bytes: [UInt8], of topic: TopicHandle, as kind: TopicKind) throws {
        stamps[topic] = TopicStamps(try room.restore(topic, as: kind, checkpoint: bytes))
        kinds[topic] = kind
    }

    /// Folds a topic's next events in.
    public mutating func apply(_ entries: some Collection<Entry>, of topic: TopicHandle) throws(WireError) {
        for entry in entries {
            let stamp = try stamps[topic, default: TopicStamps()].complete(entry.stamp)
            room.apply(entry.event, of: topic, stamp: stamp)
        }
    }

    /// The stamp context of a topic.
    public func context(_ topic: TopicHandle) -> StampContext { (stamps[topic] ?? TopicStamps()).context }

    /// The fingerprint of a topic.
    public func fingerprint(_ topic: TopicHandle) -> String? {
        room.fingerprint(of: topic, context(topic), as: kinds[topic])
    }

    /// The checkpoint of a topic.
    public func checkpoint(_ topic: TopicHandle) throws(WireError) -> [UInt8] {
        try room.checkpoint(of: topic, context(topic), as: kinds[topic])
    }
}

extension TopicState {
    /// What a topic of this state holds.
    var topicKind: TopicKind {
        switch self {
        case .core: .core
        case .page: .page
        case .chat: .chat
        case .questions: .questions
        case .roster: .roster
        case .staff: .staff
        case .personal: .personal
        case .lab: .lab
        case .ballots: .ballots
        }
    }
}
