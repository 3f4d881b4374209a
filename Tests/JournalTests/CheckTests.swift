import Foundation
import GRDB
import Testing

@testable import Journal

@Suite struct CheckTests {
    let folder = TestFolder()
    let asset: [UInt8]

    init() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let room = try journal.makeRoom(code: "a", name: "a").id
        var write = RoomWrite.events(room, 1...400, size: 200)
        write.entries += RoomWrite.events(room, topic: 5, 1...9).entries
        write.images = [.init(topic: 4, sequence: 9, form: .checkpoint, bytes: [1])]
        write.outboxes = [.init(handle: 1, id: .init(repeating: 1, count: 8), participant: 1, stored: 1)]
        try journal.store(write)
        asset = try journal.storeAsset([1, 2, 3])
    }

    @Test func aSoundFolderIsSummedUp() {
        let (problems, summary) = JournalCheck.examine(folder.path)
        #expect(problems == [])
        let counts: [Int] = [
            summary.rooms, summary.topics, summary.events, summary.eventBytes, summary.assets, summary.assetBytes,
        ]
        let expected: [Int] = [1, 2, 409, 80_216, 1, 3]
        #expect(counts.elementsEqual(expected))
    }

    @Test(arguments: [
        (
            "DELETE FROM entries WHERE topic = 4 AND sequence = 7",
            "topic 4 of room 1: 399 events are numbered 1 to 400, so some are missing"
        ),
        ("DELETE FROM entries WHERE topic = 5", "topic 5 of room 1: it is listed but has no events"),
        ("DELETE FROM topics WHERE topic = 5", "topic 5 of room 1: it has events but is not listed"),
        (
            "UPDATE entries SET time = 1 WHERE topic = 4 AND sequence = 7",
            "topic 4 of room 1: the time goes back at event 7"
        ),
        (
            "UPDATE entries SET bytes = zeroblob(262145) WHERE topic = 5 AND sequence = 1",
            "topic 5 of room 1: an event has 262145 bytes"
        ),
        ("UPDATE images SET sequence = 401", "topic 4 of room 1: an image is of event 401, which is not there"),
        ("UPDATE outboxes SET id = zeroblob(7)", "room 1: outbox 1 is no outbox"),
        ("INSERT INTO devices VALUES (1, zeroblob(31), 1)", "room 1: a device's token is no hash"),
        (
            "INSERT INTO sign_ins VALUES (1, zeroblob(31), NULL, 1, 0, 0, 0, '')",
            "sign-in 1: it is nobody's, or its token is no hash"
        ),
        (
            "INSERT INTO sign_ins VALUES (1, zeroblob(32), NULL, NULL, 0, 0, 0, '')",
            "sign-in 1: it is nobody's, or its token is no hash"
        ),
        ("INSERT INTO invitations VALUES (3, zeroblob(31), '', 0)", "invitation 3: its token is no hash"),
        ("DELETE FROM rooms", "a row of topics belongs to nothing in rooms"),
        ("DELETE FROM meta", "the format cannot be read: the journal is damaged: the format's number is missing"),
        ("DROP TABLE images", "the images cannot be read: no such table: images"),
    ])
    func whatIsWrongIsSaid(sql: String, words: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(path: folder.path + "/journal.db", configuration: configuration)
        try database.write { db in try db.execute(sql: sql) }
        try database.close()
        let problems = JournalCheck.check(folder: folder.path).map(\.description)
        #expect(problems.contains { $0.hasPrefix(words) }, "\(problems)")
    }

    @Test func aDamagedAssetIsFound() throws {
        let path = AssetStore(folder: Folder(folder.path)).path(of: asset)
        try Data([1, 2, 4]).write(to: URL(fileURLWithPath: path))
        try Data().write(to: URL(fileURLWithPath: folder.path + "/assets/notes.txt"))
        #expect(JournalCheck.check(folder: folder.path).count == 2)
    }

    /// Every page of the file in turn is filled with noise.
    @Test func aDamagedPageIsFound() throws {
        let file = folder.path + "/journal.db"
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        var missed: [Int] = []
        for page in 0..<(whole.count / 4096) {
            var damaged = whole
            for index in page * 4096..<(page + 1) * 4096 {
                damaged[index] = UInt8(truncatingIfNeeded: index &* 31 &+ page)
            }
            try damaged.write(to: URL(fileURLWithPath: file))
            if JournalCheck.check(folder: folder.path).isEmpty { missed.append(page) }
        }
        #expect(missed == [])
        try whole.write(to: URL(fileURLWithPath: file))
        #expect(JournalCheck.check(folder: folder.path) == [])
    }

    @Test func aFolderThatIsNoneIsSaid() {
        #expect(JournalCheck.check(folder: folder.path + "/nowhere").count == 1)
        #expect(JournalCheck.check(folder: folder.path + "/assets").count == 1)
    }

    @Test func aRunningServersFolderIsChecked() throws {
        let journal = try folder.open()
        defer { journal.close() }
        try journal.store(.events(RoomID(1), topic: 5, 10...20))
        try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/assets/.new-0011"))
        let (problems, summary) = JournalCheck.examine(folder.path)
        #expect(problems == [])
        #expect(summary.events == 420)
    }
}
