/// All connections of a loop, and which of them to look at for a deadline that passed. A sweep looks at a slice, so that a large hall
/// costs a little each time rather than much at once.
struct ConnectionRegistry {
    private(set) var all: [Transport] = []
    private var next = 0

    /// How often a slice is looked at.
    static let sweepMilliseconds: UInt64 = 100
    /// In so many sweeps every connection was looked at: deadlines are kept to within a second.
    private static let slices = 10

    var count: Int { all.count }

    /// Those for whom something waits, the one with most first.
    var byQueuedBytes: [Transport] {
        all.filter { $0.queuedByteCount > 0 }.sorted { $0.queuedByteCount > $1.queuedByteCount }
    }

    mutating func add(_ transport: Transport) {
        transport.registryIndex = all.count
        all.append(transport)
    }

    mutating func remove(_ transport: Transport) {
        let index = transport.registryIndex
        guard all.indices.contains(index), all[index] === transport else { return }
        all.swapAt(index, all.count - 1)
        all[index].registryIndex = index
        all.removeLast()
        transport.registryIndex = -1
    }

    /// Those of the next slice whose deadline is at or before `now`.
    mutating func due(at now: UInt64) -> [Transport] {
        guard !all.isEmpty else { return [] }
        let size = (all.count + ConnectionRegistry.slices - 1) / ConnectionRegistry.slices
        if next >= all.count { next = 0 }
        let slice = next..<min(next + size, all.count)
        next = slice.upperBound
        return all[slice].filter { $0.deadline <= now }
    }
}
