extension ScreenDifference {
    /// The difference that `encoded` wrote. Everything is compared with a limit before it is allocated: a message takes at most one screen
    /// of memory and a small multiple of its own.
    public init(decoding bytes: [UInt8]) throws(ScreenCodingError) {
        var reader = DifferenceReader(bytes)
        let fields = DifferenceFields(rawValue: try reader.byte())
        if fields.contains(.size) { size = try ScreenDifference.size(&reader) }
        if fields.contains(.scroll) { scroll = try ScreenDifference.scroll(&reader) }
        if fields.contains(.cursor) { cursor = try ScreenDifference.cursor(&reader) }
        if fields.contains(.modes) { try decodeModes(&reader) }
        if fields.contains(.title) { title = try ScreenDifference.title(&reader) }
        if fields.contains(.newLines) { newLines = try ScreenDifference.newLines(&reader) }
        if fields.contains(.table) { table = try CellTable(&reader) }
        if fields.contains(.rows) { try decodeRows(&reader) }
        guard reader.remaining == 0 else { throw .trailingBytes }
    }

    private static func size(_ reader: inout DifferenceReader) throws(ScreenCodingError) -> TerminalSize {
        let rows = try reader.varint(TerminalLimits.rowLimit)
        let columns = try reader.varint(TerminalLimits.columnLimit)
        guard rows > 0 && columns > 0 else { throw .outOfRange }
        return TerminalSize(rows: rows, columns: columns)
    }

    private static func scroll(_ reader: inout DifferenceReader) throws(ScreenCodingError) -> ScrollMove {
        let start = try reader.varint(TerminalLimits.rowLimit)
        let count = try reader.varint(TerminalLimits.rowLimit - start)
        let rows = try reader.signed()
        guard abs(rows.clamped(to: -TerminalLimits.rowLimit - 1...TerminalLimits.rowLimit + 1)) <= count else {
            throw .outOfRange
        }
        return ScrollMove(region: start..<start + count, count: rows)
    }

    private static func cursor(
        _ reader: inout DifferenceReader
    ) throws(ScreenCodingError) -> ScreenState.CursorState {
        let row = try reader.varint(TerminalLimits.rowLimit - 1)
        let packed = try reader.varint(TerminalLimits.columnLimit << 3 - 1)
        guard let shape = CursorShape(rawValue: UInt8(packed & 7)) else { throw .outOfRange }
        return ScreenState.CursorState(row: row, column: packed >> 3, shape: shape)
    }

    private mutating func decodeModes(_ reader: inout DifferenceReader) throws(ScreenCodingError) {
        let packed = try reader.varint((Int(UInt16.max) + 1) << 3 | 7)
        if packed >> 3 > 0 { modes = Modes(rawValue: UInt16(packed >> 3 - 1)) }
        guard packed & 7 > 0 else { return }
        guard let tracking = MouseTracking(rawValue: UInt8(packed & 7 - 1)) else { throw .outOfRange }
        mouse = tracking
    }

    private static func title(_ reader: inout DifferenceReader) throws(ScreenCodingError) -> String {
        let text = try reader.text(TerminalLimits.titleByteLimit)
        guard let title = String(validating: text, as: UTF8.self),
            title.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
        else { throw .invalidText }
        return title
    }

    private static func newLines(_ reader: inout DifferenceReader) throws(ScreenCodingError) -> Int {
        let count = try reader.signed()
        guard (-TerminalLimits.lineIDLimit...TerminalLimits.lineIDLimit).contains(count) else { throw .outOfRange }
        return count
    }

    private mutating func decodeRows(_ reader: inout DifferenceReader) throws(ScreenCodingError) {
        let count = try reader.varint(TerminalLimits.rowLimit)
        var next = 0
        var style: UInt32 = 0
        for _ in 0..<count {
            guard next < TerminalLimits.rowLimit else { throw .outOfRange }
            let row = next + (try reader.varint(TerminalLimits.rowLimit - 1 - next))
            let header = try reader.varint(reader.remaining << 1 | 1)
            var patch = RowPatch(row: row, isWrapped: header & 1 == 1)
            try patch.decode(operations: header >> 1, style: &style, table, &reader)
            rows.append(patch)
            next = row + 1
        }
    }
}

extension Comparable {
    /// The nearest value in `range`.
    fileprivate func clamped(to range: ClosedRange<Self>) -> Self {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
