/// One change of one room. Its parts become durable together or not at all.
public struct RoomWrite: Hashable, Sendable {
    /// One event of a log topic, with its stamp, as it is encoded.
    public struct Entry: Hashable, Sendable {
        /// The topic's handle.
        public var topic: UInt16
        /// What the topic holds. The same in all its entries.
        public var kind: UInt8
        /// One more than the entry before it in the topic; the first is 1.
        public var sequence: Int64
        /// The room's time in milliseconds. Never before that of the entry before it in the topic.
        public var time: Int64
        /// At most `Journal.entryByteLimit`.
        public var bytes: [UInt8]

        /// Each field is described where it is declared.
        public init(topic: UInt16, kind: UInt8, sequence: Int64, time: Int64, bytes: [UInt8]) {
            (self.topic, self.kind, self.sequence, self.time, self.bytes) = (topic, kind, sequence, time, bytes)
        }
    }

    /// An outbox as the room knows it: a new one, or how far a known one has come.
    public struct Outbox: Hashable, Sendable {
        /// Given by the room.
        public var handle: Int32
        /// Given by the tab: 8 bytes. A handle keeps its id.
        public var id: [UInt8]
        /// Whose it is.
        public var participant: Int32
        /// The counter of the last command that is stored or rejected. Never goes back.
        public var stored: Int64
        /// What else the room remembers of it.
        public var note: [UInt8]

        /// Each field is described where it is declared.
        public init(handle: Int32, id: [UInt8], participant: Int32, stored: Int64, note: [UInt8] = []) {
            (self.handle, self.id, self.participant, self.stored) = (handle, id, participant, stored)
            self.note = note
        }
    }

    /// Who somebody's browser is in this room: a new entry, or another participant for a known one.
    public struct DeviceEntry: Hashable, Sendable {
        /// SHA-256 of the cookie's secret: 32 bytes.
        public var token: [UInt8]
        /// Who.
        public var participant: Int32

        /// Each field is described where it is declared.
        public init(token: [UInt8], participant: Int32) { (self.token, self.participant) = (token, participant) }
    }

    /// A topic's state at one of its entries. The journal keeps the newest of each topic and form.
    public struct Image: Hashable, Sendable {
        /// What it is good for.
        public enum Form: Int, Hashable, Sendable {
            /// Lossless: recovery goes on from it.
            case checkpoint = 0
            /// As it is sent to clients: a cache.
            case wire = 1
        }

        /// The topic's handle.
        public var topic: UInt16
        /// Of the last entry in it.
        public var sequence: Int64
        /// What it is good for.
        public var form: Form
        /// At most `Journal.imageByteLimit`.
        public var bytes: [UInt8]

        /// Each field is described where it is declared.
        public init(topic: UInt16, sequence: Int64, form: Form, bytes: [UInt8]) {
            (self.topic, self.sequence, self.form, self.bytes) = (topic, sequence, form, bytes)
        }
    }

    /// Which room.
    public var room: RoomID
    /// In the order of their sequence numbers within each topic.
    public var entries: [Entry] = []
    /// New, or changed.
    public var outboxes: [Outbox] = []
    /// New, or changed.
    public var devices: [DeviceEntry] = []
    /// States after `entries`, or before them.
    public var images: [Image] = []
    /// The room's new name in the list of rooms.
    public var name: String?
    /// How often the room's host has loaded it. After a write failed, every write of that room with the same or a lower generation
    /// fails too, so that nothing is stored that was decided on top of what was lost. Absent: only those queued at that moment fail.
    public var generation: Int?

    /// Nothing yet.
    public init(room: RoomID) { self.room = room }

    /// About what it takes in memory and on disk.
    var byteCount: Int {
        entries.reduce(64 + 48 * outboxes.count + 64 * devices.count) { $0 + 48 + $1.bytes.count }
            + images.reduce(0) { $0 + 48 + $1.bytes.count }
    }

    /// About how many of the file's pages a commit of it touches.
    var pageCount: Int {
        2 + byteCount / 2048 + Set(entries.map(\.topic)).count + outboxes.count.signum() + devices.count.signum()
    }
}
