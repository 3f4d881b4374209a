import ArgumentParser

/// `takhti export`: what a room's log says, as files for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what a room's log says as a file for other programs.",
        subcommands: [ExportAttendanceCommand.self, ExportResultsCommand.self, ExportTerminalCommand.self])
}
