import ArgumentParser
import EventLoop
import Lab

/// The program. Each of its jobs is a subcommand.
@main
struct Takhti: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takhti",
        abstract: "A classroom server: one lecture, in the hall and a satellite hop away, the same for everyone.",
        subcommands: [
            ServeCommand.self, CheckCommand.self, BackupCommand.self, ExportCommand.self, EchoCommand.self,
            BenchCommand.self,
        ])

    static func main() {
        LabAgent.runIfAsked()
        let given = Array(CommandLine.arguments.dropFirst())
        do {
            main(try SettingsSources.completed(given, environment: ProcessResources.environment))
        } catch { exit(withError: ValidationError("\(error)")) }
    }
}
