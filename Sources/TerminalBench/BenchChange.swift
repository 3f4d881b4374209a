import Terminal

/// Changes of a screen of 60 rows of 200 columns, to measure what their differences cost.
struct BenchChange {
    let name: String
    let before: String
    let after: String

    static let all = [
        BenchChange(name: "one character", before: text(0..<200), after: "x"),
        BenchChange(name: "one new line", before: text(0..<200), after: "\r\n" + text(200..<201)),
        BenchChange(name: "flood", before: text(0..<200), after: text(200..<10_200)),
        BenchChange(name: "everything in colours", before: "", after: colored),
    ]

    private static func text(_ lines: Range<Int>) -> String {
        lines.map { "\($0): what somebody wrote, in a line of a usual length, \($0 * 7919 % 1000)" }.joined(
            separator: "\r\n")
    }

    private static let colored = (0..<59).map { line in
        (0..<20).map { "\u{1B}[38;5;\(($0 * 13 + line) % 256)mword \(line * $0 % 97)" }.joined(separator: " ")
            + "\u{1B}[m\r\n"
    }.joined()

    /// Bytes of the difference, and microseconds to take the state, make the difference and write it, and to read and apply it.
    var measurement: String {
        var terminal = Terminal(size: TerminalSize(rows: 60, columns: 200))
        terminal.feed(Array(before.utf8))
        let old = terminal.state
        terminal.feed(Array(after.utf8))
        var bytes: [UInt8] = []
        let making = TerminalBench.repeatForASecond {
            bytes = ScreenDifference(from: old, to: terminal.state).encoded()
        }
        let applying = TerminalBench.repeatForASecond {
            var state = old
            if let difference = try? ScreenDifference(decoding: bytes) { state.apply(difference) }
        }
        return """
            {"change": "\(name)", "bytes": \(bytes.count), "microsecondsToMake": \(Int(making.seconds / Double(making.rounds) * 1e6)), \
            "microsecondsToApply": \(Int(applying.seconds / Double(applying.rounds) * 1e6))}
            """
    }
}
