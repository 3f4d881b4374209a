/// The rows of one screen.
public struct Grid: Equatable, Sendable {
    /// As many as the screen has.
    public internal(set) var rows: [Row]
    /// Cells of each row.
    public private(set) var columns: Int

    /// An empty screen.
    init(_ size: TerminalSize) {
        rows = Array(repeating: Row(columns: size.columns), count: size.rows)
        columns = size.columns
    }

    /// A screen of these rows, each of `columns` cells.
    init(rows: [Row], columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// Rows and columns.
    public var size: TerminalSize { TerminalSize(rows: rows.count, columns: columns) }

    /// Moves the rows of `region` up by `count`; empty ones come in below.
    mutating func scrollUp(_ region: Range<Int>, by count: Int, with blank: Cell) {
        guard !region.isEmpty else { return }
        for _ in 0..<min(count, region.count) {
            var row = rows.remove(at: region.lowerBound)
            row.reset(with: blank)
            rows.insert(row, at: region.upperBound - 1)
        }
        breakLines(at: region)
    }

    /// Moves the rows of `region` down by `count`; empty ones come in above.
    mutating func scrollDown(_ region: Range<Int>, by count: Int, with blank: Cell) {
        guard !region.isEmpty else { return }
        for _ in 0..<min(count, region.count) {
            var row = rows.remove(at: region.upperBound - 1)
            row.reset(with: blank)
            rows.insert(row, at: region.lowerBound)
        }
        breakLines(at: region)
    }

    /// Empties rows.
    mutating func erase(_ range: Range<Int>, with blank: Cell) {
        for row in range { rows[row].reset(with: blank) }
    }

    /// The same screen, cut or filled at the right and at the bottom.
    func cropped(to size: TerminalSize) -> Grid {
        guard size != self.size else { return self }
        var cropped = rows.prefix(size.rows).map { row in
            size.columns == columns ? row : Row(row.cells[...], columns: size.columns)
        }
        cropped.append(
            contentsOf: repeatElement(Row(columns: size.columns), count: size.rows - cropped.count))
        return Grid(rows: cropped, columns: size.columns)
    }

    /// Text does not go on across the borders of a region whose rows moved.
    private mutating func breakLines(at region: Range<Int>) {
        if region.lowerBound > 0 { rows[region.lowerBound - 1].isWrapped = false }
        if region.upperBound < rows.count { rows[region.upperBound - 1].isWrapped = false }
    }
}

extension Grid {
    /// The same cells in the numbers of `target`, so that they compare by their bits. What `target` lacks gets numbers beyond its own.
    func translated(from source: CellTable, to target: CellTable) -> Grid {
        guard !source.agrees(with: target) else { return self }
        var (grid, target) = (self, target)
        var translation = CellTranslation(from: source)
        for row in rows.indices { grid.rows[row].translate { translation($0, into: &target) } }
        return grid
    }
}
