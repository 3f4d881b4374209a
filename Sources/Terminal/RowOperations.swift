/// The operations that write one row's stretches.
struct RowOperations {
    private struct Operation {
        var kind: RowOperation
        var value: Int
        /// Of the `scalars` those from here on, up to the next operation's.
        var firstScalar: Int
    }

    private var operations: [Operation] = []
    private var scalars: [UInt32] = []
    private var column = 0
    /// The style at the end.
    private(set) var style: UInt32

    /// Equal cells from which on they are better repeated than written.
    private static let repeatLimit = 4

    init(style: UInt32) { self.style = style }

    var count: Int { operations.count }

    mutating func add(_ patch: RowPatch) {
        for stretch in patch.stretches {
            if stretch.column > column {
                begin(.skip, stretch.column - column)
            }
            add(stretch.cells)
            column = stretch.column + stretch.cells.count
        }
    }

    func write(to writer: inout DifferenceWriter) {
        for index in operations.indices {
            let (operation, isLast) = (operations[index], index == operations.count - 1)
            writer.varint(operation.value << 3 | operation.kind.rawValue)
            let end = isLast ? scalars.count : operations[index + 1].firstScalar
            for scalar in scalars[operation.firstScalar..<end] { writer.scalar(scalar) }
        }
    }

    /// Goes on with `cells`.
    mutating func add(_ cells: [Cell]) {
        var index = 0
        while index < cells.count {
            let cell = cells[index]
            if cell.style != style {
                begin(.style, Int(cell.style))
                style = cell.style
            }
            var end = index + 1
            while end < cells.count && cells[end] == cell { end += 1 }
            index += add(cell, end - index)
        }
    }

    private mutating func begin(_ kind: RowOperation, _ value: Int) {
        operations.append(Operation(kind: kind, value: value, firstScalar: scalars.count))
    }

    /// Writes `cell`, which is there `same` times; returns how many cells were written.
    private mutating func add(_ cell: Cell, _ same: Int) -> Int {
        if cell.isTail { return 1 }
        if cell.isCluster {
            begin(cell.isLead ? .wideCluster : .narrowCluster, Int(cell.content))
            return 1
        }
        if cell.isEmpty {
            begin(.empty, same)
            return same
        }
        if same >= RowOperations.repeatLimit {
            begin(.repeated, same)
            scalars.append(cell.content)
            return same
        }
        append(cell.content, cell.isLead ? .wide : .narrow)
        return 1
    }

    /// One more scalar of the operation that is being written, or the first of another.
    private mutating func append(_ scalar: UInt32, _ kind: RowOperation) {
        if operations.last?.kind != kind { begin(kind, 0) }
        operations[operations.count - 1].value += 1
        scalars.append(scalar)
    }
}
