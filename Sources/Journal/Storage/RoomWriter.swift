import Foundation
import GRDB

/// Stores one room's write. The rules that the tables cannot state are checked here.
struct RoomWriter {
    private struct Place {
        var kind: UInt8
        var sequence: Int64
        var time: Int64
    }

    private let db: Database
    private let write: RoomWrite
    /// The last entry of each topic that the write touches.
    private var places: [UInt16: Place] = [:]

    /// Runs inside a transaction, which the caller ends.
    /// - Throws: `.conflict` if the write does not follow what is stored.
    static func store(_ write: RoomWrite, in db: Database) throws {
        var writer = RoomWriter(db: db, write: write)
        try writer.storeName()
        for entry in write.entries { try writer.store(entry) }
        for outbox in write.outboxes { try writer.store(outbox) }
        for device in write.devices { try writer.store(device) }
        for image in write.images { try writer.store(image) }
    }

    private init(db: Database, write: RoomWrite) { (self.db, self.write) = (db, write) }

    private func storeName() throws {
        guard let name = write.name else { return }
        try run("UPDATE rooms SET name = ? WHERE id = ?", [name, write.room.rawValue])
    }

    private mutating func store(_ entry: RoomWrite.Entry) throws {
        guard entry.bytes.count <= Journal.entryByteLimit else {
            throw conflict(entry.topic, "entry \(entry.sequence) has \(entry.bytes.count) bytes")
        }
        var place = try place(of: entry.topic) ?? makeTopic(entry)
        guard entry.kind == place.kind else {
            throw conflict(entry.topic, "its kind is \(place.kind), not \(entry.kind)")
        }
        guard entry.sequence == place.sequence + 1 else {
            throw conflict(entry.topic, "entry \(entry.sequence) does not follow \(place.sequence)")
        }
        guard entry.time >= place.time else {
            throw conflict(
                entry.topic, "entry \(entry.sequence) is at \(entry.time) ms, the one before at \(place.time) ms")
        }
        try run(
            "INSERT INTO entries (room, topic, sequence, time, bytes) VALUES (?, ?, ?, ?, ?)",
            [write.room.rawValue, entry.topic, entry.sequence, entry.time, Data(entry.bytes)])
        (place.sequence, place.time) = (entry.sequence, entry.time)
        places[entry.topic] = place
    }

    private func makeTopic(_ first: RoomWrite.Entry) throws -> Place {
        try run(
            "INSERT INTO topics (room, topic, kind) VALUES (?, ?, ?)", [write.room.rawValue, first.topic, first.kind])
        return Place(kind: first.kind, sequence: 0, time: 0)
    }

    private func place(of topic: UInt16) throws -> Place? {
        if let place = places[topic] { return place }
        let rows = try db.cachedStatement(
            sql: """
                SELECT kind, sequence, time FROM topics JOIN entries USING (room, topic)
                WHERE room = ? AND topic = ? ORDER BY sequence DESC LIMIT 1
                """)
        return try Row.fetchOne(rows, arguments: [write.room.rawValue, topic]).map { row in
            Place(kind: row[0], sequence: row[1], time: row[2])
        }
    }

    private func store(_ outbox: RoomWrite.Outbox) throws {
        guard outbox.id.count == 8 else { throw JournalError.conflict("an outbox's id has \(outbox.id.count) bytes") }
        try run(
            """
            INSERT INTO outboxes (room, handle, id, participant, stored, note) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (room, handle) DO UPDATE SET participant = excluded.participant, stored = excluded.stored,
            note = excluded.note
            WHERE id = excluded.id AND stored <= excluded.stored
            """,
            [
                write.room.rawValue, outbox.handle, Data(outbox.id), outbox.participant, outbox.stored,
                Data(outbox.note),
            ])
        guard db.changesCount == 1 else {
            throw JournalError.conflict(
                "outbox \(outbox.handle) of room \(write.room) has another id or is further already")
        }
    }

    private func store(_ device: RoomWrite.DeviceEntry) throws {
        guard device.token.count == 32 else {
            throw JournalError.conflict("a device's token has \(device.token.count) bytes")
        }
        try run(
            """
            INSERT INTO devices (room, token, participant) VALUES (?, ?, ?)
            ON CONFLICT (room, token) DO UPDATE SET participant = excluded.participant
            """,
            [write.room.rawValue, Data(device.token), device.participant])
    }

    private func store(_ image: RoomWrite.Image) throws {
        guard image.bytes.count <= Journal.imageByteLimit else {
            throw conflict(image.topic, "an image of \(image.bytes.count) bytes")
        }
        let last = try place(of: image.topic)?.sequence ?? 0
        guard (1...max(1, last)).contains(image.sequence), last > 0 else {
            throw conflict(image.topic, "an image at \(image.sequence), the last entry is \(last)")
        }
        try run(
            """
            INSERT INTO images (room, topic, form, sequence, bytes) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (room, topic, form) DO UPDATE SET sequence = excluded.sequence, bytes = excluded.bytes
            WHERE sequence <= excluded.sequence
            """,
            [write.room.rawValue, image.topic, image.form.rawValue, image.sequence, Data(image.bytes)])
    }

    private func conflict(_ topic: UInt16, _ text: String) -> JournalError {
        .conflict("topic \(topic) of room \(write.room): \(text)")
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
