extension StoredLine {
    /// The line's cells in terms of `table`.
    func cells(into table: inout CellTable) -> [Cell] {
        var cells: [Cell] = []
        cells.reserveCapacity(cellCount)
        var styles = StyleCursor(self)
        var decoder = UTF8Decoder()
        var cluster: [UInt32] = []
        for byte in text {
            let step = byte < 0x80 ? .scalar(UInt32(byte)) : decoder.take(byte)
            guard case .scalar(let scalar) = step else { continue }
            if CharacterWidth.columns(of: scalar) > 0 {
                StoredLine.put(cluster, &cells, &styles, &table)
                cluster.removeAll(keepingCapacity: true)
            }
            cluster.append(scalar)
        }
        StoredLine.put(cluster, &cells, &styles, &table)
        return cells
    }

    private static func put(
        _ cluster: [UInt32], _ cells: inout [Cell], _ styles: inout StyleCursor, _ table: inout CellTable
    ) {
        guard let base = cluster.first else { return }
        let style = styles.number(at: cells.count, into: &table)
        let isWide = CharacterWidth.columns(of: base) == 2
        if cluster.count == 1 {
            cells.append(.scalar(base, isWide: isWide, style: style))
        } else {
            cells.append(.cluster(table.number(ofCluster: cluster), isWide: isWide, style: style))
        }
        if isWide { cells.append(.tail(style: style)) }
    }

    /// The line as rows of `columns` cells, for a viewer; `table` takes in what their cells mean.
    public func rows(columns: Int, into table: inout CellTable) -> [Row] {
        var lines = LineWrapper(columns: min(max(columns, 1), TerminalLimits.columnLimit))
        lines.add(cells(into: &table), isOpen: isOpen)
        return lines.rows
    }

    /// The text without its styles.
    public var plainText: String { String(decoding: text, as: UTF8.self) }
}

/// Walks along the styles of a line.
private struct StyleCursor {
    private let line: StoredLine
    private var run = 0
    private var end = 0
    private var number: UInt32 = 0

    init(_ line: StoredLine) {
        self.line = line
        end = line.runs.isEmpty ? .max : 0
    }

    /// The number in `table` of the style of the cell at `index`; cells come in order.
    mutating func number(at index: Int, into table: inout CellTable) -> UInt32 {
        while index >= end && run < line.runs.count {
            var style = line.runs[run].style
            let link = Int(style.link)
            style.link =
                link > 0 && link <= line.links.count
                ? table.number(of: line.links[link - 1], limit: TerminalLimits.linkLimit) : 0
            number = table.number(of: style)
            end += line.runs[run].count
            run += 1
        }
        return number
    }
}
