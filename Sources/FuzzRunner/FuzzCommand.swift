import ArgumentParser
import Fuzz

/// `fuzz`: feeds seeded inputs to a parser and says what it saw. A failure names the seed that shows it again.
@main
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Feed a parser with inputs that follow from a seed, half of them mutated from valid ones.")

    @Argument(help: "What to attack: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")).")
    var target: FuzzTarget
    @Option(help: "Inputs.")
    var iterations = 100_000
    @Option(help: "The first seed; without one, another each time.")
    var seed: UInt64?

    /// Inputs between two lines of progress.
    private static let portion = 500_000

    func run() throws {
        let first = seed ?? .random(in: 0...(1 << 48))
        var report = FuzzReport()
        let clock = ContinuousClock()
        let start = clock.now
        var done = 0
        while done < iterations && report.failures.isEmpty {
            let count = min(FuzzCommand.portion, iterations - done)
            report.add(try target.run(iterations: count, seed: first &+ UInt64(done)))
            done += count
        }
        let seconds = (clock.now - start) / .seconds(1)
        print(
            "fuzz \(target.rawValue), seeds from \(first): \(report), \(Int(Double(done) / max(seconds, 1e-9))) inputs/s"
        )
        for failure in report.failures { print("  \(failure)") }
        guard report.failures.isEmpty else { throw ExitCode.failure }
    }
}

/// What can be attacked.
enum FuzzTarget: String, CaseIterable, ExpressibleByArgument {
    case http, websocket, inflater, handshake, wire, ink

    func run(iterations: Int, seed: UInt64) throws -> FuzzReport {
        switch self {
        case .http: HTTPFuzz.run(iterations: iterations, seed: seed)
        case .websocket: WebSocketFuzz.run(iterations: iterations, seed: seed)
        case .inflater: WebSocketFuzz.runInflater(iterations: iterations, seed: seed)
        case .handshake: WebSocketFuzz.runHandshake(iterations: iterations, seed: seed)
        case .wire: WireFuzz.run(iterations: iterations, seed: seed)
        case .ink: try InkVectorFile.fuzz().run(iterations: iterations, seed: seed)
        }
    }
}
