import Foundation
import Testing

@testable import Journal

@Suite(.serialized) struct ReadingTests {
    let folder = TestFolder()

    @Test func anOlderImageTakesNoNewersPlace() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let room = try journal.makeRoom(code: "a", name: "a").id
        try journal.store(.events(room, 1...9))
        for (sequence, byte) in [(5, 5), (9, 9), (7, 7), (9, 10)] as [(Int64, UInt8)] {
            var write = RoomWrite(room: room)
            write.images = [.init(topic: 4, sequence: sequence, form: .checkpoint, bytes: [byte])]
            try journal.store(write)
        }
        let topic = try #require(try journal.record(of: room)?.topics.first)
        #expect(topic.checkpoint?.sequence == 9)
        #expect(topic.checkpoint?.bytes == [10])
        #expect(topic.tail == [])
        #expect(topic.lastSequence == 9)
        #expect(topic.lastTime == 297)
    }

    @Test func entriesAreReadByTheirNumbers() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let room = try journal.makeRoom(code: "a", name: "a").id
        let write = RoomWrite.events(room, 1...20)
        try journal.store(write)
        func read(_ after: Int64, _ upTo: Int64, _ limit: Int) throws -> [Int64] {
            try journal.entries(of: room, topic: 4, after: after, upTo: upTo, limit: limit).map(\.sequence)
        }
        #expect(try journal.entries(of: room, topic: 4, after: 0, upTo: .max, limit: .max) == write.entries)
        #expect(try read(5, 9, 100) == [6, 7, 8, 9])
        #expect(try read(5, 9, 2) == [6, 7])
        #expect(try read(5, 9, 0) == [])
        #expect(try read(5, 9, -1) == [])
        #expect(try read(20, .max, 5) == [])
        #expect(try journal.entries(of: room, topic: 5, after: 0, upTo: .max, limit: 9) == [])
        #expect(try journal.record(of: RoomID(9)) == nil)
        #expect(try journal.room(code: "A") == nil)
    }

    @Test func aRoomTakesItsNameWithTheEventThatGaveIt() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let room = try journal.makeRoom(code: "a", name: "a").id
        var write = RoomWrite.events(room, 1...1)
        write.name = "Geometry"
        try journal.store(write)
        #expect(try journal.rooms().map(\.name) == ["Geometry"])
    }

    /// 20,000 events of 600 bytes; the last ten are what a recovery reads.
    @Test func aBigRoomsRecordIsItsCheckpointAndTail() throws {
        let last: Int64 = 20_000
        let room: RoomID
        do {
            let journal = try folder.open()
            defer { journal.close() }
            room = try journal.makeRoom(code: "a", name: "a").id
            for start in stride(from: 1, through: last, by: 5_000) {
                try journal.store(.events(room, start...(start + 4_999), size: 600))
            }
            var write = RoomWrite(room: room)
            write.images = [
                .init(topic: 4, sequence: last - 10, form: .checkpoint, bytes: .init(repeating: 1, count: 30_000))
            ]
            try journal.store(write)
        }
        let journal = try folder.open()
        defer { journal.close() }
        let before = try bytesRead()
        let record = try #require(try journal.record(of: room))
        let read = try bytesRead() - before
        #expect(read < 250_000)
        #expect(record.topics.map(\.tail.count) == [10])
        #expect(record.lastTime == last * 33)
        let size = try #require(
            try FileManager.default.attributesOfItem(atPath: folder.path + "/journal.db")[.size] as? Int)
        #expect(size > 12_000_000)
    }

    /// What this process has read so far, from the disk or the system's memory of it.
    private func bytesRead() throws -> Int {
        let text = try String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)
        return try #require(text.split(separator: "\n").first?.split(separator: " ").last.flatMap { Int($0) })
    }
}
