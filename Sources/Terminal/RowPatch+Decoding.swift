extension RowPatch {
    /// Reads `count` operations; the style goes on from row to row.
    mutating func decode(
        operations count: Int, style: inout UInt32, _ table: CellTable, _ reader: inout DifferenceReader
    ) throws(ScreenCodingError) {
        var column = 0
        for _ in 0..<count {
            let (kind, value) = try reader.operation()
            switch kind {
            case .skip:
                guard value > 0, value <= TerminalLimits.columnLimit - column else { throw .outOfRange }
                column += value
            case .style:
                guard value < table.styles.count else { throw .outOfRange }
                style = UInt32(value)
            case .narrow, .wide, .empty, .repeated, .narrowCluster, .wideCluster:
                let cells = try RowPatch.cells(
                    kind, value, style, table, limit: TerminalLimits.columnLimit - column, &reader)
                append(cells, at: column)
                column += cells.count
            }
        }
    }

    private mutating func append(_ cells: [Cell], at column: Int) {
        if let last = stretches.last, last.column + last.cells.count == column {
            stretches[stretches.count - 1].cells += cells
        } else {
            stretches.append(Stretch(column: column, cells: cells))
        }
    }

    /// The cells of one operation, at least 1 and at most `limit`.
    static func cells(
        _ kind: RowOperation, _ value: Int, _ style: UInt32, _ table: CellTable, limit: Int,
        _ reader: inout DifferenceReader
    ) throws(ScreenCodingError) -> [Cell] {
        let isWide = kind == .wide || kind == .wideCluster
        if kind == .narrowCluster || kind == .wideCluster {
            guard value < table.clusters.count, limit >= (isWide ? 2 : 1) else { throw .outOfRange }
            guard CharacterWidth.columns(of: table.clusters[value][0]) == (isWide ? 2 : 1) else { throw .wrongWidth }
            let cell = Cell.cluster(value, isWide: isWide, style: style)
            return isWide ? [cell, .tail(style: style)] : [cell]
        }
        guard value > 0, value * (isWide ? 2 : 1) <= limit else { throw .outOfRange }
        if kind == .empty { return Array(repeating: .empty(style: style), count: value) }
        if kind == .repeated {
            let scalar = try reader.scalar(columns: 1)
            return Array(repeating: .scalar(scalar, isWide: false, style: style), count: value)
        }
        var cells: [Cell] = []
        for _ in 0..<value {
            let scalar = try reader.scalar(columns: isWide ? 2 : 1)
            cells.append(.scalar(scalar, isWide: isWide, style: style))
            if isWide { cells.append(.tail(style: style)) }
        }
        return cells
    }
}
