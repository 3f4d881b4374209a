/// Reads a status line (RFC 9112 §4). The reason phrase is checked and forgotten; a missing space before an empty one
/// is forgiven, since servers are known to leave it out.
struct StatusLineParser: Sendable {
    private enum State: UInt8 { case version, status, afterStatus, reason, lineFeed }

    private var state = State.version
    private var count: UInt8 = 0
    /// The status code, once read: 100 to 999.
    private(set) var status = 0
    /// The minor version, once read: 0 or 1.
    private(set) var minorVersion: UInt8 = 0

    /// Reads on from `position`. True when the line is complete, with `position` behind its line end.
    mutating func parse(
        _ bytes: Span<UInt8>, at position: inout Int, byteLimit: Int
    ) throws(HTTPError) -> Bool {
        let end = min(bytes.count, byteLimit)
        while position < end {
            let byte = bytes[position]
            switch state {
            case .version: try readVersion(byte)
            case .status: try readStatus(byte)
            case .afterStatus: try endStatus(byte)
            case .reason: try readReason(byte)
            case .lineFeed:
                guard byte == .lineFeed else { throw .malformedLineEnd }
                position += 1
                return true
            }
            position += 1
        }
        guard end == bytes.count else { throw .requestLineTooLong }
        return false
    }

    private mutating func readVersion(_ byte: UInt8) throws(HTTPError) {
        switch count {
        case 7:
            guard byte.isDigit else { throw .malformedStatusLine }
            guard byte < 0x32 else { throw .unsupportedVersion }
            minorVersion = byte - 0x30
        case 8:
            guard byte == .space else { throw .malformedStatusLine }
            state = .status
        default:
            guard byte == UInt8(0x48_5454_502F_312E >> (48 - 8 * UInt64(count)) & 0xFF) else {
                throw .malformedStatusLine
            }
        }
        count += 1
    }

    private mutating func readStatus(_ byte: UInt8) throws(HTTPError) {
        guard byte.isDigit, status > 0 || byte > 0x30 else { throw .malformedStatusLine }
        status = status * 10 + Int(byte - 0x30)
        if status > 99 { state = .afterStatus }
    }

    private mutating func endStatus(_ byte: UInt8) throws(HTTPError) {
        switch byte {
        case .space: state = .reason
        case .carriageReturn: state = .lineFeed
        default: throw .malformedStatusLine
        }
    }

    private mutating func readReason(_ byte: UInt8) throws(HTTPError) {
        if byte == .carriageReturn { state = .lineFeed; return }
        guard byte != .lineFeed else { throw .malformedLineEnd }
        guard byte.isFieldValue else { throw .malformedStatusLine }
    }
}
