import Wire

/// Packs events of one topic into messages, each within the limits of the wire and, where that is possible, within a size that suits a
/// link. The events of one command stay together (rule T7).
public enum BatchPacker {
    /// Bytes of a batch that may come before its events.
    private static let headByteCount = 16

    /// One message and the sequence number after it.
    public struct Packet: Sendable {
        /// What it holds.
        public var count: Int
        /// The message.
        public var message: SharedMessage
    }

    /// The first packet of `entries`, about `byteLimit` bytes long, whose first has the number `base` + 1.
    /// - Throws: the rule that an event breaks, or `.messageTooLong` where one command alone is too long.
    public static func first(
        of entries: ArraySlice<Entry>, in topic: TopicHandle, after base: Sequence, byteLimit: Int
    ) throws(WireError) -> Packet {
        var limit = byteLimit
        while true {
            let count = try prefix(of: entries, byteLimit: limit)
            let batch = Batch(topic: topic, base: base & 0xFF, entries: Array(entries.prefix(count)))
            do throws(WireError) {
                return Packet(count: count, message: try SharedMessage(.batch(batch)))
            } catch {
                // Lengths inside a run make an entry longer than alone; then fewer have to do.
                guard error == .messageTooLong, limit > 1_024 else { throw error }
                limit /= 2
            }
        }
    }

    /// How many of `entries` go into about `byteLimit` bytes: whole commands, at least one.
    private static func prefix(of entries: ArraySlice<Entry>, byteLimit: Int) throws(WireError) -> Int {
        var bytes = headByteCount
        var whole = 0
        for (index, entry) in zip(0..., entries) {
            if index > 0, !entry.continuesCommand { whole = index }
            bytes += try entry.encoded().count
            let isFull = bytes > byteLimit || index == WireLimits.batchLimit
            if isFull, whole > 0 { return whole }
            guard index < WireLimits.batchLimit else { throw .messageTooLong }
        }
        return entries.count
    }
}

extension Entry {
    /// Whether it belongs to the same command as the event before it.
    var continuesCommand: Bool { stamp.counter == .same && stamp.author == nil }
}
