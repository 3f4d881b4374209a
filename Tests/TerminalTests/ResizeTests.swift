import TerminalTesting
import Testing

@testable import Terminal

@Suite struct ResizeTests {
    private func resized(_ input: String, _ rows: Int, _ columns: Int, then more: String = "") -> Terminal {
        var terminal = Terminal.after(input)
        terminal.resize(to: TerminalSize(rows: rows, columns: columns))
        terminal.feed(Array(more.utf8))
        return terminal
    }

    @Test("fewer columns: lines are broken anew, the cursor stays at its character")
    func narrower() {
        let terminal = resized("0123456789ab\r\nxy\u{1B}[1;8H", 6, 5, then: "#")
        #expect(terminal.lines == ["01234", "56#89", "ab", "xy", "", ""])
    }

    @Test("more columns: broken lines are joined, lines that ended stay apart")
    func wider() {
        let terminal = resized("0123456789abcdefghijklm\r\nxy", 4, 20, then: "#")
        #expect(terminal.lines == ["0123456789abcdefghij", "klm", "xy#", ""])
    }

    @Test("there and back: nothing is lost")
    func thereAndBack() {
        let text = "漢字漢字漢a\r\n0123456789abcdefghijk\r\nend"
        var terminal = Terminal.after(text)
        for columns in [5, 3, 40, 2, 10] { terminal.resize(to: TerminalSize(rows: 4, columns: columns)) }
        #expect(terminal.lines == ["0123456789", "abcdefghij", "k", "end"])
        #expect(terminal.scrollback.lines(from: 0, count: 9).map(\.plainText) == ["漢字漢字漢a"])
        #expect(terminal.inconsistency == nil)
    }

    @Test("a wide character that does not fit begins the next row")
    func wideCharacters() {
        #expect(resized("0123漢字", 4, 5).lines == ["0123", "漢字", "", ""])
        #expect(resized("0123漢字", 4, 9).lines == ["0123漢字", "", "", ""])
    }

    @Test("fewer rows: blank rows below go first, then the top goes to the scrollback")
    func lower() {
        #expect(resized("a\r\nb", 2, 10).lines == ["a", "b"])
        let terminal = resized("a\r\nb\r\nc\r\nd", 2, 10, then: "#")
        #expect(terminal.lines == ["c", "d#"])
        #expect(terminal.scrollback.lines(from: 0, count: 9).map(\.plainText) == ["a", "b"])
    }

    @Test("fewer rows: the cursor's row stays")
    func cursorStays() {
        let terminal = resized("a\r\nb\r\nc\r\nd\u{1B}[1;1H", 2, 10, then: "#")
        #expect(terminal.lines == ["#", "b"] && terminal.scrollback.count == 0)
    }

    @Test("more rows: the scrollback comes back to a full screen, and its ids are not used again")
    func higher() {
        let terminal = resized("a\r\nb\r\nc\r\nd\r\ne\r\nf", 6, 10, then: "#\r\ng")
        #expect(terminal.lines == ["b", "c", "d", "e", "f#", "g"])
        #expect(terminal.scrollback.lines(from: 0, count: 9).map(\.plainText) == ["a"])
        #expect(terminal.scrollback.oldestID == 2)
    }

    @Test("more rows: a screen with room below stays as it is")
    func higherWithRoom() {
        #expect(resized("a\r\nb\r\nc\r\nd\r\ne\u{1B}[2J\u{1B}[Hx", 6, 10).lines == ["x", "", "", "", "", ""])
    }

    @Test("a line that is partly in the scrollback is joined first")
    func openLine() {
        let terminal = resized(String(repeating: "0123456789", count: 6) + "end", 4, 25)
        #expect(terminal.lines == ["0123456789012345678901234", "5678901234567890123456789", "0123456789end", ""])
    }

    @Test("the cursor after a line that fills the row waits to wrap")
    func pendingWrap() {
        #expect(resized("01234", 4, 5, then: "x").lines == ["01234", "x", "", ""])
    }

    @Test("the alternate screen is cut or filled; the main one behind it is broken anew")
    func alternate() {
        let terminal = resized("0123456789ab\u{1B}[?1049h\u{1B}[Habcdefghij\u{1B}[4;10Hz", 3, 5)
        #expect(terminal.lines == ["abcde", "", ""] && terminal.place == [3, 5])
        var back = terminal
        back.feed(Array("\u{1B}[?1049l#".utf8))
        #expect(back.lines == ["01234", "56789", "ab#"])
    }

    @Test("margins are off, tab stops stay, saved cursors are on the screen")
    func settings() {
        let terminal = resized(
            "\u{1B}[4G\u{1B}H\u{1B}[4;10H\u{1B}7\u{1B}[2;3r", 3, 5, then: "\u{1B}8a\u{1B}[H\ta\n\n\n\nb")
        #expect(terminal.inconsistency == nil)
        #expect(
            resized("\u{1B}[4G\u{1B}H", 3, 20, then: "\r\t\t\ta").lines[0] == String(repeating: " ", count: 16) + "a")
    }

    @Test("the text of all lines is the same at every width", arguments: UInt64(0)..<32)
    func textStays(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        var terminal = Terminal(size: TerminalSize(rows: 6, columns: 20))
        let words = ["word ", "漢字", "e\u{301}", "سَلام ", "x", "\r\n"]
        let text = (0..<200).map { _ in random.pick(words) }.joined() + "."
        terminal.feed(Array(text.utf8))
        for _ in 0..<20 {
            terminal.resize(to: TerminalSize(rows: random.below(20) + 1, columns: random.below(40) + 2))
        }
        terminal.resize(to: TerminalSize(rows: 1, columns: 2))
        terminal.feed(Array("\r\n".utf8))
        let lines = terminal.scrollback.lines(from: 0, count: .max).map(\.plainText).map(RecordingLine.trimmed)
        #expect(
            lines.joined(separator: "\n")
                == text.split(separator: "\r\n", omittingEmptySubsequences: false).map {
                    RecordingLine.trimmed(String($0))
                }.joined(separator: "\n"))
    }
}

/// Text without blanks at its end: those are not kept.
enum RecordingLine {
    static func trimmed(_ line: String) -> String {
        var scalars = line.unicodeScalars
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
