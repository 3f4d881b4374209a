@testable import Terminal

/// All of a state in words that do not depend on how its table numbers things: what both languages compare
/// (`web-client/tests/terminal-text.ts`).
struct ScreenText: Equatable {
    /// A row: its text up to the last cell that is not blank, NUL for an empty cell and U+0001 for the right half of a wide
    /// character; its styles as `count:style` with `|` between, nothing when all are plain; whether it goes on below.
    struct Row: Equatable {
        let text: String
        let runs: String
        let isWrapped: Bool
    }

    /// Rows, columns, the cursor's row, column and shape, modes, mouse tracking, and the next line's id.
    let numbers: [Int]
    let title: String
    /// Up to the last that is not blank.
    let rows: [Row]

    init(_ state: ScreenState) {
        let cursor = state.cursor
        numbers = [
            state.size.rows, state.size.columns, cursor.row, cursor.column, Int(cursor.shape.rawValue),
            Int(state.modes.rawValue), Int(state.mouse.rawValue), state.nextLineID,
        ]
        title = state.title
        var rows = state.grid.rows.map { ScreenText.row($0.cells, $0.isWrapped, state.table) }
        while let last = rows.last, last.text.isEmpty && !last.isWrapped { rows.removeLast() }
        self.rows = rows
    }

    static func row(_ cells: [Cell], _ isWrapped: Bool, _ table: CellTable) -> Row {
        let cells = cells[..<((cells.lastIndex { $0 != .blank } ?? -1) + 1)]
        var text = String.UnicodeScalarView()
        var runs: [(count: Int, style: String)] = []
        for cell in cells {
            for scalar in cell.isTail ? [1] : cell.isEmpty ? [0] : table.scalars(of: cell) {
                text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
            }
            let style = words(of: table.style(of: cell), table)
            if runs.last?.style != style { runs.append((0, style)) }
            runs[runs.count - 1].count += 1
        }
        let isPlain = runs.allSatisfy { $0.style.isEmpty }
        let styles = isPlain ? "" : runs.map { "\($0.count):\($0.style)" }.joined(separator: "|")
        return Row(text: String(text), runs: styles, isWrapped: isWrapped)
    }

    private static func words(of style: Style, _ table: CellTable) -> String {
        var words: [String] = []
        if style.foreground != .standard { words.append("f\(style.foreground.packed)") }
        if style.background != .standard { words.append("b\(style.background.packed)") }
        if style.underlineColor != .standard { words.append("u\(style.underlineColor.packed)") }
        if style.underline != .none { words.append("s\(style.underline.rawValue)") }
        if !style.attributes.isEmpty { words.append("a\(style.attributes.rawValue)") }
        if let link = table.link(of: style) {
            words.append(
                "l\(String(decoding: link.address, as: UTF8.self)) \(String(decoding: link.name, as: UTF8.self))")
        }
        return words.joined(separator: ",")
    }

    /// As JSON.
    var json: JSONValue {
        .object([
            ("numbers", .list(numbers.map(JSONValue.number))), ("title", .text(title)),
            ("rows", .list(rows.map { .list([.text($0.text), .text($0.runs), .number($0.isWrapped ? 1 : 0)]) })),
        ])
    }

    /// One text, for digests.
    var whole: String {
        let lines = rows.map { "\($0.isWrapped ? "+" : "-")\($0.text)\n\($0.runs)\n" }
        return numbers.map(String.init).joined(separator: " ") + "\n" + title + "\n" + lines.joined()
    }
}
