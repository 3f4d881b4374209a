import OrderedCollections
import Wire

/// How changes of a page are taken back or made again, by value: one record for each change in the histories, except for a stroke that was drawn
/// (taken back by its name). Only the host needs them. Bounded: the oldest are forgotten, and taking those back skips everything.
struct ChangeRecords: Equatable, Sendable {
    /// Steps in the order in which they are taken, by the change's outbox and counter.
    private(set) var steps: OrderedDictionary<ItemName, [PageStep]> = [:]
    private(set) var byteCount = 0

    /// Adds the steps that take back what was done last: they come before those of the same change that are there.
    mutating func add(_ added: [PageStep], to change: ItemName) {
        guard !added.isEmpty else { return }
        byteCount += Self.byteCount(added)
        if let present = steps.index(forKey: change) {
            steps.values[present].insert(contentsOf: added, at: 0)
        } else {
            steps[change] = added
        }
        while byteCount > PageLimits.recordByteLimit, let oldest = steps.keys.first { drop(oldest) }
    }

    /// Forgets a change.
    mutating func drop(_ change: ItemName) {
        guard let gone = steps.removeValue(forKey: change) else { return }
        byteCount -= Self.byteCount(gone)
    }

    private static func byteCount(_ steps: [PageStep]) -> Int { steps.reduce(0) { $0 + $1.byteCount } }
}

extension ChangeRecords {
    /// As a checkpoint holds them.
    var state: [ChangeRecord] {
        steps.map { change, steps in
            ChangeRecord(outbox: change.outbox, change: change.counter, steps: steps.compactMap(\.state))
        }
    }

    /// As a checkpoint says them.
    init(_ state: [ChangeRecord]) {
        for record in state {
            add(record.steps.map(PageStep.init), to: ItemName(outbox: record.outbox, counter: record.change))
        }
    }
}
