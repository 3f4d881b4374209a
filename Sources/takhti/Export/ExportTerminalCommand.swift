import ArgumentParser
import Server

/// What a machine of a lab showed.
struct ExportTerminalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal",
        abstract: "What a machine of a lab showed, as asciicast v2 on the standard output.",
        discussion: """
            Reads the room also while a server runs on the folder. A mark stands wherever the keyboard went to somebody. Without --machine, and where \
            more than one was recorded, it says which there are.
            """)

    @Argument(help: "The data folder, or a backup's file.")
    var data: String

    @Option(help: "The room's code; without it the first room.")
    var room: String?

    @Option(help: "Which of the room's machines, from 1.")
    var machine: Int?

    @Flag(
        help:
            "Also what was typed, and a mark wherever somebody else types. What no screen showed as it was typed stands as asterisks."
    )
    var keys = false

    func run() throws {
        let recording = try TerminalRecording(folder: data, code: room, number: machine, withKeys: keys)
        print(recording.asciicast, terminator: "")
    }
}
