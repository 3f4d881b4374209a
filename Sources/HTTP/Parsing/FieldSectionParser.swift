/// Reads field lines up to the empty line that ends them (RFC 9112 §5): heads and trailers. Looks at each byte once and
/// can stop after any of them, so that the outcome never depends on how the bytes were split.
struct FieldSectionParser: Sendable {
    private enum State: UInt8 { case lineStart, name, beforeValue, value, lineFeed, lastLineFeed }

    /// Room made at once, so that the fields of an ordinary request cost one allocation.
    private static let usualCount = 16

    private var state = State.lineStart
    private var current = FieldRange()
    private let origin: UInt32
    /// The fields read so far.
    private(set) var ranges: [FieldRange] = []

    /// A section that begins at offset `origin` of the bytes that will be parsed.
    init(origin: Int) { self.origin = UInt32(truncatingIfNeeded: origin) }

    /// Reads on from `position`. True when the section is complete, with `position` behind its last byte.
    mutating func parse(
        _ bytes: Span<UInt8>, at position: inout Int, byteLimit: Int, countLimit: Int
    ) throws(HTTPError) -> Bool {
        let end = min(bytes.count, Int(origin) + byteLimit)
        while position < end {
            switch state {
            case .lineStart: try startLine(bytes[position], at: &position, countLimit)
            case .name: try readName(bytes, &position, end)
            case .beforeValue: skipBlanks(bytes, &position, end)
            case .value: try readValue(bytes, &position, end)
            case .lineFeed:
                try expectLineFeed(bytes[position], &position)
                ranges.append(current)
                state = .lineStart
            case .lastLineFeed:
                try expectLineFeed(bytes[position], &position)
                return true
            }
        }
        guard end == bytes.count else { throw .fieldsTooLong }
        return false
    }

    private mutating func startLine(_ byte: UInt8, at position: inout Int, _ countLimit: Int) throws(HTTPError) {
        if byte == .carriageReturn {
            position += 1
            state = .lastLineFeed
            return
        }
        guard byte != .lineFeed else { throw .malformedLineEnd }
        guard !byte.isBlank else { throw .foldedField }
        guard byte.isToken else { throw .malformedFieldName }
        guard ranges.count < countLimit else { throw .tooManyFields }
        if ranges.isEmpty { ranges.reserveCapacity(FieldSectionParser.usualCount) }
        current.nameStart = UInt32(truncatingIfNeeded: position)
        state = .name
    }

    private mutating func readName(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(HTTPError) {
        while position < end, bytes[position].isToken { position += 1 }
        guard position < end else { return }
        guard bytes[position] == .colon else { throw .malformedFieldName }
        current.nameEnd = UInt32(truncatingIfNeeded: position)
        position += 1
        state = .beforeValue
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        while position < end, bytes[position].isBlank { position += 1 }
        guard position < end else { return }
        current.valueStart = UInt32(truncatingIfNeeded: position)
        state = .value
    }

    private mutating func readValue(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(HTTPError) {
        while position < end, bytes[position].isFieldValue { position += 1 }
        guard position < end else { return }
        guard bytes[position] != .lineFeed else { throw .malformedLineEnd }
        guard bytes[position] == .carriageReturn else { throw .malformedFieldValue }
        var valueEnd = position
        while valueEnd > Int(current.valueStart), bytes[valueEnd - 1].isBlank { valueEnd -= 1 }
        current.valueEnd = UInt32(truncatingIfNeeded: valueEnd)
        position += 1
        state = .lineFeed
    }

    private func expectLineFeed(_ byte: UInt8, _ position: inout Int) throws(HTTPError) {
        guard byte == .lineFeed else { throw .malformedLineEnd }
        position += 1
    }
}
