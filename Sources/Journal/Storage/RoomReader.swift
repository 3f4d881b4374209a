import Foundation
import GRDB

/// Reads rooms. Everything is found by the beginning of a primary key: nothing walks through a history.
struct RoomReader {
    private let db: Database

    /// Reads what the transaction of `db` sees.
    init(_ db: Database) { self.db = db }

    /// All rooms, the oldest first.
    func rooms() throws -> [JournalRoom] {
        try Row.fetchAll(db, sql: "SELECT id, code, name, created, keeper FROM rooms ORDER BY id").map(RoomReader.room)
    }

    /// The room that people find by that code.
    func room(code: String) throws -> JournalRoom? {
        try Row.fetchOne(db, sql: "SELECT id, code, name, created, keeper FROM rooms WHERE code = ?", arguments: [code])
            .map(
                RoomReader.room)
    }

    /// The room that had that code before.
    func room(formerCode code: String) throws -> JournalRoom? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT id, r.code, name, created, keeper FROM rooms r JOIN former_codes f ON f.room = r.id WHERE f.code = ?
                """, arguments: [code]
        ).map(RoomReader.room)
    }

    /// - Throws: `.conflict` if the code leads to a room, or once did.
    func refuseTaken(_ code: String) throws {
        let isTaken = try room(code: code) != nil || room(formerCode: code) != nil
        if isTaken { throw JournalError.conflict("the code \(code) is taken") }
    }

    /// The room with that number.
    func room(_ id: RoomID) throws -> JournalRoom? {
        try Row.fetchOne(
            db, sql: "SELECT id, code, name, created, keeper FROM rooms WHERE id = ?", arguments: [id.rawValue]
        )
        .map(RoomReader.room)
    }

    /// All that recovery needs of a room.
    func record(_ id: RoomID) throws -> RoomRecord? {
        guard let room = try room(id) else { return nil }
        let topics = try Row.fetchAll(
            db, sql: "SELECT topic, kind FROM topics WHERE room = ? ORDER BY topic", arguments: [id.rawValue]
        )
        .map { row in try topic(row[0], kind: row[1], of: id) }
        return RoomRecord(
            room: room, topics: topics, outboxes: try outboxes(id), devices: try devices(id),
            lastTime: topics.map(\.lastTime).max() ?? 0)
    }

    /// Entries with `after < sequence <= upTo`, ascending, at most `limit`.
    func entries(_ room: RoomID, _ topic: UInt16, kind: UInt8, after: Int64, upTo: Int64, limit: Int) throws
        -> [RoomWrite.Entry]
    {
        let statement = try db.cachedStatement(
            sql: """
                SELECT sequence, time, bytes FROM entries
                WHERE room = ? AND topic = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                """)
        let rows = try Row.fetchCursor(statement, arguments: [room.rawValue, topic, after, upTo, limit])
        var entries: [RoomWrite.Entry] = []
        while let row = try rows.next() {
            entries.append(
                RoomWrite.Entry(
                    topic: topic, kind: kind, sequence: row[0], time: row[1], bytes: RoomReader.bytes(row, 2)))
        }
        return entries
    }

    /// What a topic holds; nil if there is none.
    func kind(_ room: RoomID, _ topic: UInt16) throws -> UInt8? {
        try UInt8.fetchOne(
            db, sql: "SELECT kind FROM topics WHERE room = ? AND topic = ?", arguments: [room.rawValue, topic])
    }

    private func topic(_ topic: UInt16, kind: UInt8, of room: RoomID) throws -> RoomRecord.Topic {
        if kind >= RoomRecord.firstRecordingKind {
            let last = try lastEntry(room, topic)
            return RoomRecord.Topic(
                topic: topic, kind: kind, checkpoint: nil, wire: nil, tail: [], lastSequence: last.0, lastTime: last.1)
        }
        let checkpoint = try image(room, topic, .checkpoint)
        let tail = try entries(room, topic, kind: kind, after: checkpoint?.sequence ?? 0, upTo: .max, limit: -1)
        let last = try tail.last.map { ($0.sequence, $0.time) } ?? lastEntry(room, topic)
        return RoomRecord.Topic(
            topic: topic, kind: kind, checkpoint: checkpoint, wire: try image(room, topic, .wire), tail: tail,
            lastSequence: last.0, lastTime: last.1)
    }

    private func lastEntry(_ room: RoomID, _ topic: UInt16) throws -> (Int64, Int64) {
        let statement = try db.cachedStatement(
            sql: "SELECT sequence, time FROM entries WHERE room = ? AND topic = ? ORDER BY sequence DESC LIMIT 1")
        return try Row.fetchOne(statement, arguments: [room.rawValue, topic]).map { ($0[0], $0[1]) } ?? (0, 0)
    }

    private func image(_ room: RoomID, _ topic: UInt16, _ form: RoomWrite.Image.Form) throws -> RoomWrite.Image? {
        let statement = try db.cachedStatement(
            sql: "SELECT sequence, bytes FROM images WHERE room = ? AND topic = ? AND form = ?")
        return try Row.fetchOne(statement, arguments: [room.rawValue, topic, form.rawValue]).map { row in
            RoomWrite.Image(topic: topic, sequence: row[0], form: form, bytes: RoomReader.bytes(row, 1))
        }
    }

    private func outboxes(_ room: RoomID) throws -> [RoomWrite.Outbox] {
        try Row.fetchAll(
            db, sql: "SELECT handle, id, participant, stored, note FROM outboxes WHERE room = ? ORDER BY handle",
            arguments: [room.rawValue]
        ).map { row in
            RoomWrite.Outbox(
                handle: row[0], id: RoomReader.bytes(row, 1), participant: row[2], stored: row[3],
                note: RoomReader.bytes(row, 4))
        }
    }

    private func devices(_ room: RoomID) throws -> [RoomWrite.DeviceEntry] {
        try Row.fetchAll(
            db, sql: "SELECT token, participant FROM devices WHERE room = ? ORDER BY token", arguments: [room.rawValue]
        ).map { row in RoomWrite.DeviceEntry(token: RoomReader.bytes(row, 0), participant: row[1]) }
    }

    private static func room(_ row: Row) -> JournalRoom {
        JournalRoom(id: RoomID(row[0]), code: row[1], name: row[2], created: row[3], keeper: row[4])
    }

    private static func bytes(_ row: Row, _ column: Int) -> [UInt8] { [UInt8](row[column] as Data) }
}
