import Foundation
import Terminal
import TerminalTesting

/// `terminal-bench`: how fast the terminal takes bytes, and how dear differences are, as JSON. `terminal-bench fuzz N [seed]` attacks it
/// with N sequences; `terminal-bench show FILE …` prints the screens, 24 rows of 80 columns, that the bytes of files make,
/// and `terminal-bench resize ROWS COLUMNS FILE …` those screens made another size;
/// `terminal-bench differences FILE …` feeds one terminal with the files in turn and says what each costs a viewer.
@main
struct TerminalBench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "fuzz": fuzz(Array(arguments.dropFirst()))
        case "show": for path in arguments.dropFirst() { try show(path, resized: nil) }
        case "resize":
            let sizes = arguments.dropFirst().prefix(2).compactMap { Int($0) }
            guard sizes.count == 2 else { break }
            for path in arguments.dropFirst(3) {
                try show(path, resized: TerminalSize(rows: sizes[0], columns: sizes[1]))
            }
        case "differences": try differences(arguments.dropFirst())
        default: bench()
        }
    }

    private static func bench() {
        let lines =
            BenchText.all.map(measure) + BenchChange.all.map(\.measurement) + BenchLines.all.map(\.measurement)
        print("[\n\(lines.map { "  \($0)" }.joined(separator: ",\n"))\n]")
    }

    private static func measure(_ text: BenchText) -> String {
        var terminal = Terminal(size: TerminalSize(rows: 24, columns: 80))
        terminal.feed(text.bytes)
        let (rounds, seconds) = repeatForASecond { terminal.feed(text.bytes) }
        let rate = Double(rounds * text.bytes.count) / seconds / 1e6
        return "{\"text\": \"\(text.name)\", \"bytes\": \(rounds * text.bytes.count), \"MBPerSecond\": \(Int(rate))}"
    }

    /// How often `work` was done in a second of this process's time on a core, and exactly how many such seconds that took. What
    /// else the machine does matters little.
    static func repeatForASecond(_ work: () -> Void) -> (rounds: Int, seconds: Double) {
        let start = clock()
        var rounds = 0
        var ticks = 0
        while ticks < Int(CLOCKS_PER_SEC) {
            work()
            rounds += 1
            ticks = clock() - start
        }
        return (rounds, Double(ticks) / Double(CLOCKS_PER_SEC))
    }

    private static func fuzz(_ arguments: [String]) {
        let sequences = arguments.first.flatMap { Int($0) } ?? 100_000
        let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
        let clock = ContinuousClock()
        let start = clock.now
        let report = TerminalFuzz.run(cases: sequences / TerminalFuzz.sequencesPerCase, seed: seed)
        let seconds = (clock.now - start) / .seconds(1)
        print(
            """
            {"seed": \(seed), "sequences": \(report.sequences), "bytes": \(report.bytes), "resizes": \(report.resizes), \
            "differences": \(report.differences), "seconds": \(Int(seconds)), "failures": \(report.failures)}
            """)
    }

    private static func show(_ path: String, resized size: TerminalSize?) throws {
        var terminal = Terminal(size: TerminalSize(rows: 24, columns: 80))
        terminal.feed([UInt8](try Data(contentsOf: URL(filePath: path))))
        if let size { terminal.resize(to: size) }
        for row in 0..<terminal.size.rows { print(terminal.state.text(ofRow: row)) }
    }

    private static func differences(_ paths: some Sequence<String>) throws {
        var terminal = Terminal(size: TerminalSize(rows: 24, columns: 80))
        var before = ScreenState.origin
        for path in paths {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            terminal.feed(bytes)
            let difference = ScreenDifference(from: before, to: terminal.state)
            print("{\"file\": \"\(path)\", \"bytes\": \(bytes.count), \"difference\": \(difference.encoded().count)}")
            before = terminal.state
        }
    }
}
