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
