extension ScreenState {
    /// Makes the change. Total: rows and columns that are not there are left out.
    public mutating func apply(_ difference: ScreenDifference) {
        if let size = difference.size { grid = grid.cropped(to: size) }
        difference.scroll?.apply(to: &grid)
        applyRows(difference)
        if let modes = difference.modes { self.modes = modes }
        if let mouse = difference.mouse { self.mouse = mouse }
        if let title = difference.title { self.title = title }
        if let cursor = difference.cursor { self.cursor = cursor }
        cursor.row = min(cursor.row, size.rows - 1)
        cursor.column = min(cursor.column, size.columns - 1)
        nextLineID &+= difference.newLines
    }

    private mutating func applyRows(_ difference: ScreenDifference) {
        var translation = CellTranslation(from: difference.table)
        for patch in difference.rows where grid.rows.indices.contains(patch.row) {
            for stretch in patch.stretches {
                let cells = stretch.cells.map { translation($0, into: &table) }
                grid.rows[patch.row].write(cells, at: stretch.column)
            }
            grid.rows[patch.row].isWrapped = patch.isWrapped
        }
        if table.isLarge { compact() }
    }

    /// Keeps of the table what some cell has.
    private mutating func compact() {
        var fresh = CellTable()
        var translation = CellTranslation(from: table)
        for row in grid.rows.indices { grid.rows[row].translate { translation($0, into: &fresh) } }
        table = fresh
    }
}

extension CellTable {
    /// Whether it is worth a search for what no cell has any more.
    fileprivate var isLarge: Bool {
        max(styles.count, clusters.count) > TerminalLimits.tableSizeBeforeCompaction
            || links.count > 2 * TerminalLimits.linkLimit
    }
}
