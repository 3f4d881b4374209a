import Wire

/// What each outbox can take back and make again on a page (rules P4 to P6): whose last change is the latest comes last. Looked up from the
/// end, where those are who write now.
struct PageHistories: Equatable, Sendable {
    private(set) var entries: [ChangeHistory] = []

    /// What `outbox` can take back and make again.
    func of(_ outbox: OutboxHandle) -> ChangeHistory? { entries.last { $0.outbox == outbox } }

    init(_ entries: [ChangeHistory] = []) { self.entries = entries }

    /// `outbox` changed something by its command `change`: it can be taken back, and what was taken back before is over.
    /// - Returns: changes of the outbox that can be neither taken back nor made again any more.
    mutating func did(_ outbox: OutboxHandle, _ change: Counter) -> [ItemName] {
        var gone = touch(outbox)
        let last = entries.count - 1
        gone += entries[last].undone.map { ItemName(outbox: outbox, counter: $0) }
        entries[last].undone.removeAll()
        guard entries[last].done.last != change else { return gone }
        if let dropped = Self.push(change, to: &entries[last].done) { gone.append(ItemName(outbox: outbox, counter: dropped)) }
        return gone
    }

    /// A change was taken back.
    mutating func undid(_ outbox: OutboxHandle, _ change: Counter) -> [ItemName] {
        guard of(outbox)?.done.contains(change) == true else { return [] }
        var gone = touch(outbox)
        let last = entries.count - 1
        entries[last].done.removeAll { $0 == change }
        if let dropped = Self.push(change, to: &entries[last].undone) { gone.append(ItemName(outbox: outbox, counter: dropped)) }
        return gone
    }

    /// A change was made again.
    mutating func redid(_ outbox: OutboxHandle, _ change: Counter) -> [ItemName] {
        guard of(outbox)?.undone.contains(change) == true else { return [] }
        var gone = touch(outbox)
        let last = entries.count - 1
        entries[last].undone.removeAll { $0 == change }
        if let dropped = Self.push(change, to: &entries[last].done) { gone.append(ItemName(outbox: outbox, counter: dropped)) }
        return gone
    }

    /// Makes the entry of `outbox` the last.
    private mutating func touch(_ outbox: OutboxHandle) -> [ItemName] {
        if entries.last?.outbox == outbox { return [] }
        if let index = entries.lastIndex(where: { $0.outbox == outbox }) {
            entries.append(entries.remove(at: index))
            return []
        }
        entries.append(ChangeHistory(outbox: outbox, done: [], undone: []))
        guard entries.count > WireLimits.historyLimit else { return [] }
        let gone = entries.removeFirst()
        return (gone.done + gone.undone).map { ItemName(outbox: gone.outbox, counter: $0) }
    }

    private static func push(_ change: Counter, to list: inout [Counter]) -> Counter? {
        list.append(change)
        return list.count > WireLimits.listLimit ? list.removeFirst() : nil
    }
}
