import Terminal
import TerminalTesting

/// `terminal-bench`: how fast the terminal takes bytes, as JSON. `terminal-bench fuzz N [seed]`: attacks it with N sequences.
@main
struct TerminalBench {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "fuzz" {
            fuzz(Array(arguments.dropFirst()))
        } else {
            let lines = BenchText.all.map { "  \(measure($0))" }
            print("[\n\(lines.joined(separator: ",\n"))\n]")
        }
    }

    private static func measure(_ text: BenchText) -> String {
        let clock = ContinuousClock()
        var terminal = Terminal(size: TerminalSize(rows: 24, columns: 80))
        terminal.feed(text.bytes)
        var rounds = 0
        let start = clock.now
        while clock.now - start < .seconds(1) {
            terminal.feed(text.bytes)
            rounds += 1
        }
        let seconds = (clock.now - start) / .seconds(1)
        let rate = Double(rounds * text.bytes.count) / seconds / 1e6
        return "{\"text\": \"\(text.name)\", \"bytes\": \(rounds * text.bytes.count), \"MBPerSecond\": \(Int(rate))}"
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
}
