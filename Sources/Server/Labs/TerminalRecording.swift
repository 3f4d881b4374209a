import Classroom
import Journal
import Sync
import Terminal
import Wire

/// What one machine of a lab showed, as a file that terminals play.
public struct TerminalRecording {
    /// asciicast v2, with a mark wherever the keyboard went on.
    public let asciicast: String

    /// Reads a data folder or a backup, also while a server runs on it. Blocks on the disk.
    /// - Parameters:
    ///   - code: of the room; nil: the first.
    ///   - number: of the machine, among those of the room that were recorded, from 1; nil: the only one.
    ///   - withKeys: whether what was typed is in it, too.
    /// - Throws: when there is no such room or machine, or the folder cannot be read.
    public init(folder: String, code: String?, number: Int?, withKeys: Bool = false) throws {
        let journal = try JournalReader(folder)
        let rooms = try journal.rooms()
        let wanted = code.map { RoomCode.normalised($0) ?? $0 }
        guard let room = rooms.first(where: { wanted == nil || $0.code == wanted }),
            let record = try journal.record(of: room.id)
        else {
            throw ExportFailure(
                description: "there is no such room; there are: \(rooms.map(\.code).joined(separator: ", "))")
        }
        let folded = try RecoveredRoom(record, of: room).folded([.lab, .roster]).room
        let screens = record.topics.filter { Int($0.kind) == TopicKind.screen.rawValue }.map { Int($0.topic) }
        guard let number = number ?? (screens.count == 1 ? 1 : nil), screens.indices.contains(number - 1) else {
            throw ExportFailure(description: Self.list(screens, folded))
        }
        let screen = TopicHandle(screens[number - 1])
        let found = folded.labs.first { $0.value.state.machines.contains { $0.screen == screen } }
        var moments = try found.map { try Self.marks(of: screen, in: $0.key, folded, journal, room.id) } ?? []
        if withKeys, let staff = folded.topic(of: .staff) {
            moments += try Self.keys(into: screen, in: staff, folded, journal, room.id)
            moments.sort { $0.time < $1.time }
        }
        let title = [found?.value.state.title ?? "", folded.machine(of: screen)?.title ?? ""]
        asciicast = try Self.cast(
            screen, moments, title: title.filter { !$0.isEmpty }.joined(separator: " – "), journal, room)
    }

    private typealias Moment = (time: Int, entry: Asciicast.Entry)

    private static func list(_ screens: [Int], _ room: Room) -> String {
        guard !screens.isEmpty else { return "no machine of this room was recorded" }
        let lines = screens.enumerated().map { index, topic in
            let lab = room.labs.values.first { $0.state.machines.contains { $0.screen.number == topic } }
            return
                "  --machine \(index + 1)   \(lab?.state.title ?? "") \(room.machine(of: TopicHandle(topic))?.title ?? "")"
        }
        return "say which machine:\n" + lines.joined(separator: "\n")
    }

    /// When the keyboard went to whom.
    private static func marks(
        of screen: TopicHandle, in lab: TopicHandle, _ room: Room, _ journal: JournalReader, _ id: RoomID
    ) throws -> [Moment] {
        var (marks, stamps): ([Moment], TopicStamps) = ([], TopicStamps())
        let machine = room.machine(of: screen)?.name
        try forEach(lab, journal, id) { entry in
            let decoded = try Entry(decoding: entry.bytes)
            let stamp = try stamps.complete(decoded.stamp)
            guard case .lab(.keyboardGiven(let ref, let who?)) = decoded.event,
                ItemName(outbox: ref.outbox ?? stamp.author, counter: ref.counter) == machine
            else { return }
            marks.append((Int(entry.time), .mark(room.roster[who]?.name ?? "")))
        }
        return marks
    }

    /// What was typed, and a mark where somebody else began to.
    private static func keys(
        into screen: TopicHandle, in staff: TopicHandle, _ room: Room, _ journal: JournalReader, _ id: RoomID
    ) throws -> [Moment] {
        var (moments, last) = ([Moment](), ParticipantHandle?.none)
        let machine = room.machine(of: screen)?.name
        try forEach(staff, journal, id) { entry in
            guard case .staff(.keysTyped(let ref, let who, let keys)) = try Entry(decoding: entry.bytes).event,
                ItemName(outbox: ref.outbox ?? OutboxHandle(0), counter: ref.counter) == machine
            else { return }
            if last != who { moments.append((Int(entry.time), .mark(room.roster[who]?.name ?? ""))) }
            moments.append((Int(entry.time), .input(keys)))
            last = who
        }
        return moments
    }

    private static func cast(
        _ screen: TopicHandle, _ moments: [Moment], title: String, _ journal: JournalReader,
        _ room: JournalRoom
    ) throws -> String {
        var (text, rest, cast, began, bells) = ("", moments[...], Asciicast?.none, 0, 0)
        try forEach(screen, journal, room.id) { entry in
            let time = Int(entry.time)
            if cast == nil {
                began = time
                cast = Asciicast(title: title, started: Int(room.created) + time / 1_000)
            }
            guard case .view(_, _, let since, .screen(let view)) = try ServerMessage(decoding: entry.bytes) else {
                return
            }
            // Who typed before there was anything to see stands at the beginning.
            let frame = since == nil ? Asciicast.Entry.keyframe(view.frame) : .difference(view.frame)
            text += try cast?.lines(for: frame, at: time - began) ?? ""
            if since != nil, view.bells != bells { text += try cast?.lines(for: .bell, at: time - began) ?? "" }
            bells = view.bells
            while let moment = rest.first, moment.time <= time {
                text += try cast?.lines(for: moment.entry, at: max(0, moment.time - began)) ?? ""
                rest = rest.dropFirst()
            }
        }
        for moment in rest { text += try cast?.lines(for: moment.entry, at: moment.time - began) ?? "" }
        return text
    }

    private static func forEach(
        _ topic: TopicHandle, _ journal: JournalReader, _ room: RoomID, _ body: (RoomWrite.Entry) throws -> Void
    ) throws {
        var after: Int64 = 0
        while true {
            let entries = try journal.entries(
                of: room, topic: UInt16(topic.number), after: after, upTo: .max, limit: 1_000)
            for entry in entries { try body(entry) }
            guard let last = entries.last else { return }
            after = last.sequence
        }
    }
}
