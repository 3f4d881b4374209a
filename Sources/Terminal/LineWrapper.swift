/// Breaks lines into rows of one width. A wide character that does not fit begins the next row.
struct LineWrapper {
    let columns: Int
    private(set) var rows: [Row] = []

    init(columns: Int) { self.columns = columns }

    /// The rows of one line; the last is wrapped when the line `isOpen`. An empty line is an empty row.
    mutating func add(_ cells: [Cell], isOpen: Bool) {
        var start = 0
        repeat {
            let (end, next) = row(from: start, in: cells)
            rows.append(Row(cells[start..<end], columns: columns, isWrapped: next < cells.count || isOpen))
            start = next
        } while start < cells.count
    }

    /// Where the cell at `offset` of a line comes to, counted from the line's first row. An offset past the end is in the last row,
    /// and past the last column when that row is full.
    func place(of offset: Int, in cells: [Cell]) -> (row: Int, column: Int) {
        var (start, number) = (0, 0)
        while true {
            let (_, next) = row(from: start, in: cells)
            if offset < next || next >= cells.count { return (number, min(offset - start, columns)) }
            start = next
            number += 1
        }
    }

    /// Where the row that begins at `start` ends, and where the next begins. In one column, `Row` empties a wide character.
    private func row(from start: Int, in cells: [Cell]) -> (end: Int, next: Int) {
        let end = min(start + columns, cells.count)
        guard end > start, cells[end - 1].isLead else { return (end, end) }
        return end - 1 > start ? (end - 1, end - 1) : (end, min(end + 1, cells.count))
    }
}
