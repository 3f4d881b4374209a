/// What changed in one row.
public struct RowPatch: Equatable, Sendable {
    /// Cells that are new, side by side; no half of a wide character alone.
    public struct Stretch: Equatable, Sendable {
        /// The column of the first.
        public internal(set) var column: Int
        /// The cells, numbered by the difference's table.
        public internal(set) var cells: [Cell]
    }

    /// The row, from 0.
    public internal(set) var row: Int
    /// Whether the row's text goes on in the next row.
    public internal(set) var isWrapped: Bool
    /// In order, some unchanged cells between them.
    public internal(set) var stretches: [Stretch] = []

    /// Unchanged cells that are sent again rather than beginning another stretch: one costs about two bytes.
    private static let gapLimit = 1

    /// What makes `new` of `old`, both in the numbers of one table.
    init(row: Int, from old: Row, to new: Row) {
        self.row = row
        isWrapped = new.isWrapped
        var column = 0
        while let start = (column..<new.cells.count).first(where: { old.cells[$0] != new.cells[$0] }) {
            let end = RowPatch.end(of: start, old, new)
            let first = new.cells[start].isTail ? start - 1 : start
            stretches.append(Stretch(column: first, cells: Array(new.cells[first..<end])))
            column = end
        }
    }

    init(row: Int, isWrapped: Bool) {
        self.row = row
        self.isWrapped = isWrapped
    }

    /// Where the change that begins at `start` ends.
    private static func end(of start: Int, _ old: Row, _ new: Row) -> Int {
        var end = start + 1
        var column = end
        while column < new.cells.count && column - end <= gapLimit {
            if old.cells[column] != new.cells[column] { end = column + 1 }
            column += 1
        }
        return new.cells[end - 1].isLead ? end + 1 : end
    }
}
