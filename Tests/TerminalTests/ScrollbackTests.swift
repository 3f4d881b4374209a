import Testing

@testable import Terminal

@Suite struct ScrollbackTests {
    private func terminal(_ input: String, lines: Int = 100, bytes: Int = 1 << 20) -> Terminal {
        var terminal = Terminal(
            size: TerminalSize(rows: 2, columns: 10), scrollback: ScrollbackLimits(lines: lines, bytes: bytes))
        terminal.feed(Array(input.utf8))
        return terminal
    }

    private func texts(_ terminal: Terminal) -> [String] {
        terminal.scrollback.lines(from: 0, count: .max).map(\.plainText)
    }

    @Test("what leaves the top is kept, numbered from 0")
    func keeps() {
        let terminal = terminal("a\r\nb\r\nc\r\nd")
        #expect(texts(terminal) == ["a", "b"])
        #expect(terminal.scrollback.lines(from: 0, count: 9).map(\.id) == [0, 1])
        #expect(terminal.scrollback.nextID == 2 && terminal.state.nextLineID == 2)
        #expect(terminal.scrollback.lines(from: 1, count: 1).map(\.plainText) == ["b"])
    }

    @Test("rows that wrapped are one line")
    func joins() {
        let terminal = terminal("0123456789abcdefghijklm\r\nx\r\ny\r\nz")
        #expect(texts(terminal) == ["0123456789abcdefghijklm", "x"])
        #expect(terminal.scrollback.lines(from: 0, count: 1).first?.cellCount == 23)
    }

    @Test("a line that is partly on the screen is open")
    func open() {
        let terminal = terminal(String(repeating: "0123456789", count: 3))
        #expect(terminal.scrollback.lines(from: 0, count: 9).map(\.isOpen) == [true])
    }

    @Test("a line without end becomes several")
    func longLine() {
        let terminal = terminal(String(repeating: "0123456789", count: 10_000))
        let lines = terminal.scrollback.lines(from: 0, count: .max)
        #expect(lines.count == 7 && lines.allSatisfy { $0.cellCount <= TerminalLimits.lineCellLimit + 10 })
    }

    @Test("the oldest lines go; ids go on")
    func boundedInLines() {
        let terminal = terminal((0..<5_000).map { "\($0)\r\n" }.joined(), lines: 10)
        #expect(terminal.scrollback.count == 10 && terminal.scrollback.oldestID == 4_989)
        #expect(texts(terminal).first == "4989" && texts(terminal).last == "4998")
    }

    @Test("memory is bounded, whatever the lines are")
    func boundedInBytes() {
        let words = (0..<20_000).map { "\u{1B}[38;2;1;2;\($0 % 256)m漢\u{1B}]8;;http://x/\($0)\u{7}字\r\n" }
        let terminal = terminal(words.joined(), lines: 100_000, bytes: 50_000)
        #expect(terminal.scrollback.byteCount <= 50_000 && terminal.scrollback.count > 50)
        #expect(terminal.inconsistency == nil)
    }

    @Test("no scrollback at all is possible")
    func none() { #expect(terminal("a\r\nb\r\nc\r\nd", lines: 0).scrollback.count == 0) }

    @Test("only the main screen's top goes there: not the alternate screen's, not a region's below it")
    func otherScrolls() {
        #expect(texts(terminal("\u{1B}[?1049ha\r\nb\r\nc\r\nd\u{1B}[?1049l")) == [])
        #expect(texts(terminal("a\r\nb\u{1B}[H\u{1B}M\u{1B}[L\u{1B}[M\u{1B}[T")) == [])
    }

    @Test("xterm: ED 3 clears it; ids go on")
    func clears() {
        let terminal = terminal("a\r\nb\r\nc\r\nd\u{1B}[3J\r\ne")
        #expect(texts(terminal) == ["c"] && terminal.scrollback.oldestID == 2)
    }

    @Test("lines keep styles, links, clusters and wide characters")
    func keepsStyles() {
        let text = "pl\u{1B}[1;31me\u{301}漢\u{1B}]8;;http://x/\u{7}ab\u{1B}]8;;\u{7}\u{1B}[0m z"
        let shown = terminal(text).state
        let scrolled = terminal(text + "\r\n\r\n")
        var state = ScreenState(size: TerminalSize(rows: 2, columns: 10))
        let line = scrolled.scrollback.lines(from: 0, count: 1).first
        state.grid.rows[0] = line?.rows(columns: 10, into: &state.table).first ?? state.grid.rows[0]
        #expect(
            state.grid.translated(from: state.table, to: shown.table).rows[0].cells.prefix(9)
                == shown.grid.rows[0].cells.prefix(9))
        #expect(line?.links.count == 1 && line?.runs.count == 4)
    }

    @Test("a line is shown in rows of any width")
    func rewraps() {
        let line = terminal("01234567漢字ab\r\n\r\n\r\n").scrollback.lines(from: 0, count: 1).first
        var table = CellTable()
        for (columns, count) in [(80, 1), (14, 1), (13, 2), (9, 2), (7, 2), (5, 3), (2, 7), (1, 12)] {
            #expect(line?.rows(columns: columns, into: &table).count == count, "\(columns) columns")
        }
    }
}
