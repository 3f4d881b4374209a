import ArgumentParser

/// `takhti bench`: load generators and measurements. Each prints JSON objects, one a line.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure: prints JSON, one object a line.",
        subcommands: [
            BenchWebSocketCommand.self, BenchInkCommand.self, BenchHallCommand.self, BenchPollCommand.self,
            BenchQuizCommand.self, BenchJoinCommand.self, BenchLabCommand.self,
        ])
}
