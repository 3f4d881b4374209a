import Testing

@testable import Terminal

/// What a standard says: after `input` on a screen of 4 rows of 10 columns, the rows read so, and the cursor is there.
struct Rule: CustomTestStringConvertible, Sendable {
    /// The section or manual, and what it says.
    let source: String
    let input: String
    /// The text of the rows; rows not listed are blank.
    let rows: [String]
    /// Row and column from 1, as in the standards; not looked at when empty.
    let cursor: [Int]

    init(_ source: String, _ input: String, _ rows: [String], _ cursor: [Int] = []) {
        self.source = source
        self.input = input
        self.rows = rows
        self.cursor = cursor
    }

    var testDescription: String { source }

    /// Looks whether the terminal keeps the rule, taken whole and byte by byte.
    func check() {
        let whole = Terminal.after(input)
        #expect(whole.lines == rows + Array(repeating: "", count: 4 - rows.count))
        if !cursor.isEmpty { #expect(whole.place == cursor) }
        #expect(whole.inconsistency == nil)
        var pieces = Terminal(size: TerminalSize(rows: 4, columns: 10))
        for byte in input.utf8 { pieces.feed([byte]) }
        #expect(pieces.state == whole.state)
    }
}

extension Terminal {
    /// A terminal that got `input`.
    static func after(_ input: String, rows: Int = 4, columns: Int = 10) -> Terminal {
        var terminal = Terminal(size: TerminalSize(rows: rows, columns: columns))
        terminal.feed(Array(input.utf8))
        return terminal
    }

    /// The text of the rows.
    var lines: [String] { (0..<size.rows).map { state.text(ofRow: $0) } }

    /// Row and column of the cursor, from 1.
    var place: [Int] { [state.cursor.row + 1, state.cursor.column + 1] }

    /// The style of a cell, row and column from 1.
    func style(_ row: Int, _ column: Int) -> Style { state.table.style(of: state.grid.rows[row - 1].cells[column - 1]) }

    /// The answers to `input`.
    static func answers(to input: String) -> String {
        var terminal = Terminal.after(input)
        return String(decoding: terminal.takeAnswers(), as: UTF8.self)
    }
}
