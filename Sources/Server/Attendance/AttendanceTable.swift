import Classroom
import HTTP
import Journal
import Wire

/// Who was in a room, as a table: one row for each person, in the order of first joining.
public struct AttendanceTable {
    /// As CSV.
    public let csv: String
    /// Rows without the heading.
    public let count: Int

    /// Reads a data folder or a backup, also while a server runs on it. Blocks on the disk.
    /// - Parameter code: of the room; nil: the first.
    /// - Throws: when there is no such room, or the folder cannot be read.
    public init(folder: String, code: String?) throws {
        let journal = try JournalReader(folder)
        let rooms = try journal.rooms()
        let wanted = code.map { RoomCode.normalised($0) ?? $0 }
        guard let room = rooms.first(where: { wanted == nil || $0.code == wanted }),
            let record = try journal.record(of: room.id)
        else {
            let there = rooms.map(\.code).joined(separator: ", ")
            throw ExportFailure(description: "there is no such room; there are: \(there)")
        }
        try self.init(record, of: room) { topic, after, upTo, limit in
            try journal.entries(of: room.id, topic: topic, after: after, upTo: upTo, limit: limit)
        }
    }

    /// - Parameter entries: as `AttendanceReader` reads them.
    init(
        _ record: RoomRecord, of room: JournalRoom,
        _ entries: (UInt16, _ after: Int64, _ upTo: Int64, _ limit: Int) throws -> [RoomWrite.Entry]
    ) throws {
        let reader = try AttendanceReader(record, entries)
        self.init(reader.attendances, reader.roster, created: room.created, now: Int(record.lastTime))
    }

    /// - Parameter created: when the room was made, in seconds since 1970: the room's time counts from there.
    init(_ attendances: Attendances, _ roster: Roster, created: Int64, now: Milliseconds) {
        let people = attendances.view.people
        var table = CSVText()
        table.add(["name", "role", "place", "joined (UTC)", "left (UTC)", "minutes", "hands", "answers"])
        for person in people {
            let entry = roster[person.participant]
            let moment = { (time: Milliseconds) in HTTPDate(seconds: Int(created) + time / 1_000).sortableText }
            let stay = person.earlier + (person.here ? max(0, now - person.since) : 0)
            table.add([
                entry?.name ?? "", entry.map { "\($0.role)" } ?? "", entry.map { "\($0.place)" } ?? "",
                moment(person.joined), person.here ? "" : moment(person.since), "\((stay + 30_000) / 60_000)",
                "\(person.hands)", "\(person.answers)",
            ])
        }
        (csv, count) = (table.text, people.count)
    }
}
