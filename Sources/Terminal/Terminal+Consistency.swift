extension Terminal {
    /// What is not as it always must be; nil when all is well. For fuzzing: it looks at every cell.
    package var inconsistency: String? {
        let cursor = screen.cursor
        guard (0..<size.rows).contains(cursor.row), (0..<size.columns).contains(cursor.column) else {
            return "cursor off the screen"
        }
        guard !cursor.isPending || cursor.column == size.columns - 1 else {
            return "pending wrap before the last column"
        }
        guard screen.region.lowerBound >= 0, screen.region.upperBound <= size.rows, !screen.region.isEmpty else {
            return "margins off the screen"
        }
        guard screen.scrollback.count <= screen.scrollback.limits.lines,
            screen.scrollback.byteCount <= screen.scrollback.limits.bytes
        else { return "scrollback beyond its limits" }
        guard screen.table.links.count <= TerminalLimits.linkLimit else { return "too many links" }
        guard screen.table.styles.count <= TerminalLimits.tableSizeBeforeCompaction + 4 * size.rows * size.columns + 8
        else {
            return "too many styles"
        }
        return screen.grid.inconsistency(size, screen.table) ?? screen.hidden.inconsistency(size, screen.table)
    }
}

extension ScreenState {
    /// What is not as it always must be; nil when all is well.
    package var inconsistency: String? { grid.inconsistency(size, table) }
}

extension Grid {
    fileprivate func inconsistency(_ size: TerminalSize, _ table: CellTable) -> String? {
        guard rows.count == size.rows, rows.allSatisfy({ $0.cells.count == size.columns }) else {
            return "rows of another size"
        }
        for row in rows {
            for (column, cell) in row.cells.enumerated() {
                let next = column + 1 < row.cells.count ? row.cells[column + 1] : .blank
                if cell.isLead && (!next.isTail || next.style != cell.style) {
                    return "wide character without its right half"
                }
                if cell.isTail && (column == 0 || !row.cells[column - 1].isLead) {
                    return "wide character without its left half"
                }
                if Int(cell.style) >= table.styles.count { return "style of no table" }
                if cell.isCluster && Int(cell.content) >= table.clusters.count { return "cluster of no table" }
                if !cell.isEmpty && !cell.isTail && table.columns(of: cell) != (cell.isLead ? 2 : 1) {
                    return "character of another width"
                }
            }
        }
        return nil
    }
}

extension CellTable {
    /// Columns of what stands in `cell`.
    fileprivate func columns(of cell: Cell) -> Int {
        scalars(of: cell).first.map { CharacterWidth.columns(of: $0) } ?? 1
    }
}
