import Foundation
import Testing

@testable import Terminal

/// Real programs, recorded by protocol/terminal/record.py, on this terminal and on others.
@Suite struct RecordingTests {
    static let rows = 24
    static let columns = 80

    /// A recording, and the screens that another emulator shows of its first fifth, two fifths, and so on.
    struct Recording: CustomTestStringConvertible, Sendable {
        let name: String
        let emulator: String
        let bytes: [UInt8]
        let screens: [[String]]

        var testDescription: String { "\(name) as \(emulator)" }

        static func load(emulator: String) throws -> [Recording] {
            let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            let other = ProcessInfo.processInfo.environment["TAKHTI_RECORDINGS"].map { URL(filePath: $0) }
            let folder = other ?? project.appending(path: "protocol/terminal")
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            let recordings = try files.filter { $0.pathExtension == emulator }.map { file in
                let lines = try String(contentsOf: file, encoding: .utf8).split(
                    separator: "\n", omittingEmptySubsequences: false)
                let bytes = try Data(contentsOf: file.deletingPathExtension().appendingPathExtension("bytes"))
                let screens = stride(from: 0, to: lines.count - 1, by: rows).map {
                    lines[$0..<$0 + rows].map(String.init)
                }
                return Recording(
                    name: file.deletingPathExtension().lastPathComponent, emulator: emulator, bytes: Array(bytes),
                    screens: screens)
            }
            guard !recordings.isEmpty else { throw CocoaError(.fileNoSuchFile) }
            return recordings.sorted { $0.name < $1.name }
        }

        /// Calls `compare` with each screen of ours and the rows that the other emulator shows.
        func compare(_ compare: (Terminal, [String]) -> [String]) -> [String] {
            screens.enumerated().flatMap { cut, expected in
                var terminal = Terminal(size: TerminalSize(rows: rows, columns: columns))
                terminal.feed(Array(bytes[..<(bytes.count * (cut + 1) / screens.count)]))
                return compare(terminal, expected).map { "\(cut + 1) of \(screens.count): \($0)" }
            }
        }
    }

    /// A row as tmux writes it, with renditions and with DEC graphics between SO and SI; and how many cells it wrote. Cells that were
    /// only erased, in whatever colour, it leaves out at the end.
    private func shown(_ line: String) -> (state: ScreenState, count: Int) {
        var terminal = Terminal(size: TerminalSize(rows: 1, columns: RecordingTests.columns + 1))
        terminal.feed(Array(("\u{1B})0" + line).utf8))
        return (terminal.state, terminal.state.cursor.column)
    }

    @Test("tmux's capture-pane shows the same", arguments: try Recording.load(emulator: "tmux"))
    func agreesWithTmux(_ recording: Recording) {
        // What tmux writes for a row begins with the rendition that the row before ended with.
        let disagreements = recording.compare { terminal, lines in
            let state = terminal.state
            var rendition = ""
            return lines.enumerated().flatMap { row, line -> [String] in
                let (expected, count) = shown(rendition + line)
                rendition += RecordingTests.renditions(of: line)
                return (0..<RecordingTests.columns).compactMap { column in
                    let (ours, theirs) = (Look(state, row, column), Look(expected, 0, column))
                    let isSame = column < count ? ours == theirs : ours.scalars.isEmpty
                    return isSame || RecordingTests.isKnown(recording, row, column)
                        ? nil : "row \(row + 1), column \(column + 1): \(ours) ≠ \(theirs)"
                }
            }
        }
        #expect(disagreements == [])
    }

    /// `top` erases to the end of its header while the cursor waits to wrap. That erases the last column, as on DEC's terminals and in
    /// xterm; in tmux the cursor waits beyond it.
    private static func isKnown(_ recording: Recording, _ row: Int, _ column: Int) -> Bool {
        recording.name == "top" && column == columns - 1
    }

    /// The renditions and shifts in a line, without its text.
    private static func renditions(of line: String) -> String {
        line.matches(of: /\u{1B}\[[0-9;:]*m|[\u{E}\u{F}]/).map { String($0.output) }.joined()
    }

    @Test("pyte shows the same", arguments: try Recording.load(emulator: "pyte"))
    func agreesWithPyte(_ recording: Recording) {
        let disagreements = recording.compare { terminal, lines in
            zip(terminal.lines, lines).filter { $0 != $1 }.map { "\($0) ≠ \($1)" }
        }
        #expect(disagreements == [])
    }
}
