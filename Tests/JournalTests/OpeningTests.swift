import Foundation
import GRDB
import Testing

@testable import Journal

@Suite struct OpeningTests {
    let folder = TestFolder()

    /// Changes a database behind its journal's back.
    private func change(_ sql: String) throws {
        let database = try DatabaseQueue(path: folder.path + "/journal.db")
        try database.write { db in try db.execute(sql: sql) }
        try database.close()
    }

    @Test func twoOpensAreRefused() throws {
        let journal = try folder.open()
        #expect(throws: JournalError.busy) { try folder.open() }
        journal.close()
        try folder.open().close()
    }

    @Test func aNewerFormatIsRefusedByName() throws {
        try folder.open().close()
        try change("UPDATE meta SET format = 9")
        let error = #expect(throws: JournalError.newerFormat(9)) { try folder.open() }
        #expect(error?.description.contains("format 9") == true)
        #expect(JournalCheck.check(folder: folder.path).map(\.description).joined().contains("format 9"))
        try change("UPDATE meta SET format = \(Schema.format)")
        try folder.open().close()
    }

    /// A folder of the program's first releases: it becomes one of the present format, with what was in it.
    @Test func anOlderFormatIsBroughtToThePresentOne() throws {
        try DurableFile.makeFolder(folder.path)
        try change(
            """
            CREATE TABLE meta (
                one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, revision INTEGER NOT NULL,
                journal BLOB NOT NULL, is_backup INTEGER NOT NULL);
            CREATE TABLE rooms (
                id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created INTEGER NOT NULL);
            CREATE TABLE topics (
                room INTEGER NOT NULL REFERENCES rooms, topic INTEGER NOT NULL, kind INTEGER NOT NULL,
                PRIMARY KEY (room, topic)) WITHOUT ROWID;
            CREATE TABLE entries (
                room INTEGER NOT NULL, topic INTEGER NOT NULL, sequence INTEGER NOT NULL, time INTEGER NOT NULL, bytes BLOB NOT NULL,
                PRIMARY KEY (room, topic, sequence)) WITHOUT ROWID;
            CREATE TABLE outboxes (
                room INTEGER NOT NULL REFERENCES rooms, handle INTEGER NOT NULL, id BLOB NOT NULL, participant INTEGER NOT NULL,
                stored INTEGER NOT NULL, note BLOB NOT NULL, PRIMARY KEY (room, handle), UNIQUE (room, id)) WITHOUT ROWID;
            CREATE TABLE devices (
                room INTEGER NOT NULL REFERENCES rooms, token BLOB NOT NULL, participant INTEGER NOT NULL,
                PRIMARY KEY (room, token)) WITHOUT ROWID;
            CREATE TABLE images (
                room INTEGER NOT NULL, topic INTEGER NOT NULL, form INTEGER NOT NULL, sequence INTEGER NOT NULL, bytes BLOB NOT NULL,
                PRIMARY KEY (room, topic, form), FOREIGN KEY (room, topic) REFERENCES topics);
            CREATE TABLE settings (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
            CREATE TABLE packed_assets (id BLOB PRIMARY KEY, bytes BLOB NOT NULL);
            INSERT INTO meta VALUES (1, 1, 0, x'0102030405060708', 0);
            INSERT INTO rooms VALUES (1, 'AAAAAA', 'Physics', 5);
            """)
        let journal = try folder.open()
        #expect(journal.id == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(try journal.rooms() == [JournalRoom(id: RoomID(1), code: "AAAAAA", name: "Physics", created: 5)])
        #expect(try journal.accounts().isEmpty)
        journal.close()
        #expect(JournalCheck.check(folder: folder.path).isEmpty)
    }

    @Test func aNewerRevisionOfTheEntriesIsRefused() throws {
        var options = JournalOptions()
        options.revision = 7
        try folder.open(options).close()
        options.revision = 6
        #expect(throws: JournalError.newerRevision(7)) { try folder.open(options) }
        options.revision = 8
        try folder.open(options).close()
        options.revision = 7
        #expect(throws: JournalError.newerRevision(8)) { try folder.open(options) }
    }

    @Test func anotherDatabaseIsLeftAlone() throws {
        try DurableFile.makeFolder(folder.path)
        try change("CREATE TABLE tea (leaf)")
        #expect(throws: JournalError.self) { try folder.open() }
        try Data(
            "no database at all, but a text of more than a hundred bytes, which is what SQLite wants to see of its header."
                .utf8
        )
        .write(to: URL(fileURLWithPath: folder.path + "/journal.db"))
        let error = #expect(throws: JournalError.self) { try folder.open() }
        guard case .corrupt = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func everyCommitIsFlushedAndOnlyTheOwnerReads() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let pragmas = try journal.pool.writeWithoutTransaction { db in
            try ["synchronous", "journal_mode", "foreign_keys"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
        }
        #expect(pragmas == ["2", "wal", "1"])
        for (name, mode) in [("", 0o700), ("/journal.db", 0o600), ("/journal.lock", 0o600), ("/assets", 0o700)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + name)
            #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
        }
    }

    @Test func smallThingsOfTheHouseAreKept() throws {
        let journal = try folder.open()
        defer { journal.close() }
        #expect(try journal.value("owner") == nil)
        try journal.setValue("owner", [1, 2])
        try journal.setValue("owner", [3])
        try journal.setValue("other", [])
        #expect(try journal.value("owner") == [3])
        #expect(try journal.value("other") == [])
        try journal.setValue("owner", nil)
        #expect(try journal.value("owner") == nil)
    }
}
