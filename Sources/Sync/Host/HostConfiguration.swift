import Classroom
import Wire

/// How a host behaves. Times are milliseconds.
public struct HostConfiguration: Sendable {
    /// Of all versions of this journal.
    public var journal: JournalID
    /// Kinds of machines that the house has.
    public var templates: [LabTemplate] = []
    /// Between two batches of a topic.
    public var tick = 33
    /// How long a person whose last connection went still counts as here.
    public var presenceGrace = 15_000
    /// How long the open strokes of an outbox stay open without a connection.
    public var strokeGrace = 3_600_000
    /// Between two states of a view.
    public var viewPause = 500
    /// How long machines go on in a room without anybody.
    public var machineGrace = 1_800_000
    /// How long a room without anybody stays in memory.
    public var idleGrace = 60_000
    /// Before a write that found no room is tried again.
    public var retryPause = 1_000
    /// People of one room who may be connected at once.
    public var sessionLimit = 20_000
    /// Outboxes of one person who does not teach: each tab makes one, and none is ever forgotten.
    public var outboxLimit = 4_096
    /// Bytes of writes and answers that may wait for the disk before the room takes no more commands, and lets nobody in.
    public var backlogByteLimit = 8_388_608

    /// The defaults for a journal.
    public init(journal: JournalID) { self.journal = journal }
}
