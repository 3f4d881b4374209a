import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Journal

/// A process that writes to a journal until it is killed: this test program, started again.
///
/// Write `n` of a room has one event in topic 5, `1 + n % 3` in topic 4, and leaves the outbox at `n`. What is acknowledged is noted in a file.
struct WriterProcess {
    static let folderVariable = "TAKHTI_JOURNAL_WRITER"
    static let countVariable = "TAKHTI_JOURNAL_WRITES"
    static let codes = ["a", "b", "c"]

    let folder: String
    /// Writes of each room, one at a time; absent: many at a time, without end.
    var count: Int?
    /// A program that runs it, with its arguments.
    var under: [String] = []

    var acknowledgements: String { folder + ".acks" }

    /// Starts it.
    func start() throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            under + [try program(), "--testing-library", "swift-testing", "--filter", "WriterProcessTests"]
        process.environment = ProcessInfo.processInfo.environment.merging([Self.folderVariable: folder]) { $1 }
        process.environment?[Self.countVariable] = count.map(String.init)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// The last acknowledged write of each room.
    func acknowledged() -> [String: Int64] {
        let text = (try? String(contentsOfFile: acknowledgements, encoding: .utf8)) ?? ""
        var last: [String: Int64] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            last[String(line.prefix(1))] = Int64(line.dropFirst(2))
        }
        return last
    }

    private func program() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }

    /// The `n`-th write of a room.
    static func write(_ room: RoomID, _ n: Int64) -> RoomWrite {
        var write = RoomWrite.events(room, topic: 4, (events(n - 1) + 1)...events(n))
        write.entries.append(.sample(room, 5, n))
        write.outboxes = [.init(handle: 1, id: .init(repeating: 1, count: 8), participant: 1, stored: n)]
        return write
    }

    /// Events in topic 4 after `n` writes.
    static func events(_ n: Int64) -> Int64 { n + n / 3 * 3 + [0, 1, 3][Int(n % 3)] }

    /// What the process does.
    static func run(_ folder: String, count: Int?) throws {
        var options = JournalOptions()
        options.checkpointPageLimit = 60  // killed in the midst of these too
        let journal = try Journal(folder: folder, options: options, logger: .quiet)
        let notes = open(folder + ".acks", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        let file = FileHandle(fileDescriptor: notes)
        let slots = DispatchSemaphore(value: count == nil ? 40 : 1)
        let rooms = try codes.map { code in
            (code, try journal.room(code: code) ?? journal.makeRoom(code: code, name: code))
        }
        var last = try rooms.map { _, room in try journal.record(of: room.id)?.outboxes.first?.stored ?? 0 }
        for _ in 0..<(count ?? .max) {
            for (index, (code, room)) in rooms.enumerated() {
                last[index] += 1
                let n = last[index]
                slots.wait()
                journal.append(write(room.id, n)) { result in
                    guard case .success = result else { abort() }
                    file.write(Data("\(code) \(n)\n".utf8))
                    slots.signal()
                }
            }
        }
        journal.close()
    }
}

@Suite(.enabled(if: ProcessInfo.processInfo.environment[WriterProcess.folderVariable] != nil))
struct WriterProcessTests {
    @Test func writesUntilItIsKilled() throws {
        let environment = ProcessInfo.processInfo.environment
        try WriterProcess.run(
            try #require(environment[WriterProcess.folderVariable]),
            count: environment[WriterProcess.countVariable].flatMap(Int.init))
    }
}
