import Wire

/// One log topic as its host keeps it: how far it is applied, how far it may be shown, and what newcomers are given.
struct TopicLog {
    let kind: TopicKind
    /// What the stamp of the next event leaves out; as of `sequence`.
    var stamps = TopicStamps()
    /// The last event applied.
    var sequence: Sequence = 0
    /// What may be shown: committed events only.
    var image = TopicImage()
    /// Committed events that wait for the tick, with their bytes in a journal.
    var ready: [(entry: Entry, byteCount: Int)] = []
    /// A snapshot of a state that is not shown yet.
    var candidate: HostWrite.Image?
    /// Whether a snapshot is being made.
    var isWorking = false
    /// A snapshot from before a restart, whose knots the room has not taken over yet.
    var knotSource: [UInt8]?
    /// Whether knots are being chosen.
    var isChoosing = false
    /// The last try to make one failed at this sequence number: not again before there is something new.
    var failedAt: Sequence?
    /// Relays that wait for a complete image.
    var waiting: Set<RelayID> = []
    /// Relays that get the news.
    var followers: Set<RelayID> = []

    init(_ kind: TopicKind) { self.kind = kind }

    /// A topic as recovered: its image is complete, or a snapshot is made when somebody asks.
    init(_ kind: TopicKind, stamps: TopicStamps, sequence: Sequence, image: TopicImage) {
        (self.kind, self.stamps, self.sequence, self.image) = (kind, stamps, sequence, image)
    }

    /// Whether a fresh snapshot would serve newcomers with fewer bytes than the events since the last one.
    var wantsSnapshot: Bool {
        guard !isWorking, candidate == nil, failedAt != sequence else { return false }
        if !image.isComplete { return !waiting.isEmpty }
        return image.entryByteCount > TopicLog.leastEventBytes + (image.snapshot?.count ?? 0) / 4
    }

    /// Whether coming back is cheaper with one.
    var deservesSnapshot: Bool { !isWorking && failedAt != sequence && image.entryByteCount > 1_024 }

    private static let leastEventBytes = 8_192

    /// A snapshot could not be made: not again before there is something new.
    mutating func noteFailure() { failedAt = sequence }

    /// Takes the candidate over once what it shows may be shown.
    mutating func installCandidate() {
        guard let ready = candidate, ready.sequence <= image.end else { return }
        candidate = nil
        image.rebase(on: ready.wire, at: ready.sequence)
    }
}
