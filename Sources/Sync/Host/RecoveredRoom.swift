import Classroom
import Wire

/// A room as its journal has it.
public struct RecoveredRoom: Sendable {
    /// One log topic: a checkpoint and the events since.
    public struct Topic: Sendable {
        /// Which.
        public var topic: TopicHandle
        /// What it holds.
        public var kind: TopicKind
        /// Everything at `checkpointSequence`; nil when all events are in `tail`.
        public var checkpoint: [UInt8]?
        /// Of the checkpoint; 0 without one.
        public var checkpointSequence: Sequence
        /// The snapshot of the same sequence number, as clients get it.
        public var wire: [UInt8]?
        /// Encoded `Entry` values from `checkpointSequence` + 1 on.
        public var tail: [[UInt8]]

        /// Each field is described where it is declared.
        public init(
            topic: TopicHandle, kind: TopicKind, checkpoint: [UInt8]? = nil, checkpointSequence: Sequence = 0,
            wire: [UInt8]? = nil, tail: [[UInt8]] = []
        ) {
            (self.topic, self.kind, self.tail, self.wire) = (topic, kind, tail, wire)
            (self.checkpoint, self.checkpointSequence) = (checkpoint, checkpointSequence)
        }
    }

    /// As the house calls it.
    public var name: String
    /// All that have events.
    public var topics: [Topic] = []
    /// All that ever connected.
    public var outboxes: [HostWrite.OutboxRow] = []
    /// Who each known device is, by the SHA-256 of its cookie.
    public var devices: [[UInt8]: ParticipantHandle] = [:]
    /// Of everything since the room was opened.
    public var attendances = Attendances()
    /// How far screens of machines are recorded, by their topics.
    public var recordings: [TopicHandle: Sequence] = [:]
    /// The room's time of its last event.
    public var lastTime: Milliseconds = 0

    /// A room of which nothing happened yet.
    public init(name: String) { self.name = name }
}

/// Why a room cannot be brought back.
public struct RecoveryError: Error, Sendable {
    /// Where.
    public let topic: TopicHandle
    /// At which event; nil for the checkpoint.
    public let sequence: Sequence?
    /// The rule that is broken.
    public let reason: WireError
}
