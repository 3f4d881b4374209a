import Testing

@testable import Journal

@Suite struct JournalTests {
    let folder = TestFolder()

    @Test func whatWasWrittenIsReadAfterOpeningAgain() throws {
        let id: [UInt8]
        var write: RoomWrite
        do {
            let journal = try folder.open()
            defer { journal.close() }
            id = journal.id
            let room = try journal.makeRoom(code: "ABC123", name: "Algebra")
            write = .events(room.id, topic: 4, 1...5)
            write.entries += (1...2).map { .sample(room.id, 0, $0) }
            write.outboxes = [.init(handle: 1, id: [1, 2, 3, 4, 5, 6, 7, 8], participant: 1, stored: 9)]
            write.devices = [.init(token: SHA256.digest([1]), participant: 1)]
            write.images = [
                .init(topic: 4, sequence: 3, form: .checkpoint, bytes: [7, 7]),
                .init(topic: 4, sequence: 5, form: .wire, bytes: []),
            ]
            try journal.store(write)
        }
        let journal = try folder.open()
        defer { journal.close() }
        #expect(journal.id == id)
        let room = try #require(try journal.room(code: "ABC123"))
        #expect(try journal.rooms() == [room])
        #expect(room.name == "Algebra")
        let record = try #require(try journal.record(of: room.id))
        #expect(record.topics.map(\.topic) == [0, 4])
        #expect(record.topics[0].tail == Array(write.entries[5...]))
        #expect(record.topics[0].checkpoint == nil)
        #expect(record.topics[1].tail == Array(write.entries[3..<5]))
        #expect(record.topics[1].checkpoint == write.images[0])
        #expect(record.topics[1].wire == write.images[1])
        #expect(record.topics[1].lastSequence == 5)
        #expect(record.outboxes == write.outboxes)
        #expect(record.devices == write.devices)
        #expect(record.lastTime == 165)
        #expect(record.room == room)
    }
}
