/// The lines of the main screen while they are broken anew for another size.
struct Reflow {
    private struct Line {
        var cells: [Cell]
        /// Whether it goes on below: only the last one can.
        var isOpen: Bool
    }

    private var lines: [Line] = []
    private var cursor: Cursor
    /// The line that the cursor is in, and which of its cells it is before.
    private var cursorLine = 0
    private var cursorOffset = 0
    /// Whether empty rows were left below all text and the cursor.
    private let hasRoomBelow: Bool

    /// Joins the rows of `grid` to lines, up to the last with text or the cursor.
    init(_ grid: Grid, cursor: Cursor) {
        self.cursor = cursor
        let cursorRow = min(cursor.row, grid.rows.count - 1)
        let lastText = grid.rows.lastIndex { !$0.isBlank || $0.isWrapped } ?? 0
        let last = max(lastText, cursorRow)
        hasRoomBelow = last < grid.rows.count - 1
        var isOpen = false
        for index in 0...last {
            let row = grid.rows[index]
            if !isOpen { lines.append(Line(cells: [], isOpen: false)) }
            if index == cursorRow {
                cursorLine = lines.count - 1
                cursorOffset = lines[cursorLine].cells.count + cursor.column + (cursor.isPending ? 1 : 0)
            }
            lines[lines.count - 1].cells += row.cells[..<(row.isWrapped ? row.contentCount : row.trimmedCount)]
            isOpen = row.isWrapped
        }
        lines[lines.count - 1].isOpen = isOpen
    }

    /// The screen at `size`, and the cursor on it.
    mutating func make(
        _ size: TerminalSize, scrollback: inout Scrollback, table: inout CellTable
    ) -> (Grid, Cursor) {
        if scrollback.isLastOpen, let line = scrollback.popLast() { join(line.cells(into: &table)) }
        var (rows, place) = wrapped(to: size.columns)
        if !hasRoomBelow {
            let above = Reflow.takeBack(size.rows - rows.count, size.columns, &scrollback, &table)
            rows.insert(contentsOf: above, at: 0)
            place.row += above.count
        }
        let excess = min(max(rows.count - size.rows, 0), place.row)
        for row in rows[..<excess] { scrollback.push(row, of: table) }
        var shown = Array(rows[excess...].prefix(size.rows))
        if shown.count < rows.count - excess { shown[shown.count - 1].isWrapped = false }
        let missing = size.rows - shown.count
        shown.append(contentsOf: repeatElement(Row(columns: size.columns), count: missing))
        return (Grid(rows: shown, columns: size.columns), placed(place.row - excess, place.column, size))
    }

    /// Puts what the first line began with before it.
    private mutating func join(_ cells: [Cell]) {
        lines[0].cells = cells + lines[0].cells
        if cursorLine == 0 { cursorOffset += cells.count }
    }

    /// Takes whole lines from the end of the scrollback until they make `count` rows, or more.
    private static func takeBack(
        _ count: Int, _ columns: Int, _ scrollback: inout Scrollback, _ table: inout CellTable
    ) -> [Row] {
        var pieces: [[Row]] = []
        var missing = count
        while missing > 0, let line = scrollback.popLast() {
            var wrapper = LineWrapper(columns: columns)
            wrapper.add(line.cells(into: &table), isOpen: line.isOpen)
            pieces.append(wrapper.rows)
            missing -= wrapper.rows.count
        }
        return pieces.reversed().flatMap { $0 }
    }

    private func wrapped(to columns: Int) -> (rows: [Row], cursor: (row: Int, column: Int)) {
        var wrapper = LineWrapper(columns: columns)
        var place = (row: 0, column: 0)
        for (index, line) in lines.enumerated() {
            if index == cursorLine {
                let (row, column) = wrapper.place(of: cursorOffset, in: line.cells)
                place = (wrapper.rows.count + row, column)
            }
            wrapper.add(line.cells, isOpen: line.isOpen)
        }
        return (wrapper.rows, place)
    }

    /// The cursor at its new place; past the last column it waits there to wrap.
    private func placed(_ row: Int, _ column: Int, _ size: TerminalSize) -> Cursor {
        var moved = cursor
        moved.row = min(row, size.rows - 1)
        moved.column = min(column, size.columns - 1)
        moved.isPending = column >= size.columns
        return moved
    }
}
