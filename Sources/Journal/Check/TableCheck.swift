import Foundation
import GRDB

/// Looks through the tables for what the journal's rules do not allow.
struct TableCheck {
    private(set) var problems: [JournalCheck.Problem] = []
    private(set) var summary = JournalCheck.Summary()
    private let db: Database
    /// Of each sort of problem, no more than this are listed.
    private static let listLimit = 20

    init(_ db: Database) { self.db = db }

    /// Everything. One part that cannot be read does not hide the others.
    mutating func run(assets: (inout TableCheck) throws -> Void) {
        guard attempt("the format", { try $0.checkFormat() }) else { return }
        attempt("the database", { try $0.checkIntegrity() })
        attempt("the list of topics", { try $0.checkTopics() })
        attempt("the events", { try $0.checkTimes() })
        attempt("the images", { try $0.checkImages() })
        attempt("the outboxes", { try $0.checkOutboxes() })
        attempt("the accounts", { try $0.checkAccounts() })
        attempt("the pictures", { try $0.checkPictures() })
        attempt("the assets", { try assets(&$0) })
        attempt("the sizes", { try $0.measure() })
    }

    @discardableResult
    private mutating func attempt(_ what: String, _ part: (inout TableCheck) throws -> Void) -> Bool {
        do {
            try part(&self)
            return true
        } catch {
            problems.append(.init("\(what) cannot be read: \(JournalError(error))"))
            return false
        }
    }

    private func checkFormat() throws {
        let format = try Schema.formatNumber(db)
        guard format <= Schema.format else { throw JournalError.newerFormat(format) }
        guard format == Schema.format else {
            throw JournalError.other("it has format \(format): start the server once to renew it")
        }
        guard try Data.fetchOne(db, sql: "SELECT journal FROM meta")?.count == 8 else {
            throw JournalError.corrupt("its id is missing")
        }
    }

    private mutating func checkIntegrity() throws {
        let found = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(TableCheck.listLimit))")
        problems += found.filter { $0 != "ok" }.map { .init("the database is damaged: \($0)") }
        try list("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check") { row in
            "a row of \(row[0] as String) belongs to nothing in \(row[2] as String)"
        }
    }

    /// Each topic has all its entries from 1 on, and each entry its topic.
    private mutating func checkTopics() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT room, topic, count(*), min(sequence), max(sequence), sum(length(bytes)), max(length(bytes)),
                    (SELECT kind FROM topics t WHERE t.room = e.room AND t.topic = e.topic)
                FROM entries e GROUP BY room, topic
                """)
        while let row = try rows.next() {
            let place = "topic \(row[1] as Int) of room \(row[0] as Int)"
            let (count, first, last): (Int, Int, Int) = (row[2], row[3], row[4])
            summary.events += count
            summary.eventBytes += row[5]
            if first != 1 || last != count {
                problems.append(
                    .init("\(place): \(count) events are numbered \(first) to \(last), so some are missing"))
            }
            if row[6] > Journal.entryByteLimit {
                problems.append(.init("\(place): an event has \(row[6] as Int) bytes"))
            }
            if row[7] == nil { problems.append(.init("\(place): it has events but is not listed")) }
        }
        try list(
            """
            SELECT room, topic FROM topics t
            WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.room = t.room AND e.topic = t.topic)
            """
        ) { row in "topic \(row[1] as Int) of room \(row[0] as Int): it is listed but has no events" }
    }

    private mutating func checkTimes() throws {
        try list(
            """
            SELECT room, topic, sequence FROM (
                SELECT room, topic, sequence, time,
                    lag(time, 1, 0) OVER (PARTITION BY room, topic ORDER BY sequence) AS before FROM entries)
            WHERE time < before
            """
        ) { row in "topic \(row[1] as Int) of room \(row[0] as Int): the time goes back at event \(row[2] as Int)" }
    }

    private mutating func checkImages() throws {
        try list(
            """
            SELECT room, topic, sequence FROM images i
            WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.room = i.room AND e.topic = i.topic AND e.sequence = i.sequence)
            """
        ) { row in
            "topic \(row[1] as Int) of room \(row[0] as Int): an image is of event \(row[2] as Int), which is not there"
        }
        try list(
            "SELECT room, topic, form FROM images WHERE form NOT IN (0, 1) OR length(bytes) > \(Journal.imageByteLimit)"
        ) { row in
            "topic \(row[1] as Int) of room \(row[0] as Int): an image of form \(row[2] as Int) is too large or unknown"
        }
    }

    private mutating func checkOutboxes() throws {
        try list(
            """
            SELECT room, handle FROM outboxes GROUP BY room, handle HAVING count(*) > 1
            UNION ALL SELECT room, min(handle) FROM outboxes GROUP BY room, id HAVING count(*) > 1
            """
        ) { row in "room \(row[0] as Int): outbox \(row[1] as Int) is there more than once" }
        try list("SELECT room, handle FROM outboxes WHERE length(id) <> 8 OR handle < 0 OR stored < 0") { row in
            "room \(row[0] as Int): outbox \(row[1] as Int) is no outbox"
        }
        try list("SELECT room FROM devices WHERE length(token) <> 32") { row in
            "room \(row[0] as Int): a device's token is no hash"
        }
    }

    private mutating func checkAccounts() throws {
        try list("SELECT id FROM sign_ins WHERE length(token) <> 32 OR (account IS NULL) = (room IS NULL)") { row in
            "sign-in \(row[0] as Int): it is nobody's, or its token is no hash"
        }
        try list("SELECT id FROM invitations WHERE length(token) <> 32") { row in
            "invitation \(row[0] as Int): its token is no hash"
        }
    }

    private mutating func checkPictures() throws {
        try list("SELECT room FROM pictures WHERE length(asset) <> 32 OR length(small) <> 32") { row in
            "room \(row[0] as Int): a picture's name is no hash"
        }
    }

    private mutating func measure() throws {
        summary.rooms = try Int.fetchOne(db, sql: "SELECT count(*) FROM rooms") ?? 0
        summary.topics = try Int.fetchOne(db, sql: "SELECT count(*) FROM topics") ?? 0
        summary.databaseBytes =
            try Int.fetchOne(db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
    }

    private mutating func list(_ sql: String, _ words: (Row) -> String) throws {
        let rows = try Row.fetchAll(db, sql: "\(sql) LIMIT \(TableCheck.listLimit + 1)")
        problems += rows.prefix(TableCheck.listLimit).map { .init(words($0)) }
        if rows.count > TableCheck.listLimit { problems.append(.init("… and more of that sort")) }
    }
}

// MARK: - Assets

extension TableCheck {
    /// The files of a data folder. What is half written there may be a running server's.
    mutating func checkAssets(_ folder: Folder) {
        attempt("the assets") { check in
            let store = AssetStore(folder: folder)
            let (ids, strays) = try store.list()
            for id in ids { check.checkAsset(id, try store.read(id)) }
            for name in strays { check.checkStray(name, isServed: FolderLock.isHeld(folder)) }
        }
    }

    /// The files inside a backup.
    mutating func checkPackedAssets() throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT id, bytes FROM packed_assets")
        while let row = try rows.next() { checkAsset([UInt8](row[0] as Data), [UInt8](row[1] as Data)) }
    }

    private mutating func checkAsset(_ id: [UInt8], _ bytes: [UInt8]?) {
        guard let bytes else { return }
        summary.assets += 1
        summary.assetBytes += bytes.count
        if SHA256.digest(bytes) != id {
            problems.append(.init("asset \(Hex.string(id)): its bytes are not those that were stored"))
        }
    }

    private mutating func checkStray(_ name: String, isServed: Bool) {
        guard name.hasPrefix(DurableFile.temporaryPrefix) else {
            problems.append(.init("assets/\(name): this is no asset"))
            return
        }
        if !isServed {
            problems.append(.init("assets/\(name): left half written; the server removes it when it starts"))
        }
    }
}
