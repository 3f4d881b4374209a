/// Lines up and down.
extension Screen {
    /// IND (ECMA-48 first edition): down a row; at the bottom margin the region scrolls.
    mutating func lineFeed() {
        cursor.isPending = false
        if cursor.row == region.upperBound - 1 {
            scrollUp(1)
        } else if cursor.row < size.rows - 1 {
            cursor.row += 1
        }
    }

    /// RI (ECMA-48 §8.3.104): up a row; at the top margin the region scrolls.
    mutating func reverseLineFeed() {
        cursor.isPending = false
        if cursor.row == region.lowerBound {
            scrollDown(1)
        } else if cursor.row > 0 {
            cursor.row -= 1
        }
    }

    /// SU (ECMA-48 §8.3.147). What leaves the top of the main screen goes to the scrollback.
    mutating func scrollUp(_ count: Int) {
        let count = min(count, region.count)
        if region.lowerBound == 0 && !modes.contains(.alternate) {
            for row in 0..<count { scrollback.push(grid.rows[row], of: table) }
        }
        grid.scrollUp(region, by: count, with: blank())
        work += count * (size.columns + size.rows) / 8
    }

    /// SD (ECMA-48 §8.3.113).
    mutating func scrollDown(_ count: Int) {
        let count = min(count, region.count)
        grid.scrollDown(region, by: count, with: blank())
        work += count * (size.columns + size.rows) / 8
    }

    /// IL (ECMA-48 §8.3.67): only between the margins.
    mutating func insertLines(_ count: Int) {
        guard let count = beginLines(count) else { return }
        grid.scrollDown(cursor.row..<region.upperBound, by: count, with: blank())
    }

    /// DL (ECMA-48 §8.3.32): only between the margins.
    mutating func deleteLines(_ count: Int) {
        guard let count = beginLines(count) else { return }
        grid.scrollUp(cursor.row..<region.upperBound, by: count, with: blank())
    }

    /// Returns to the first column (DEC STD 070); nil outside the margins.
    private mutating func beginLines(_ count: Int) -> Int? {
        guard region.contains(cursor.row) else { return nil }
        cursor.column = 0
        cursor.isPending = false
        let count = min(count, region.upperBound - cursor.row)
        work += count * (size.columns + size.rows) / 8
        return count
    }

    /// DECSTBM (VT220 manual, chapter 4): margins from 1, at least two rows apart; the cursor goes home. Others are no margins.
    mutating func setMargins(top: Int, bottom: Int) {
        let bottom = min(bottom, size.rows)
        guard top >= 1, top < bottom else { return }
        region = top - 1..<bottom
        moveTo(row: 0, column: 0)
    }
}
