import Terminal

/// A place on a screen that stays the same while lines scroll off its top.
struct EchoPoint: Equatable {
    /// Counts the lines of a screen, those that left it included.
    let line: Int
    let column: Int
}

extension ScreenState {
    /// Where the next character would stand.
    var point: EchoPoint { EchoPoint(line: nextLineID + cursor.row, column: cursor.column) }

    /// The characters in `count` columns from a place on, over the ends of rows; nil where it is no place of this screen any more.
    func text(from point: EchoPoint, columns count: Int) -> [Unicode.Scalar]? {
        var (row, column, rest) = (point.line - nextLineID, point.column, count)
        guard grid.rows.indices.contains(row), (0...grid.columns).contains(column) else { return nil }
        var text: [Unicode.Scalar] = []
        while rest > 0, grid.rows.indices.contains(row) {
            let cells = grid.rows[row].cells.dropFirst(column).prefix(rest)
            for cell in cells where !cell.isTail {
                let scalars = table.scalars(of: cell)
                text += (scalars.isEmpty ? [0x20] : scalars).map { Unicode.Scalar($0) ?? "\u{FFFD}" }
            }
            rest -= cells.count
            (row, column) = (row + 1, 0)
        }
        return text
    }

    /// The characters in as many columns as there are before the cursor, at most `count`, over the ends of rows.
    func textBeforeCursor(columns count: Int) -> [Unicode.Scalar] {
        let position = min(cursor.row * grid.columns + cursor.column, Int(Int32.max))
        let columns = min(count, position)
        let start = position - columns
        let from = EchoPoint(line: nextLineID + start / grid.columns, column: start % grid.columns)
        return text(from: from, columns: columns) ?? []
    }
}
