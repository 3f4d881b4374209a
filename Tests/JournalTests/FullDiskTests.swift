import Foundation
import Testing

@testable import Journal

@Suite(.serialized) struct FullDiskTests {
    let folder = TestFolder()

    private func fill(_ journal: Journal, _ room: RoomID) throws -> Int64 {
        var sequence: Int64 = 1
        while sequence < 100_000 {
            do { try journal.store(.events(room, sequence...sequence, size: 20_000)) } catch JournalError.full {
                return sequence - 1
            }
            sequence += 1
        }
        return sequence
    }

    @Test func aLimitedDatabaseSaysThatItIsFullAndGoesOnWhenThereIsRoom() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let rooms = try ["a", "b"].map { try journal.makeRoom(code: $0, name: $0).id }
        try journal.limitDatabase(toBytes: 2_000_000)
        let last = try fill(journal, rooms[0])
        #expect(last > 50)
        #expect(throws: JournalError.self) { try journal.store(.events(rooms[1], 1...40, size: 20_000)) }
        #expect(try journal.record(of: rooms[0])?.topics.map(\.lastSequence) == [last])
        #expect(try journal.record(of: rooms[1])?.topics == [])
        try journal.limitDatabase(toBytes: nil)
        try journal.store(.events(rooms[0], (last + 1)...(last + 9), size: 20_000))
        #expect(JournalCheck.check(folder: folder.path) == [])
    }

    /// Needs to mount a file system: runs as root only.
    @Test(.enabled(if: getuid() == 0))
    func aFullDiskAcknowledgesNothingThatItDidNotStore() throws {
        try DurableFile.makeFolder(folder.path)
        try #require(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder.path) == 0)
        defer { _ = run("umount", "-l", folder.path) }
        let ballast = folder.path + "/ballast"
        try Data(count: 1_000_000).write(to: URL(fileURLWithPath: ballast))
        var last: Int64
        let room: RoomID
        do {
            let journal = try folder.open()
            defer { journal.close() }
            room = try journal.makeRoom(code: "a", name: "a").id
            last = try fill(journal, room)
            for _ in 0..<20 {
                #expect(throws: JournalError.self) {
                    try journal.store(.events(room, (last + 1)...(last + 9), size: 20_000))
                }
            }
            #expect(throws: JournalError.self) { try journal.storeAsset(.init(repeating: 1, count: 2_000_000)) }
            #expect(try journal.record(of: room)?.topics.map(\.lastSequence) == [last])
            try FileManager.default.removeItem(atPath: ballast)
            try journal.store(.events(room, (last + 1)...(last + 2), size: 20_000))
            last += 2
            #expect(try journal.record(of: room)?.topics.map(\.lastSequence) == [last])
        }
        #expect(JournalCheck.check(folder: folder.path) == [])
        let again = try folder.open()
        defer { again.close() }
        #expect(try again.record(of: room)?.topics.map(\.lastSequence) == [last])
    }
}

/// Runs a program to its end and returns its status.
func run(_ arguments: String...) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    do { try process.run() } catch { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
}
