import Foundation
import GRDB

/// Opens a journal's database for its server, and sees to it that what it promises is in force.
enum JournalOpening {
    /// The folder is ours, locked.
    static func open(_ folder: Folder, _ options: JournalOptions) throws -> DatabasePool {
        try DurableFile.makeFolder(folder.assets)
        try AssetStore(folder: folder).removeLeftovers()
        if !FileManager.default.fileExists(atPath: folder.database) {
            try DurableFile.create(folder.database).close()
            try DurableFile.flush(folder: folder.path)
        }
        try refuseWhatIsNotOurs(folder)
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.busyMode = .timeout(5)
        let pool = try DatabasePool(path: folder.database, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            try setUp(db, options)
            try db.inTransaction(.immediate) {
                try Schema.migrate(db)
                try takeRevision(options.revision, db)
                try takeBackup(folder, db)
                return .commit
            }
        }
        return pool
    }

    /// Looks before anything is written: the pool changes what it opens.
    private static func refuseWhatIsNotOurs(_ folder: Folder) throws {
        let reader = try reader(folder.database)
        let format = try reader.read(Schema.formatNumber)
        guard format <= Schema.format else { throw JournalError.newerFormat(format) }
        try reader.close()
    }

    /// Opens a database to read it, whether a server has it open or not.
    static func reader(_ file: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: file, configuration: configuration)
    }

    /// The pool has set what it wants by now: ours comes after it, and is read back.
    private static func setUp(_ db: Database, _ options: JournalOptions) throws {
        try db.execute(
            sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864")
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
            throw JournalError.other("SQLite does not flush each commit")
        }
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" else {
            throw JournalError.other("SQLite keeps no write-ahead log here")
        }
        try limit(db, options.databaseByteLimit)
    }

    /// How large the database may become. Nil: as large as the disk permits.
    static func limit(_ db: Database, _ byteLimit: Int?) throws {
        let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
        let pages = byteLimit.map { max(1, $0 / page) } ?? Int(Int32.max) - 1
        _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
    }

    /// A backup becomes a journal of its own: versions that clients have of the old one mean nothing in it. Its assets become files. Who was
    /// signed in, or invited, is not any more: what was revoked since the backup must not come back.
    private static func takeBackup(_ folder: Folder, _ db: Database) throws {
        guard try Bool.fetchOne(db, sql: "SELECT is_backup FROM meta") == true else { return }
        let assets = try Row.fetchCursor(db, sql: "SELECT id, bytes FROM packed_assets")
        while let asset = try assets.next() {
            let bytes = [UInt8](asset[1] as Data)
            guard try AssetStore(folder: folder).store(bytes) == [UInt8](asset[0] as Data) else {
                throw JournalError.corrupt("a file in the backup is not what its name says")
            }
        }
        try db.execute(sql: "DELETE FROM packed_assets; DELETE FROM sign_ins; DELETE FROM invitations")
        try db.execute(sql: "UPDATE meta SET is_backup = 0, journal = ?", arguments: [Data(RandomBytes.make(8))])
    }

    private static func takeRevision(_ revision: Int, _ db: Database) throws {
        let present = try Int.fetchOne(db, sql: "SELECT revision FROM meta") ?? 0
        guard revision == 0 || present <= revision else { throw JournalError.newerRevision(present) }
        if present < revision { try db.execute(sql: "UPDATE meta SET revision = ?", arguments: [revision]) }
    }
}
