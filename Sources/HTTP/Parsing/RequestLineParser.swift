/// Reads a request line (RFC 9112 §3), after at most two empty lines, which some clients send after a body (§2.2).
struct RequestLineParser: Sendable {
    private enum State: UInt8 {
        case start, emptyLineFeed, method, target, version, carriageReturn, lineFeed
    }

    /// Empty lines forgiven before a request.
    static let emptyLineLimit = 2

    private var state = State.start
    private var emptyLineCount: UInt8 = 0
    private var versionCount: UInt8 = 0
    private var major: UInt8 = 0
    private var origin: UInt32 = 0
    private var targetStart: UInt32 = 0
    private var targetEnd: UInt32 = 0
    /// The minor version, once read: 0 or 1.
    private(set) var minorVersion: UInt8 = 0
    /// The method; nil when it is none we know.
    private(set) var method: HTTPMethod?

    var target: Range<Int> { Int(targetStart)..<Int(targetEnd) }

    /// Reads on from `position`. True when the line is complete, with `position` behind its line end.
    mutating func parse(
        _ bytes: Span<UInt8>, at position: inout Int, byteLimit: Int
    ) throws(HTTPError) -> Bool {
        while position < min(bytes.count, Int(origin) + byteLimit) {
            let end = min(bytes.count, Int(origin) + byteLimit)  // moves on with each empty line
            switch state {
            case .start: try start(bytes[position], &position)
            case .emptyLineFeed: try endEmptyLine(bytes[position], &position)
            case .method: try readMethod(bytes, &position, end)
            case .target: try readTarget(bytes, &position, end)
            case .version: try readVersion(bytes[position], &position)
            case .carriageReturn: try expect(.carriageReturn, bytes[position], &position, then: .lineFeed)
            case .lineFeed:
                try expect(.lineFeed, bytes[position], &position, then: .start)
                guard major == 1, minorVersion < 2 else { throw .unsupportedVersion }
                return true
            }
        }
        guard position == bytes.count else { throw .requestLineTooLong }
        return false
    }

    private mutating func start(_ byte: UInt8, _ position: inout Int) throws(HTTPError) {
        if byte == .carriageReturn {
            guard emptyLineCount < RequestLineParser.emptyLineLimit else { throw .malformedLineEnd }
            emptyLineCount += 1
            position += 1
            state = .emptyLineFeed
            return
        }
        guard byte != .lineFeed else { throw .malformedLineEnd }
        guard byte.isToken else { throw .malformedMethod }
        origin = UInt32(truncatingIfNeeded: position)
        state = .method
    }

    private mutating func endEmptyLine(_ byte: UInt8, _ position: inout Int) throws(HTTPError) {
        try expect(.lineFeed, byte, &position, then: .start)
        origin = UInt32(truncatingIfNeeded: position)
    }

    private mutating func readMethod(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(HTTPError) {
        while position < end, bytes[position].isToken { position += 1 }
        guard position < end else { return }
        guard bytes[position] == .space else { throw .malformedMethod }
        method = methodName(bytes, Int(origin)..<position)
        position += 1
        targetStart = UInt32(truncatingIfNeeded: position)
        state = .target
    }

    private func methodName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> HTTPMethod? {
        guard range.count < 8 else { return nil }
        var word: UInt64 = 0
        for offset in range { word = word << 8 | UInt64(bytes[offset]) }
        return HTTPMethod(word: word)
    }

    private mutating func readTarget(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) throws(HTTPError) {
        while position < end, bytes[position].isTarget { position += 1 }
        guard position < end else { return }
        guard bytes[position] == .space, position > Int(targetStart) else { throw .malformedTarget }
        targetEnd = UInt32(truncatingIfNeeded: position)
        position += 1
        state = .version
    }

    private mutating func readVersion(_ byte: UInt8, _ position: inout Int) throws(HTTPError) {
        switch versionCount {
        case 5: major = try digit(byte)
        case 6: guard byte == 0x2E else { throw .malformedVersion }
        case 7:
            minorVersion = try digit(byte)
            state = .carriageReturn
        default:
            guard byte == UInt8(0x48_5454_502F >> (32 - 8 * UInt64(versionCount)) & 0xFF) else {
                throw .malformedVersion
            }
        }
        versionCount += 1
        position += 1
    }

    private func digit(_ byte: UInt8) throws(HTTPError) -> UInt8 {
        guard byte.isDigit else { throw .malformedVersion }
        return byte - 0x30
    }

    private mutating func expect(
        _ wanted: UInt8, _ byte: UInt8, _ position: inout Int, then next: State
    ) throws(HTTPError) {
        guard byte == wanted else {
            throw wanted == .carriageReturn && byte != .lineFeed ? .malformedVersion : .malformedLineEnd
        }
        position += 1
        state = next
    }
}
