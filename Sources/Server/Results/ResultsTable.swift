import Classroom
import Journal
import Sync
import Wire

/// What came of a room's polls and quizzes, as a table for a spreadsheet.
public struct ResultsTable {
    /// What a row is.
    public enum Rows: String, CaseIterable, Sendable {
        /// An answer of a poll, with its votes.
        case poll
        /// A person, with what they answered; polls in which nobody may know who said what are left out.
        case person
        /// A question of the lesson, with how many answered and were right.
        case lesson
    }

    /// As CSV.
    public let csv: String

    /// Reads a data folder or a backup, also while a server runs on it. Blocks on the disk.
    /// - Parameter code: of the room; nil: the first.
    /// - Throws: when there is no such room, or the folder cannot be read.
    public init(folder: String, code: String?, by rows: Rows) throws {
        let journal = try JournalReader(folder)
        let rooms = try journal.rooms()
        let wanted = code.map { RoomCode.normalised($0) ?? $0 }
        guard let room = rooms.first(where: { wanted == nil || $0.code == wanted }),
            let record = try journal.record(of: room.id)
        else {
            let there = rooms.map(\.code).joined(separator: ", ")
            throw ExportFailure(description: "there is no such room; there are: \(there)")
        }
        try self.init(RecoveredRoom(record, of: room), by: rows)
    }

    init(_ record: RecoveredRoom, by rows: Rows) throws {
        let (room, _) = try record.folded([.core, .staff, .roster, .ballots])
        var table = CSVText()
        switch rows {
        case .poll: Self.answers(room, &table)
        case .person: Self.people(room, &table)
        case .lesson: Self.lesson(room, &table)
        }
        csv = table.text
    }

    private static func answers(_ room: Room, _ table: inout CSVText) {
        table.add(["poll", "question", "answer", "right", "votes", "of them remote", "hands in the hall"])
        for (number, poll) in room.pollResults.enumerated() {
            for row in poll.rows {
                let mark = poll.isRight(row: row.row).map { $0 ? "yes" : "no" } ?? ""
                table.add([
                    "\(number + 1)", poll.content.prompt, poll.content.text(of: row), mark, "\(row.votes)",
                    "\(row.remote)", "\(row.hall)",
                ])
            }
        }
    }

    private static func people(_ room: Room, _ table: inout CSVText) {
        let polls = room.pollResults.filter { $0.content.rules.secrecy != .anonymous }
        let quizzes = room.quizResults
        table.add(
            ["name", "for"] + polls.map(\.content.prompt)
                + quizzes.flatMap { ["\($0.title): right", "\($0.title): points"] })
        var voters: [Voter] = room.roster.state.people.map { Voter(participant: $0.participant, neighbour: nil) }
        var answers: [Voter: [Int: Answer]] = [:]
        for (index, poll) in polls.enumerated() {
            for ballot in poll.ballots {
                let voter = Voter(participant: ballot.participant, neighbour: ballot.neighbour)
                if ballot.neighbour != nil, answers[voter] == nil { voters.append(voter) }
                answers[voter, default: [:]][index] = ballot.answer
            }
        }
        for voter in voters {
            let said = polls.indices.map { index in
                answers[voter]?[index].map { polls[index].content.text(of: $0) } ?? ""
            }
            let scores = quizzes.flatMap { quiz -> [String] in
                let own = voter.neighbour == nil ? quiz.answers.filter { $0.participant == voter.participant } : []
                guard !own.isEmpty else { return ["", ""] }
                return ["\(own.count(where: \.right))", "\(own.reduce(0) { $0 + $1.points })"]
            }
            guard said.contains(where: { !$0.isEmpty }) || scores.contains(where: { !$0.isEmpty }) else { continue }
            table.add([room.roster[voter.participant]?.name ?? "", voter.neighbour ?? ""] + said + scores)
        }
    }

    private static func lesson(_ room: Room, _ table: inout CSVText) {
        table.add(["in", "question", "kind", "who may know", "answered", "right", "most frequent answer"])
        for poll in room.pollResults {
            let most = poll.rows.max { ($0.votes + $0.hall, $1.row) < ($1.votes + $1.hall, $0.row) }
            table.add([
                "poll", poll.content.prompt, "\(poll.content.pollKind)", "\(poll.content.rules.secrecy)",
                "\(poll.answered)", poll.right.map { "\($0)" } ?? "", most.map(poll.content.text(of:)) ?? "",
            ])
        }
        for quiz in room.quizResults {
            for (number, question) in quiz.questions.enumerated() {
                let answers = quiz.answers.filter { $0.question == number }
                table.add([
                    quiz.title, question.content.prompt, "\(question.content.pollKind)", "staff", "\(answers.count)",
                    "\(answers.count(where: \.right))", "",
                ])
            }
        }
    }
}

/// Somebody, or somebody beside them who has no device.
private struct Voter: Hashable {
    var participant: ParticipantHandle
    var neighbour: String?
}

/// Why there is no table.
public struct ExportFailure: Error, CustomStringConvertible {
    /// In words.
    public let description: String
}
