/// A line that left the screen: text up to a line break, however many rows it took. It is kept as UTF-8 with styles by value, so that
/// it depends on no table, and takes about a tenth of its cells. Rows of any width are made of it.
public struct StoredLine: Equatable, Sendable {
    /// A stretch of cells of one style.
    public struct Run: Equatable, Sendable {
        /// Cells, at least 1.
        public internal(set) var count: Int
        /// Their style; its link is an index in the line's `links` plus one.
        public let style: Style
    }

    /// Grows from line to line and is never used again; gaps are where lines went back to the screen.
    public let id: Int
    /// The text in UTF-8. Each scalar that is not of width zero begins a cell, or two.
    public private(set) var text: [UInt8] = []
    /// The styles of the cells; empty when all are plain.
    public private(set) var runs: [Run] = []
    /// The links of the styles.
    public private(set) var links: [Link] = []
    /// Columns that the text takes in one row without end.
    public private(set) var cellCount = 0
    /// Whether the line goes on, in the next line here or on the screen. An open last line still grows.
    public internal(set) var isOpen = false

    init(id: Int) { self.id = id }

    /// Bytes of memory, near enough.
    var cost: Int {
        let heap = [text.capacity, runs.capacity * MemoryLayout<Run>.stride].reduce(0) { $0 + ($1 > 0 ? $1 + 32 : 0) }
        return MemoryLayout<StoredLine>.stride + heap
            + links.reduce(0) { $0 + $1.address.count + $1.name.count + 80 }
    }

    /// Puts the first `count` cells of a row of `table`'s at the end.
    mutating func append(_ cells: [Cell], count: Int, of table: CellTable) {
        guard count > 0 else { return }
        if text.isEmpty { text.reserveCapacity(count) }
        let isPlain = appendASCII(cells, count)
        if !isPlain { appendCells(cells[..<count], table) }
        cellCount += count
    }

    /// Takes plain ASCII as it is; false when there is other text or style.
    private mutating func appendASCII(_ cells: [Cell], _ count: Int) -> Bool {
        guard runs.isEmpty else { return false }
        for index in 0..<count where cells[index].bits >= 0x80 { return false }
        for index in 0..<count { text.append(max(UInt8(truncatingIfNeeded: cells[index].bits), 0x20)) }
        return true
    }

    private mutating func appendCells(_ cells: ArraySlice<Cell>, _ table: CellTable) {
        if runs.isEmpty && cellCount > 0 { runs.append(Run(count: cellCount, style: Style())) }
        var number: UInt32?
        for cell in cells {
            if cell.style != number {
                begin(table.style(of: cell), table)
                number = cell.style
            }
            runs[runs.count - 1].count += 1
            appendText(of: cell, table)
        }
        if runs.count == 1 && runs[0].style == Style() { runs = [] }
    }

    private mutating func appendText(of cell: Cell, _ table: CellTable) {
        if cell.isTail { return }
        if cell.isEmpty { return text.append(0x20) }
        guard cell.isCluster else { return text.append(utf8: cell.content) }
        for scalar in table.scalars(of: cell) { text.append(utf8: scalar) }
    }

    /// The number of `link` in `links`, or 0 when there are too many others.
    private mutating func number(of link: Link) -> UInt16 {
        if let index = links.firstIndex(of: link) { return UInt16(index + 1) }
        guard links.count < TerminalLimits.lineLinkLimit else { return 0 }
        links.append(link)
        return UInt16(links.count)
    }

    private mutating func begin(_ style: Style, _ table: CellTable) {
        var style = style
        if let link = table.link(of: style) { style.link = number(of: link) }
        if runs.last?.style != style { runs.append(Run(count: 0, style: style)) }
    }
}
