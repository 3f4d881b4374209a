import Terminal

/// Lines of a scrollback, to measure what it costs to send them.
struct BenchLines {
    let name: String
    let text: String

    static let all = [
        BenchLines(
            name: "plain lines",
            text: (0..<2_000).map { "\($0): what somebody wrote, in a line of a usual length, \($0 % 97)\r\n" }.joined()
        ),
        BenchLines(
            name: "lines in colours",
            text: (0..<2_000).map { line in
                (0..<8).map { "\u{1B}[38;5;\(($0 * 13 + line) % 256)mword \(line * $0 % 97)" }.joined(separator: " ")
                    + "\u{1B}[m\r\n"
            }.joined()),
    ]

    /// Lines and bytes of one message, and microseconds to make it and to read it.
    var measurement: String {
        var terminal = Terminal(size: TerminalSize(rows: 24, columns: 80))
        terminal.feed(Array(text.utf8))
        let scrollback = terminal.scrollback
        var bytes: [UInt8] = []
        let making = TerminalBench.repeatForASecond {
            bytes = scrollback.encoded(from: 100, count: 1_000, byteLimit: 65_536)
        }
        var count = 0
        let reading = TerminalBench.repeatForASecond {
            count = (try? StoredLine.lines(decoding: bytes, from: 100).count) ?? 0
        }
        return """
            {"lines": "\(name)", "count": \(count), "bytes": \(bytes.count), \
            "microsecondsToMake": \(Int(making.seconds / Double(making.rounds) * 1e6)), \
            "microsecondsToRead": \(Int(reading.seconds / Double(reading.rounds) * 1e6))}
            """
    }
}
