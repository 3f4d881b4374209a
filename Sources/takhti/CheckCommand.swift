import ArgumentParser
import Journal

/// Says whether a data folder is sound.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify a data folder or a backup, and say what is wrong.",
        discussion: "Changes nothing. A server may be running on the folder. Exits with 1 if anything is wrong.")

    @Argument(help: "The data folder, or a backup's file.")
    var data: String

    func run() throws {
        let (problems, summary) = JournalCheck.examine(data)
        for problem in problems { print(problem) }
        guard problems.isEmpty else { throw ExitCode(1) }
        print("\(data) is sound.")
        print(
            "\(summary.rooms) rooms, \(summary.topics) topics, \(summary.events) events of \(summary.eventBytes) bytes")
        print(
            "\(summary.assets) assets of \(summary.assetBytes) bytes; the database has \(summary.databaseBytes) bytes")
    }
}
