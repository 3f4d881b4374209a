/// Lines that left the top of the main screen, newest last, bounded in lines and in bytes.
public struct Scrollback: Sendable {
    /// Its bounds.
    public let limits: ScrollbackLimits
    /// The id that the next line will have.
    public private(set) var nextID = 0
    /// Bytes of memory that the lines take.
    public private(set) var byteCount = 0

    /// Lines; those before `first` are gone, and dropped many at a time.
    private var lines: [StoredLine] = []
    private var first = 0

    init(limits: ScrollbackLimits) { self.limits = limits }

    /// Lines that are kept.
    public var count: Int { lines.count - first }

    /// The id of the oldest line that is kept, or `nextID`.
    public var oldestID: Int { count > 0 ? lines[first].id : nextID }

    /// At most `count` lines in order, from the first whose id is at least `id`.
    public func lines(from id: Int, count: Int) -> ArraySlice<StoredLine> {
        var (low, high) = (first, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return lines[low..<low + min(max(count, 0), lines.count - low)]
    }

    /// Takes a row that leaves the screen; it goes on the last line when that is open.
    mutating func push(_ row: Row, of table: CellTable) {
        let isMore = (last?.isOpen ?? false) && lines[lines.count - 1].cellCount < TerminalLimits.lineCellLimit
        if !isMore {
            lines.append(StoredLine(id: nextID))
            nextID += 1
        } else {
            byteCount -= lines[lines.count - 1].cost
        }
        let count = row.isWrapped ? row.contentCount : row.trimmedCount
        lines[lines.count - 1].append(row.cells, count: count, of: table)
        lines[lines.count - 1].isOpen = row.isWrapped
        byteCount += lines[lines.count - 1].cost
        dropOldest()
    }

    /// Whether the last line goes on at the top of the screen.
    var isLastOpen: Bool { last?.isOpen ?? false }

    /// Takes the last line back, for the screen.
    mutating func popLast() -> StoredLine? {
        guard count > 0, let line = lines.popLast() else { return nil }
        byteCount -= line.cost
        return line
    }

    /// Forgets all lines (xterm ctlseqs, ED 3). Ids go on.
    mutating func clear() {
        lines = []
        first = 0
        byteCount = 0
    }

    private var last: StoredLine? { count > 0 ? lines[lines.count - 1] : nil }

    private mutating func dropOldest() {
        while count > limits.lines || byteCount > limits.bytes && count > 0 {
            byteCount -= lines[first].cost
            lines[first] = StoredLine(id: lines[first].id)
            first += 1
        }
        if first > 1024 && first > lines.count / 2 {
            lines.removeFirst(first)
            first = 0
        }
    }
}
