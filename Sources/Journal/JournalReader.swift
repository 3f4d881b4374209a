import GRDB

/// Reads a data folder without changing it. A server may be running on it.
public struct JournalReader: Sendable {
    private let database: DatabaseQueue

    /// Opens a data folder, or a backup's file.
    public init(_ path: String) throws(JournalError) {
        do {
            let file = path.hasSuffix(".db") ? path : Folder(path).database
            database = try JournalOpening.reader(file)
        } catch { throw JournalError(error) }
    }

    /// All rooms, the oldest first.
    public func rooms() throws(JournalError) -> [JournalRoom] { try read { db in try RoomReader(db).rooms() } }

    /// All that recovery needs of a room, at one moment; nil if there is no such room.
    public func record(of room: RoomID) throws(JournalError) -> RoomRecord? {
        try read { db in try RoomReader(db).record(room) }
    }

    /// As `Journal.entries`.
    public func entries(
        of room: RoomID, topic: UInt16, after: Int64, upTo: Int64, limit: Int
    ) throws(JournalError) -> [RoomWrite.Entry] {
        try read { db in
            guard limit > 0, let kind = try RoomReader(db).kind(room, topic) else { return [] }
            return try RoomReader(db).entries(room, topic, kind: kind, after: after, upTo: upTo, limit: limit)
        }
    }

    private func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
        do { return try database.read(body) } catch { throw JournalError(error) }
    }
}
