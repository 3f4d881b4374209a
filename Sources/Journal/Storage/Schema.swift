import Foundation
import GRDB

/// The tables, and how older ones become these. Steps are only ever added at the end.
enum Schema {
    /// The number of the present format: how many steps there are.
    static var format: Int { steps.count }

    /// Brings the database to the present format.
    /// - Throws: `.newerFormat`; `.other` for a file that is no journal.
    static func migrate(_ db: Database) throws {
        let present = try formatNumber(db)
        guard present <= format else { throw JournalError.newerFormat(present) }
        for step in steps[present...] { try step(db) }
        try db.execute(sql: "UPDATE meta SET format = ? WHERE format <> ?", arguments: [format, format])
    }

    /// The number of the database's format; 0 when it is empty.
    static func formatNumber(_ db: Database) throws -> Int {
        if try db.tableExists("meta") {
            guard let number = try Int.fetchOne(db, sql: "SELECT format FROM meta"), number > 0 else {
                throw JournalError.corrupt("the format's number is missing")
            }
            return number
        }
        guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
            throw JournalError.other("journal.db is a database, but not a journal")
        }
        return 0
    }

    private static let steps: [@Sendable (Database) throws -> Void] = [makeTables, addAccounts, addPictures]

    /// Format 1.
    ///
    /// `topics` says which there are without a look at their entries. Entries lie in the order of their topics, so that a tail is read as
    /// one piece. Images are large and lie apart. `packed_assets` is filled in backups only.
    @Sendable private static func makeTables(_ db: Database) throws {
        try db.execute(
            sql: """
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
                """)
        try db.execute(
            sql: "INSERT INTO meta (one, format, revision, journal, is_backup) VALUES (1, 1, 0, ?, 0)",
            arguments: [Data(RandomBytes.make(8))])
    }

    /// Format 2: who keeps the house and its rooms. Secrets are kept as hashes.
    ///
    /// A sign-in without an account is that of a hall's display, let in to one room. Former codes still bring back those who were in.
    @Sendable private static func addAccounts(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE accounts (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, is_owner INTEGER NOT NULL,
                    password TEXT NOT NULL, created INTEGER NOT NULL);
                CREATE TABLE sign_ins (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, token BLOB NOT NULL UNIQUE, account INTEGER REFERENCES accounts,
                    room INTEGER REFERENCES rooms, is_by_key INTEGER NOT NULL, created INTEGER NOT NULL, used INTEGER NOT NULL,
                    device TEXT NOT NULL);
                CREATE TABLE invitations (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, token BLOB NOT NULL UNIQUE, name TEXT NOT NULL, created INTEGER NOT NULL);
                CREATE TABLE former_codes (code TEXT PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms) WITHOUT ROWID;
                ALTER TABLE rooms ADD COLUMN keeper INTEGER REFERENCES accounts;
                """)
    }

    /// Format 3: which room has which pictures. The files are assets.
    @Sendable private static func addPictures(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE pictures (
                    room INTEGER NOT NULL REFERENCES rooms, asset BLOB NOT NULL, small BLOB NOT NULL, width INTEGER NOT NULL,
                    height INTEGER NOT NULL, byte_count INTEGER NOT NULL, PRIMARY KEY (room, asset)) WITHOUT ROWID;
                """)
    }
}
