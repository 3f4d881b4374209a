import ArgumentParser
import Journal

/// Copies a data folder into one file.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy everything in a data folder into one file, also while a server runs on it.",
        discussion: """
            To restore, put the file into an empty folder under the name journal.db and start the server on that folder:

              mkdir NEW && cp FILE NEW/journal.db && takhti serve NEW

            The restored journal is a new one: every client loads its lesson anew.
            """)

    @Argument(help: "The data folder.")
    var data: String

    @Argument(help: "The file to make. It must not be there yet.")
    var file: String

    func run() throws {
        try JournalBackup.make(of: data, to: file)
        print("\(file) is complete.")
    }
}
