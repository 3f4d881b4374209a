/// What recovery reads of a room: checkpoints and what came after them, never the whole history.
public struct RoomRecord: Hashable, Sendable {
    /// Topics of these kinds and above are recordings of what was seen: nothing is recovered from them, and their tails are not read.
    public static let firstRecordingKind: UInt8 = 16

    /// One topic.
    public struct Topic: Hashable, Sendable {
        /// Its handle.
        public var topic: UInt16
        /// What it holds.
        public var kind: UInt8
        /// Where recovery begins. Absent: with the first entry.
        public var checkpoint: RoomWrite.Image?
        /// The newest cached state for clients.
        public var wire: RoomWrite.Image?
        /// The entries after the checkpoint, ascending.
        public var tail: [RoomWrite.Entry]
        /// Of the last entry.
        public var lastSequence: Int64
        /// Of the last entry, in the room's milliseconds.
        public var lastTime: Int64
    }

    /// Its place in the list of rooms.
    public var room: JournalRoom
    /// Ascending by handle.
    public var topics: [Topic]
    /// Ascending by handle.
    public var outboxes: [RoomWrite.Outbox]
    /// Who each known browser is.
    public var devices: [RoomWrite.DeviceEntry]
    /// The latest of all topics' last times; 0 when there are no entries.
    public var lastTime: Int64
}
