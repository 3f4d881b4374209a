import Dispatch
import Foundation
import Logging
import Synchronization

@testable import Journal

/// A folder of its own for one test, removed with it.
final class TestFolder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/takhti-journal-" + Hex.string(RandomBytes.make(6))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(_ options: JournalOptions = JournalOptions()) throws(JournalError) -> Journal {
        try Journal(folder: path, options: options, logger: .quiet)
    }
}

extension Logger {
    /// Says nothing: what goes wrong in these tests is meant to.
    static var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

/// What became of writes, in the order in which they were told. Behind a lock that ThreadSanitizer understands, which `Mutex` is not.
final class Outcomes: @unchecked Sendable {
    private let lock = NSLock()
    private var told: [(name: String, error: JournalError?)] = []
    private let group = DispatchGroup()

    /// To be given to `append`.
    func expect(_ name: String = "") -> @Sendable (Result<Void, JournalError>) -> Void {
        group.enter()
        return { result in
            var error: JournalError?
            if case .failure(let failure) = result { error = failure }
            self.lock.withLock { self.told.append((name, error)) }
            self.group.leave()
        }
    }

    /// Waits for all that are expected.
    func wait() -> [(name: String, error: JournalError?)] {
        group.wait()
        return lock.withLock { told }
    }

    /// Those that are told by now.
    var soFar: Int { lock.withLock { told.count } }
}

/// Holds up commits while it is closed.
final class Gate: Sendable {
    private let isClosed = Mutex(false)
    private let passes = DispatchSemaphore(value: 0)

    /// What comes from now on waits.
    func close() { isClosed.withLock { $0 = true } }

    /// Lets everything through from now on.
    func open() {
        isClosed.withLock { $0 = false }
        passes.signal()
    }

    /// Lets one through that waits, or the next.
    func openOnce() { passes.signal() }

    /// Called by a commit.
    func pass() { if isClosed.withLock({ $0 }) { passes.wait() } }
}

extension Journal {
    /// Appends and waits for the outcome.
    func store(_ write: RoomWrite) throws {
        let outcomes = Outcomes()
        append(write, then: outcomes.expect())
        if let error = outcomes.wait()[0].error { throw error }
    }
}

extension RoomWrite {
    /// Entries of one topic with contents that can be told apart.
    static func events(
        _ room: RoomID, topic: UInt16 = 4, _ sequences: ClosedRange<Int64>, generation: Int? = nil, size: Int = 24
    ) -> RoomWrite {
        var write = RoomWrite(room: room)
        write.entries = sequences.map { sequence in .sample(room, topic, sequence, size: size) }
        write.generation = generation
        return write
    }
}

extension RoomWrite.Entry {
    static func sample(_ room: RoomID, _ topic: UInt16, _ sequence: Int64, size: Int = 24) -> Self {
        let seed =
            UInt64(bitPattern: room.rawValue &* 1_000_003 &+ Int64(topic) &* 8191 &+ sequence) &* 0x9E37_79B9_7F4A_7C15
        var bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: seed), count: size)
        for index in 0..<min(size, 8) { bytes[index] = UInt8(truncatingIfNeeded: seed >> (UInt64(index) * 8)) }
        return Self(topic: topic, kind: UInt8(topic % 3), sequence: sequence, time: sequence * 33, bytes: bytes)
    }
}
