import ArgumentParser

/// The program. Each of its jobs is a subcommand.
@main
struct Takhti: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takhti",
        abstract: "A classroom server: one lecture, in the hall and a satellite hop away, the same for everyone.",
        subcommands: [EchoCommand.self, BenchCommand.self, CheckCommand.self, BackupCommand.self])
}
