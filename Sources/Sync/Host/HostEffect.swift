import Classroom
import Wire

/// What a host asks of the edge.
public enum HostEffect: Sendable {
    /// Make this durable, then call `committed(_:)` or `failed(_:_:)` with its number. Writes of a room are made in order.
    case append(HostWrite)
    /// Give this to a relay.
    case send(RelayMessage, to: RelayID)
    /// Run this off the loop, then call `finished(_:)`.
    case work(TopicWork)
    /// Run this off the loop, then call `chosen(_:)`.
    case choose(KnotChoice)
    /// Call `wake(at:)` in so many milliseconds; replaces an earlier one.
    case wake(after: Int)
    /// Do this with a machine; what becomes of it comes back with `reported(_:of:at:)`.
    case machine(MachineOrder)
    /// Type this into a machine, then call `typed(_:into:by:at:)`.
    case type([UInt8], into: ItemName, by: ParticipantHandle)
    /// Look at a machine's screen, then call `shown(_:of:at:)`.
    case look(at: ItemName)
    /// Look for lines that left a machine's screen, then call `found(_:first:of:for:)`.
    case lines(ItemName, first: Int, count: Int, for: SessionID)
    /// Nobody is here, and nothing is left to do: the host can be let go.
    case idle
}

/// One change of a room, to be made durable as a whole.
public struct HostWrite: Sendable {
    /// An event as the journal keeps it.
    public struct LogEntry: Sendable {
        /// Where.
        public var topic: TopicHandle
        /// What the topic holds.
        public var kind: TopicKind
        /// From 1, without gaps.
        public var sequence: Sequence
        /// When it happened.
        public var time: Milliseconds
        /// The encoded `Entry`.
        public var bytes: [UInt8]
    }

    /// An outbox and how far its commands are stored or rejected.
    public struct OutboxRow: Sendable {
        /// As its tab made it.
        public var id: OutboxID
        /// As the room made it.
        public var handle: OutboxHandle
        /// Whose it is.
        public var participant: ParticipantHandle
        /// The last command that counts.
        public var stored: Counter
        /// The latest that were rejected, ascending.
        public var refused: [RefusedCommand]

        /// Each field is described where it is declared.
        public init(
            id: OutboxID, handle: OutboxHandle, participant: ParticipantHandle, stored: Counter,
            refused: [RefusedCommand] = []
        ) {
            (self.id, self.handle, self.participant, self.stored) = (id, handle, participant, stored)
            self.refused = refused
        }
    }

    /// A topic's state, so that recovery and joining need not read all events.
    public struct Image: Sendable {
        /// Which.
        public var topic: TopicHandle
        /// Of the state.
        public var sequence: Sequence
        /// Everything (`Room.checkpoint`).
        public var checkpoint: [UInt8]
        /// What a client gets (`Snapshot`).
        public var wire: [UInt8]
    }

    /// Counts the writes of one host.
    public var number: Int
    /// In order of their making.
    public var entries: [LogEntry] = []
    /// New or changed.
    public var outboxes: [OutboxRow] = []
    /// Devices by the SHA-256 of their cookies: new ones.
    public var devices: [(token: [UInt8], participant: ParticipantHandle)] = []
    /// New ones.
    public var images: [Image] = []
    /// The room's new name, for lists of rooms.
    public var name: String?

    var isEmpty: Bool { entries.isEmpty && outboxes.isEmpty && devices.isEmpty && images.isEmpty }
    /// About how much it holds.
    var byteCount: Int { entries.reduce(64) { $0 + $1.bytes.count + 32 } }
}

/// Why a write was not made durable.
public enum WriteFailure: Sendable {
    /// There is no room on the disk, or it cannot be written to: worth trying again.
    case full
    /// The room cannot be written as it is: its working state has to go.
    case broken
}

/// Making a topic's snapshot and checkpoint of an immutable copy.
public struct TopicWork: Sendable {
    /// Which.
    public let topic: TopicHandle
    /// Of the state.
    public let sequence: Sequence
    let context: StampContext
    let room: Room
    let work: SnapshotWork

    /// Whether it may take more than a few milliseconds.
    public var isHeavy: Bool { work.isHeavy }

    /// Does it. On any thread.
    public func run() -> TopicWorkResult {
        do throws(WireError) {
            let (wire, knots) = try work.run()
            let checkpoint = try room.checkpoint(of: topic, context)
            let image = HostWrite.Image(topic: topic, sequence: sequence, checkpoint: checkpoint, wire: wire)
            return TopicWorkResult(topic: topic, made: .success((image, knots)))
        } catch { return TopicWorkResult(topic: topic, made: .failure(error)) }
    }
}

/// What came of it.
public struct TopicWorkResult: Sendable {
    let topic: TopicHandle
    let made: Result<(HostWrite.Image, SnapshotWork.Knots), WireError>
}

/// Choosing the lines of a page's new strokes, of an immutable copy; or reading those that an earlier snapshot chose.
public struct KnotChoice: Sendable {
    enum Source: Sendable {
        case strokes(KnotWork)
        case snapshot([UInt8])
    }

    /// What came of it.
    public struct Chosen: Sendable {
        let topic: TopicHandle
        /// nil when the snapshot could not be read: they are chosen anew then.
        let knots: SnapshotWork.Knots?
    }

    let topic: TopicHandle
    let source: Source

    /// Does it. On any thread.
    public func run() -> Chosen {
        switch source {
        case .strokes(let work): Chosen(topic: topic, knots: work.run())
        case .snapshot(let bytes):
            Chosen(topic: topic, knots: (try? Snapshot(decoding: bytes)).flatMap { try? SnapshotWork.Knots(of: $0) })
        }
    }
}
