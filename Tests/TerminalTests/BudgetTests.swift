import Testing

@testable import Terminal

@Suite struct BudgetTests {
    @Test("a turn ends when its budget is used up, and takes at least a byte")
    func stops() {
        var terminal = Terminal(size: TerminalSize(rows: 4, columns: 10))
        let bytes = [UInt8](repeating: 0x61, count: 1_000)
        #expect(terminal.feed(bytes.span, budget: 100) <= 100)
        #expect(terminal.feed(bytes.span, budget: 0) == 1)
        #expect(terminal.feed(bytes.span, budget: -5) == 1)
        #expect(terminal.feed(bytes.span, budget: .max) == 1_000)
        #expect(terminal.feed([UInt8]().span, budget: 10) == 0)
    }

    @Test(
        "what costs more counts more",
        arguments: [
            "\u{1B}[2J", "\u{1B}[L", "\u{1B}[65535b", "\u{1B}[S", "\u{1B}#8", "\u{1B}c", "\n",
            "\u{1B}[?1049h\u{1B}[?1049l", "\u{1B}[99@",
        ])
    func dearFunctions(function: String) {
        var terminal = Terminal(size: TerminalSize(rows: 200, columns: 200))
        terminal.feed(Array("x\u{1B}[200;1H".utf8))
        let bytes = Array(String(repeating: function, count: 10_000).utf8)
        #expect(terminal.feed(bytes.span, budget: 10_000) <= 10_000 / 2)
    }

    @Test("taken in turns or at once, the end is the same")
    func sameEnd() {
        let text = (0..<500).map { "\u{1B}[3\($0 % 8)mline \($0) 漢字 e\u{301}\r\n\u{1B}[K" }.joined()
        var bytes = Array(text.utf8)
        let whole = Terminal.after(text, rows: 10, columns: 30)
        var turns = Terminal(size: TerminalSize(rows: 10, columns: 30))
        var budget = 1
        while !bytes.isEmpty {
            bytes.removeFirst(turns.feed(bytes.span, budget: budget))
            budget = budget % 97 + 1
        }
        #expect(turns.state == whole.state)
    }
}
