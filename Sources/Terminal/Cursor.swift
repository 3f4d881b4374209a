/// Where and how the next character is written: what DECSC saves (VT220 manual, chapter 4; xterm ctlseqs, `ESC 7`).
struct Cursor: Equatable, Sendable {
    var row = 0
    var column = 0
    /// The last column was written and the next character wraps first ("last column flag", DEC STD 070).
    var isPending = false
    var pen = Style()
    var charsets = CharsetChoice()
    /// DECOM: rows count from the top margin.
    var isOrigin = false

    /// Moved into a screen of `size`.
    func clamped(to size: TerminalSize) -> Cursor {
        var cursor = self
        cursor.row = min(row, size.rows - 1)
        cursor.column = min(column, size.columns - 1)
        cursor.isPending = isPending && column == size.columns - 1
        return cursor
    }
}
