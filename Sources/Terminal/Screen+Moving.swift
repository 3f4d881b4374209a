/// The cursor about the screen. Rows and columns count from 0.
extension Screen {
    /// CUP, HVP (ECMA-48 §8.3.21, §8.3.63). With DECOM, rows count from the top margin and end at the bottom one.
    mutating func moveTo(row: Int, column: Int) {
        let rows = cursor.isOrigin ? region : 0..<size.rows
        cursor.row = min(max(rows.lowerBound + row, rows.lowerBound), rows.upperBound - 1)
        moveTo(column: column)
    }

    /// CHA, HPA (ECMA-48 §8.3.9, §8.3.57).
    mutating func moveTo(column: Int) {
        cursor.column = min(max(column, 0), size.columns - 1)
        cursor.isPending = false
    }

    /// VPA (ECMA-48 §8.3.158): the column stays.
    mutating func moveTo(row: Int) { moveTo(row: row, column: cursor.column) }

    /// CUU (ECMA-48 §8.3.22): not past the top margin for who was below it.
    mutating func moveUp(_ count: Int) {
        let top = cursor.row >= region.lowerBound ? region.lowerBound : 0
        cursor.row = max(cursor.row - count, top)
        cursor.isPending = false
    }

    /// CUD (ECMA-48 §8.3.19): not past the bottom margin for who was above it.
    mutating func moveDown(_ count: Int) {
        let bottom = cursor.row < region.upperBound ? region.upperBound : size.rows
        cursor.row = min(cursor.row + count, bottom - 1)
        cursor.isPending = false
    }

    /// CUF, and CUB for a count below zero (ECMA-48 §8.3.20, §8.3.18).
    mutating func moveRight(_ count: Int) { moveTo(column: cursor.column + count) }

    /// CHT (ECMA-48 §8.3.10): `count` stops on.
    mutating func tabForward(_ count: Int) {
        for _ in 0..<min(count, size.columns) { moveTo(column: tabs.next(after: cursor.column)) }
    }

    /// CBT (ECMA-48 §8.3.7): `count` stops back.
    mutating func tabBackward(_ count: Int) {
        for _ in 0..<min(count, size.columns) { moveTo(column: tabs.previous(before: cursor.column)) }
    }

    /// DECSC (VT220 manual, chapter 4): one saved cursor for each screen.
    mutating func saveCursor() { saved = cursor }

    /// DECRC: what was saved; without that, home and plain.
    mutating func restoreCursor() {
        cursor = saved.clamped(to: size)
        penDidChange()
    }
}
