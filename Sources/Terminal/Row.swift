/// One row of a screen. Whatever changes it keeps wide characters whole: who overwrites one half empties the other.
public struct Row: Equatable, Sendable {
    /// As many as the screen has columns.
    public private(set) var cells: [Cell]
    /// Whether the text went on in the next row because this one was full.
    public internal(set) var isWrapped = false

    /// An empty row.
    init(columns: Int, blank: Cell = .blank) { cells = Array(repeating: blank, count: columns) }

    /// A row of `cells`, cut or filled to `columns`.
    init(_ cells: ArraySlice<Cell>, columns: Int, isWrapped: Bool = false) {
        self.cells = Array(cells.prefix(columns))
        if let last = self.cells.popLast() { self.cells.append(last.isLead ? .empty(style: last.style) : last) }
        self.cells.append(contentsOf: repeatElement(.blank, count: columns - self.cells.count))
        self.isWrapped = isWrapped
    }

    /// Whether nothing is to be seen: no text, no colour.
    var isBlank: Bool { cells.allSatisfy { $0 == .blank } }

    /// Cells up to the last that is not blank.
    var trimmedCount: Int { (cells.lastIndex { $0 != .blank } ?? -1) + 1 }

    /// Cells of a wrapped row: all but those left empty at the end because a wide character did not fit.
    var contentCount: Int { (cells.lastIndex { !$0.isEmpty } ?? -1) + 1 }

    /// Makes `column` a border that no wide character crosses.
    mutating func split(at column: Int) {
        guard column > 0, column < cells.count, cells[column].isTail else { return }
        cells[column - 1] = .empty(style: cells[column - 1].style)
        cells[column] = .empty(style: cells[column].style)
    }

    /// Writes printable ASCII; there is room for it.
    mutating func write(_ text: Span<UInt8>, at column: Int, style: UInt32) {
        let end = column + text.count
        split(at: column)
        split(at: end)
        var target = cells.mutableSpan
        for index in 0..<text.count {
            target[column + index] = .scalar(UInt32(text[index]), isWide: false, style: style)
        }
        if end == cells.count { isWrapped = false }
    }

    /// Writes one cell, and its tail when it is a lead; there is room for both.
    mutating func write(_ cell: Cell, at column: Int) {
        let end = column + (cell.isLead ? 2 : 1)
        split(at: column)
        split(at: end)
        cells[column] = cell
        if cell.isLead { cells[column + 1] = .tail(style: cell.style) }
        if end == cells.count { isWrapped = false }
    }

    /// Writes a run of cells that holds no half of a wide character, as far as there is room.
    mutating func write(_ run: [Cell], at column: Int) {
        var count = min(run.count, cells.count - column)
        guard count > 0 else { return }
        if run[count - 1].isLead { count -= 1 }
        split(at: column)
        split(at: column + count)
        for index in 0..<count { cells[column + index] = run[index] }
    }

    /// Puts the mark's cell in place of the one whose base it is; the width stays.
    mutating func replace(at column: Int, with cell: Cell) { cells[column] = cell }

    /// Empties `range`.
    mutating func erase(_ range: Range<Int>, with blank: Cell) {
        guard !range.isEmpty else { return }
        split(at: range.lowerBound)
        split(at: range.upperBound)
        fill(range, with: blank)
        if range.upperBound == cells.count { isWrapped = false }
    }

    private mutating func fill(_ range: Range<Int>, with blank: Cell) {
        var target = cells.mutableSpan
        for column in range { target[column] = blank }
    }

    /// Moves what is at and after `column` to the right by `count`; what leaves the row is lost.
    mutating func insert(_ count: Int, at column: Int, with blank: Cell) {
        let count = min(count, cells.count - column)
        split(at: column)
        split(at: cells.count - count)
        for target in stride(from: cells.count - 1, through: column + count, by: -1) {
            cells[target] = cells[target - count]
        }
        fill(column..<column + count, with: blank)
        isWrapped = false
    }

    /// Removes `count` cells at `column`; what is after them moves to the left.
    mutating func delete(_ count: Int, at column: Int, with blank: Cell) {
        let count = min(count, cells.count - column)
        split(at: column)
        split(at: column + count)
        for target in column..<cells.count - count { cells[target] = cells[target + count] }
        fill(cells.count - count..<cells.count, with: blank)
        isWrapped = false
    }

    /// Empties the whole row, in the memory it has.
    mutating func reset(with blank: Cell) {
        fill(0..<cells.count, with: blank)
        isWrapped = false
    }

    /// Turns every cell into another of the same width.
    mutating func translate(_ change: (Cell) -> Cell) {
        for column in cells.indices { cells[column] = change(cells[column]) }
    }
}
