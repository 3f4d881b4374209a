import ArgumentParser
import Server

extension ResultsTable.Rows: ExpressibleByArgument {}

/// What came of a room's polls and quizzes.
struct ExportResultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results",
        abstract: "What came of a room's polls and quizzes, as CSV on the standard output.",
        discussion: """
            Reads the room also while a server runs on the folder. The text is UTF-8 with a byte order mark (RFC 4180); a cell that a spreadsheet \
            would compute has an apostrophe before it. Who answered what is told only of polls in which those who teach may know it.
            """)

    @Argument(help: "The data folder, or a backup's file.")
    var data: String

    @Option(help: "The room's code; without it the first room.")
    var room: String?

    @Option(help: "What a row is: an answer of a poll, a person, or a question of the lesson.")
    var by = ResultsTable.Rows.lesson

    func run() throws { print(try ResultsTable(folder: data, code: room, by: by).csv, terminator: "") }
}
