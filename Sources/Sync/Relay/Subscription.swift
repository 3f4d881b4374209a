import Wire

/// One topic that a session follows.
struct Subscription {
    /// How the client's copy stands.
    enum State {
        /// The topic's image is not here yet, or has not been looked at.
        case waiting
        /// The client has everything up to `sequence`; what is newer goes to it as it comes.
        case current
        /// A snapshot is on its way.
        case receiving(SnapshotTransfer)
    }

    let topic: TopicHandle
    let kind: TopicKind?
    /// The last event that the client has (of a view topic: the revision); nil when it has nothing that is of use.
    var sequence: Sequence?
    var state = State.waiting
}

/// A snapshot on its way to one client, slice by slice (rule S7).
struct SnapshotTransfer {
    let bytes: [UInt8]
    let sequence: Sequence
    private var sent = 0

    init(_ bytes: [UInt8], at sequence: Sequence) { (self.bytes, self.sequence) = (bytes, sequence) }

    var isComplete: Bool { sent == bytes.count }

    /// The message with the next slice.
    mutating func next(of topic: TopicHandle) -> ServerMessage {
        let slice = Array(bytes[sent..<min(sent + SnapshotTransfer.sliceByteCount, bytes.count)])
        defer { sent += slice.count }
        return sent == 0
            ? .snapshot(topic: topic, sequence: sequence, length: bytes.count, slice: slice)
            : .slice(topic: topic, slice: slice)
    }

    private static let sliceByteCount = WireLimits.sliceByteLimit
}
