import Foundation
import Testing

@testable import Journal

@Suite struct BackupTests {
    let folder = TestFolder()
    let restored = TestFolder()

    @Test func aBackupMadeDuringWritesIsWholeAndBecomesAnotherJournal() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let room = try journal.makeRoom(code: "a", name: "a").id
        let asset = try journal.storeAsset([1, 2, 3])
        try journal.setValue("owner", [9])
        let outcomes = Outcomes()
        // Each write has one event in each of two topics: a backup has as many of both.
        for sequence in 1...3_000 as ClosedRange<Int64> {
            var write = RoomWrite.events(room, topic: 4, sequence...sequence)
            write.entries.append(.sample(room, 5, sequence))
            journal.append(write, then: outcomes.expect())
            if sequence == 1_000 {
                while outcomes.soFar < 100 { usleep(100) }
                try journal.backup(to: folder.path + "/copy")
            }
        }
        #expect(outcomes.wait().allSatisfy { $0.error == nil })
        let file = folder.path + "/copy"
        #expect(JournalCheck.check(folder: file) == [])
        #expect(JournalCheck.examine(file).summary.assets == 1)
        #expect(throws: JournalError.self, "never over something") { try journal.backup(to: file) }

        try DurableFile.makeFolder(restored.path)
        try FileManager.default.copyItem(atPath: file, toPath: restored.path + "/journal.db")
        let copy = try restored.open()
        #expect(copy.id != journal.id)
        #expect(copy.id.count == 8)
        let record = try #require(try copy.record(of: room))
        let last = record.topics[0].lastSequence
        #expect((1...3_000).contains(last))
        #expect(record.topics.map(\.lastSequence) == [last, last])
        #expect(record.topics[0].tail == RoomWrite.events(room, 1...last).entries)
        #expect(try copy.asset(asset) == [1, 2, 3])
        #expect(try copy.value("owner") == [9])
        try copy.store(.events(room, (last + 1)...(last + 1)))
        copy.close()
        #expect(JournalCheck.check(folder: restored.path) == [])
        let id = copy.id
        let again = try restored.open()
        defer { again.close() }
        #expect(again.id == id, "new once only")
    }

    @Test func aBackupNeedsNoServer() throws {
        let journal = try folder.open()
        let room = try journal.makeRoom(code: "a", name: "a").id
        try journal.store(.events(room, 1...5))
        journal.close()
        try JournalBackup.make(of: folder.path, to: folder.path + "/copy")
        #expect(JournalCheck.check(folder: folder.path + "/copy") == [])
        #expect(JournalCheck.examine(folder.path + "/copy").summary.events == 5)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains(".new-") } == [])
        #expect(throws: JournalError.self) {
            try JournalBackup.make(of: folder.path + "/nowhere", to: folder.path + "/b")
        }
        #expect(throws: JournalError.self) {
            try JournalBackup.make(of: folder.path, to: folder.path + "/no/such/folder")
        }
    }
}
