import Dispatch
import Foundation
import Testing

@testable import Journal

/// Writes per second on the disk of the temporary folder. Run by
/// `JOURNAL_BENCH=1 swift test -c release -Xswiftc -enable-testing --filter JournalBench`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["JOURNAL_BENCH"] != nil))
struct JournalBench {
    let folder = TestFolder()

    /// Rooms, and how many writes of each wait at a time.
    @Test(arguments: [(1, 1), (1, 16), (1, 256), (40, 1), (500, 1)])
    func writesPerSecond(rooms: Int, depth: Int) throws {
        let journal = try folder.open()
        defer { journal.close() }
        let writers = try (0..<rooms).map { BenchWriter(journal, try journal.makeRoom(code: "\($0)", name: "").id) }
        let start = ContinuousClock.now
        for writer in writers { for _ in 0..<depth { writer.next(until: start + .seconds(4)) } }
        for writer in writers { writer.wait() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let counts = journal.statistics
        print(
            """
            BENCH rooms \(rooms) waiting \(depth): \(Int(Double(counts.writes) / seconds)) writes/s, \
            \(Int(Double(counts.commits) / seconds)) commits/s, \(counts.commitMicroseconds / counts.commits) us a commit, \
            longest \(counts.longestCommitMicroseconds) us; \(counts.checkpoints) checkpoints, \
            longest \(counts.longestCheckpointMicroseconds) us
            """)
    }
}

/// Writes again as soon as a write is stored: 60 bytes of ink and an outbox, as a tick of one author is.
private final class BenchWriter: @unchecked Sendable {
    private let journal: Journal
    private let room: RoomID
    private let group = DispatchGroup()
    private let lock = NSLock()
    private var sequence: Int64 = 0

    init(_ journal: Journal, _ room: RoomID) { (self.journal, self.room) = (journal, room) }

    func next(until end: ContinuousClock.Instant) {
        lock.lock()
        defer { lock.unlock() }
        guard ContinuousClock.now < end else { return }
        sequence += 1
        var write = RoomWrite.events(room, sequence...sequence, size: 60)
        write.outboxes = [.init(handle: 1, id: .init(repeating: 1, count: 8), participant: 1, stored: sequence)]
        group.enter()
        journal.append(write) { result in
            if case .failure(let error) = result { print(error) }
            self.next(until: end)
            self.group.leave()
        }
    }

    func wait() { group.wait() }
}
