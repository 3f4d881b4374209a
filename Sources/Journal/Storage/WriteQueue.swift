import Foundation

/// What waits for a commit. Any thread puts in; the journal's thread takes out, in the same order.
///
/// `@unchecked Sendable`: every access holds the condition's lock.
final class WriteQueue: @unchecked Sendable {
    /// Why a write is not even tried.
    struct Refusal: Sendable {
        let error: JournalError
        /// An earlier write of the room failed. What that means for the others was seen to then.
        let isConsequence: Bool
    }

    /// One write, and whom to tell.
    struct Item: Sendable {
        let write: RoomWrite
        let byteCount: Int
        /// Known to fail, and told so in its turn.
        var refusal: Refusal?
        let then: @Sendable (Result<Void, JournalError>) -> Void
    }

    private let condition = NSCondition()
    private let groupByteLimit: Int
    private let byteLimit: Int
    private var items: [Item] = []
    private var byteCount = 0
    private var isClosed = false
    private var hasEnded = false
    /// Rooms of which a write failed, with its generation.
    private var lost: [RoomID: (generation: Int, error: JournalError)] = [:]

    init(_ options: JournalOptions) {
        (groupByteLimit, byteLimit) = (options.groupByteLimit, options.queueByteLimit)
    }

    /// Puts a write at the end. False when the queue is closed.
    func put(_ write: RoomWrite, then: @escaping @Sendable (Result<Void, JournalError>) -> Void) -> Bool {
        let bytes = write.byteCount
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed else { return false }
        var item = Item(write: write, byteCount: bytes, refusal: refusal(of: write), then: then)
        if item.refusal == nil, byteCount + bytes > byteLimit, !items.isEmpty {
            item.refusal = Refusal(error: .busy, isConsequence: false)
            fence(write, .busy)
        }
        if item.refusal != nil { item = item.emptied } else { byteCount += bytes }
        items.append(item)
        condition.broadcast()
        return true
    }

    /// Waits for writes and takes as many as one commit may have; nil when the queue is closed and empty.
    func take() -> [Item]? {
        condition.lock()
        defer { condition.unlock() }
        while items.isEmpty, !isClosed { condition.wait() }
        guard !items.isEmpty else { return nil }
        var count = 0
        var taken = 0
        while count < items.count, count == 0 || taken + items[count].byteCount <= groupByteLimit {
            taken += items[count].byteCount
            count += 1
        }
        byteCount -= taken
        defer { items.removeFirst(count) }
        return Array(items.prefix(count))
    }

    /// These writes failed, and not because an earlier one did: what is queued of their rooms was decided on top of them, and fails too.
    func lose(_ failures: [(write: RoomWrite, error: JournalError)]) {
        condition.lock()
        defer { condition.unlock() }
        let rooms = Dictionary(failures.map { ($0.write.room, $0.error) }) { first, _ in first }
        for (write, error) in failures { fence(write, error) }
        for index in items.indices where items[index].refusal == nil {
            guard let error = rooms[items[index].write.room] else { continue }
            byteCount -= items[index].byteCount
            items[index].refusal = Refusal(error: error, isConsequence: true)
            items[index] = items[index].emptied
        }
    }

    /// How many wait.
    var count: Int {
        condition.lock()
        defer { condition.unlock() }
        return items.count
    }

    /// Takes nothing more, and waits until the journal's thread has ended.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
        while !hasEnded { condition.wait() }
    }

    /// Called by the journal's thread as its last.
    func end() {
        condition.lock()
        defer { condition.unlock() }
        hasEnded = true
        condition.broadcast()
    }

    private func fence(_ write: RoomWrite, _ error: JournalError) {
        guard let generation = write.generation, generation > lost[write.room]?.generation ?? .min else { return }
        lost[write.room] = (generation, error)
    }

    private func refusal(of write: RoomWrite) -> Refusal? {
        guard let generation = write.generation, let lost = lost[write.room], generation <= lost.generation else {
            return nil
        }
        return Refusal(error: lost.error, isConsequence: true)
    }
}

extension WriteQueue.Item {
    /// The same without what will not be stored.
    fileprivate var emptied: Self {
        var write = RoomWrite(room: write.room)
        write.generation = self.write.generation
        return Self(write: write, byteCount: 0, refusal: refusal, then: then)
    }
}
