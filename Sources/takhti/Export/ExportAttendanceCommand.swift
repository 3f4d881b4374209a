import ArgumentParser
import EventLoop
import Server

/// Who was in a room how long.
struct ExportAttendanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attendance",
        abstract: "Who was in a room: joined, left, minutes, hands, answers, as CSV on the standard output.",
        discussion: """
            Reads the whole log of the room, also while a server runs on the folder. The text is UTF-8 with a byte order mark (RFC 4180); a cell \
            that a spreadsheet would compute has an apostrophe before it.
            """)

    @Argument(help: "The data folder, or a backup's file.")
    var data: String

    @Option(help: "The room's code; without it the first room.")
    var room: String?

    func run() throws {
        print(try AttendanceTable(folder: data, code: room).csv, terminator: "")
    }
}
