extension StoredLine {
    /// The lines that `Scrollback.encoded(from:count:byteLimit:)` wrote when it was asked from `id` on. Everything is compared with a limit
    /// before it is allocated.
    public static func lines(decoding bytes: [UInt8], from id: Int) throws(ScreenCodingError) -> [StoredLine] {
        var reader = DifferenceReader(bytes)
        let fields = try reader.byte()
        guard fields <= 1 else { throw .outOfRange }
        let table = fields == 1 ? try CellTable(&reader) : CellTable()
        var lines: [StoredLine] = []
        var (nextID, style) = (id, UInt32(0))
        var cellsLeft = TerminalLimits.lineBatchCellLimit
        while reader.remaining > 0 {
            guard lines.count < TerminalLimits.lineCountLimit else { throw .outOfRange }
            let line = try StoredLine(&reader, nextID, style: &style, table, cellLimit: cellsLeft)
            cellsLeft -= line.cellCount
            nextID = line.id + 1
            lines.append(line)
        }
        return lines
    }

    /// Reads one line; the style goes on from line to line.
    private init(
        _ reader: inout DifferenceReader, _ nextID: Int, style: inout UInt32, _ table: CellTable, cellLimit: Int
    ) throws(ScreenCodingError) {
        let head = try reader.varint(reader.remaining << 3 | 7)
        let flags = LineFlags(rawValue: head & 7)
        let gap = flags.contains(.hasGap) ? try reader.varint(TerminalLimits.lineIDLimit) : 0
        guard nextID + gap <= TerminalLimits.lineIDLimit else { throw .outOfRange }
        self.init(id: nextID + gap)
        let limit = min(cellLimit, TerminalLimits.lineCellLimitWithLastRow)
        let cells =
            flags.contains(.hasOperations)
            ? try StoredLine.cells(&reader, operations: head >> 3, style: &style, table, limit: limit)
            : try StoredLine.cells(&reader, ofASCII: head >> 3, limit: limit)
        append(cells, count: cells.count, of: table)
        isOpen = flags.contains(.isOpen)
    }

    private static func cells(
        _ reader: inout DifferenceReader, ofASCII count: Int, limit: Int
    ) throws(ScreenCodingError) -> [Cell] {
        guard count <= limit else { throw .outOfRange }
        var cells: [Cell] = []
        for _ in 0..<count {
            let byte = try reader.byte()
            guard (0x20..<0x7F).contains(byte) else { throw .invalidText }
            cells.append(.scalar(UInt32(byte), isWide: false, style: 0))
        }
        return cells
    }

    private static func cells(
        _ reader: inout DifferenceReader, operations count: Int, style: inout UInt32, _ table: CellTable, limit: Int
    ) throws(ScreenCodingError) -> [Cell] {
        var cells: [Cell] = []
        for _ in 0..<count {
            let (kind, value) = try reader.operation()
            switch kind {
            case .skip: throw .outOfRange
            case .style:
                guard value < table.styles.count else { throw .outOfRange }
                style = UInt32(value)
            case .narrow, .wide, .empty, .repeated, .narrowCluster, .wideCluster:
                cells += try RowPatch.cells(kind, value, style, table, limit: limit - cells.count, &reader)
            }
        }
        return cells
    }
}
