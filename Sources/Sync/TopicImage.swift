import Wire

/// A log topic as it can be handed to somebody: a snapshot and the events since. Events alone where none was needed yet.
public struct TopicImage: Sendable {
    /// A snapshot, encoded (`Snapshot`); nil when all events are here.
    public private(set) var snapshot: [UInt8]?
    /// The sequence number before the first of `entries`; the snapshot's, if there is one.
    public private(set) var base: Sequence
    /// The events since, in order.
    public private(set) var entries: [Entry] = []
    /// Bytes that `entries` have in a journal.
    public private(set) var entryByteCount = 0

    /// A topic with its snapshot at `sequence`; without one all events have to be given from `sequence` 0.
    public init(snapshot: [UInt8]? = nil, at sequence: Sequence = 0) {
        (self.snapshot, base) = (snapshot, sequence)
    }

    /// The sequence number of the last event.
    public var end: Sequence { base + entries.count }

    /// Whether a newcomer can be given the topic's state from here.
    public var isComplete: Bool { snapshot != nil || base == 0 }

    /// Adds the next event.
    public mutating func append(_ entry: Entry, byteCount: Int) {
        entries.append(entry)
        entryByteCount += byteCount
    }

    /// Takes a snapshot at `sequence`, and lets go of the events that are in it. One from outside `base...end` is ignored.
    public mutating func rebase(on snapshot: [UInt8], at sequence: Sequence) {
        guard (base...end).contains(sequence) else { return }
        let dropped = sequence - base
        if !entries.isEmpty { entryByteCount -= entryByteCount * dropped / entries.count }
        entries.removeFirst(dropped)
        (self.snapshot, base) = (snapshot, sequence)
    }

    /// The events after `sequence`; nil when they are not all here.
    public func entries(after sequence: Sequence) -> ArraySlice<Entry>? {
        guard (base...end).contains(sequence) else { return nil }
        return entries[(sequence - base)...]
    }
}
