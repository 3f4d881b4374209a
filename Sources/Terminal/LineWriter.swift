/// Codes lines of the scrollback, one after another, as many as fit (protocol/terminal/README.md).
struct LineWriter {
    private let byteLimit: Int
    private var table = CellTable()
    private var tableWriter = TableWriter()
    private var writer = DifferenceWriter()
    private var style: UInt32 = 0
    private var nextID: Int
    private var lineCount = 0
    private var cellCount = 0

    /// Nothing yet; the first line may be that of `id`.
    init(from id: Int, byteLimit: Int) {
        nextID = id
        self.byteLimit = byteLimit
    }

    /// Whether there is a table, the table, the lines.
    var bytes: [UInt8] {
        var whole = DifferenceWriter()
        whole.byte(tableWriter.isEmpty ? 0 : 1)
        if !tableWriter.isEmpty { tableWriter.write(to: &whole) }
        whole.append(writer.bytes)
        return whole.bytes
    }

    /// Adds a line whose id is larger than those before; false, and the end, when it does not fit. Of a line that by itself does not
    /// fit, as many cells as do.
    mutating func add(_ line: StoredLine) -> Bool {
        guard lineCount < TerminalLimits.lineCountLimit, line.id <= TerminalLimits.lineIDLimit,
            cellCount + line.cellCount <= TerminalLimits.lineBatchCellLimit,
            table.links.count + line.links.count <= TerminalLimits.linkLimit
        else { return false }
        if line.isPlain && putText(of: line) { return true }
        if put(line.cells(into: &table), line) { return true }
        return lineCount == 0 && putBeginning(of: line)
    }

    /// Puts half of the cells, a quarter, and so on until they fit.
    private mutating func putBeginning(of line: StoredLine) -> Bool {
        var own = CellTable()
        let cells = line.cells(into: &own)
        var count = cells.count
        while count > 0 {
            count /= 2
            (table, tableWriter) = (CellTable(), TableWriter())
            var translation = CellTranslation(from: own)
            let isSplit = count > 0 && cells[count - 1].isLead
            if put(cells[..<(isSplit ? count - 1 : count)].map { translation($0, into: &table) }, line) { return true }
        }
        return false
    }

    private mutating func putText(of line: StoredLine) -> Bool {
        let start = writer.bytes.count
        putHead(of: line, [], line.text.count)
        writer.append(line.text)
        return isTaken(line, from: start, tableWriter.extent)
    }

    private mutating func put(_ cells: [Cell], _ line: StoredLine) -> Bool {
        let (start, extent) = (writer.bytes.count, tableWriter.extent)
        var operations = RowOperations(style: style)
        operations.add(cells)
        putHead(of: line, .hasOperations, operations.count)
        operations.write(to: &writer)
        tableWriter.grow(to: table)
        guard isTaken(line, from: start, extent) else { return false }
        style = operations.style
        return true
    }

    private mutating func putHead(of line: StoredLine, _ flags: LineFlags, _ count: Int) {
        var flags = flags
        if line.isOpen { flags.insert(.isOpen) }
        if line.id > nextID { flags.insert(.hasGap) }
        writer.varint(count << 3 | flags.rawValue)
        if line.id > nextID { writer.varint(line.id - nextID) }
    }

    /// Keeps the line that was written from `start` on if all fits, or takes it back.
    private mutating func isTaken(_ line: StoredLine, from start: Int, _ extent: TableWriter.Extent) -> Bool {
        guard 1 + (tableWriter.isEmpty ? 0 : tableWriter.byteLimit) + writer.bytes.count <= byteLimit else {
            writer.cut(to: start)
            tableWriter.cut(to: extent)
            return false
        }
        nextID = line.id + 1
        lineCount += 1
        cellCount += line.cellCount
        return true
    }
}

extension StoredLine {
    /// Whether it is printable ASCII without styles.
    fileprivate var isPlain: Bool { runs.isEmpty && text.allSatisfy { $0 < 0x80 } }
}
