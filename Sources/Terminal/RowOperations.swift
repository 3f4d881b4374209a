/// The operations that write one row's stretches.
struct RowOperations {
    private struct Operation {
        var kind: RowOperation
        var value: Int
        var scalars: [UInt32] = []
    }

    private var operations: [Operation] = []
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
                operations.append(Operation(kind: .skip, value: stretch.column - column))
            }
            add(stretch.cells)
            column = stretch.column + stretch.cells.count
        }
    }

    func write(to writer: inout DifferenceWriter) {
        for operation in operations {
            writer.varint(operation.value << 3 | operation.kind.rawValue)
            for scalar in operation.scalars { writer.scalar(scalar) }
        }
    }

    /// Goes on with `cells`.
    mutating func add(_ cells: [Cell]) {
        var index = 0
        while index < cells.count {
            let cell = cells[index]
            if cell.style != style {
                operations.append(Operation(kind: .style, value: Int(cell.style)))
                style = cell.style
            }
            let same = cells[index...].prefix { $0 == cell }.count
            index += add(cell, same)
        }
    }

    /// Writes `cell`, which is there `same` times; returns how many cells were written.
    private mutating func add(_ cell: Cell, _ same: Int) -> Int {
        if cell.isTail { return 1 }
        if cell.isCluster {
            operations.append(Operation(kind: cell.isLead ? .wideCluster : .narrowCluster, value: Int(cell.content)))
            return 1
        }
        if cell.isEmpty {
            operations.append(Operation(kind: .empty, value: same))
            return same
        }
        if same >= RowOperations.repeatLimit {
            operations.append(Operation(kind: .repeated, value: same, scalars: [cell.content]))
            return same
        }
        append(cell.content, cell.isLead ? .wide : .narrow)
        return 1
    }

    /// One more scalar of the operation that is being written, or the first of another.
    private mutating func append(_ scalar: UInt32, _ kind: RowOperation) {
        if operations.last?.kind != kind { operations.append(Operation(kind: kind, value: 0)) }
        operations[operations.count - 1].value += 1
        operations[operations.count - 1].scalars.append(scalar)
    }
}
