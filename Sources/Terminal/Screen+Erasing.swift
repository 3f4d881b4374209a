/// Erasing leaves the pen's background (xterm's `bce`).
extension Screen {
    /// EL.
    mutating func eraseInLine(_ extent: EraseExtent) {
        cursor.isPending = false
        grid.rows[cursor.row].erase(columns(extent), with: blank())
        work += size.columns / 8
    }

    /// ED.
    mutating func eraseInDisplay(_ extent: EraseExtent) {
        cursor.isPending = false
        let blank = blank()
        switch extent {
        case .toEnd:
            grid.rows[cursor.row].erase(columns(.toEnd), with: blank)
            grid.erase(cursor.row + 1..<size.rows, with: blank)
        case .toStart:
            grid.erase(0..<cursor.row, with: blank)
            grid.rows[cursor.row].erase(columns(.toStart), with: blank)
        case .all: grid.erase(0..<size.rows, with: blank)
        }
        work += size.rows * size.columns / 8
    }

    /// ECH (ECMA-48 §8.3.38).
    mutating func eraseCharacters(_ count: Int) {
        cursor.isPending = false
        let end = min(cursor.column + count, size.columns)
        grid.rows[cursor.row].erase(cursor.column..<end, with: blank())
        work += size.columns / 8
    }

    /// ICH (ECMA-48 §8.3.64).
    mutating func insertCharacters(_ count: Int) {
        cursor.isPending = false
        grid.rows[cursor.row].insert(count, at: cursor.column, with: blank())
        work += size.columns / 8
    }

    /// DCH (ECMA-48 §8.3.26).
    mutating func deleteCharacters(_ count: Int) {
        cursor.isPending = false
        grid.rows[cursor.row].delete(count, at: cursor.column, with: blank())
        work += size.columns / 8
    }

    /// DECALN (VT100 manual): E everywhere, margins off, cursor home.
    mutating func alignmentPattern() {
        region = 0..<size.rows
        let pattern = Cell.scalar(0x45, isWide: false, style: 0)
        grid.erase(0..<size.rows, with: pattern)
        cursor.isOrigin = false
        moveTo(row: 0, column: 0)
        work += size.rows * size.columns / 8
    }

    private func columns(_ extent: EraseExtent) -> Range<Int> {
        switch extent {
        case .toEnd: cursor.column..<size.columns
        case .toStart: 0..<cursor.column + 1
        case .all: 0..<size.columns
        }
    }
}
