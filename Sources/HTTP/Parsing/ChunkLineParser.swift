/// Reads the line before a chunk's data: its size, extensions and line end (RFC 9112 §7.1). No blank is allowed
/// anywhere outside a quoted string: what the grammar calls "bad" whitespace has served to smuggle requests.
struct ChunkLineParser: Sendable {
    private enum State: UInt8 {
        case size, extensionName, extensionValue, token, quoted, escaped, afterQuoted, lineFeed
    }

    /// Digits of a chunk size, leading zeros included: enough for 2^60.
    private static let digitLimit = 15

    private var state = State.size
    private var count: UInt8 = 0
    /// The size of the chunk once the line is complete.
    private(set) var size = 0

    /// Takes one byte. True when it ended the line. `extensionBytes` grows with each byte of extension.
    mutating func take(_ byte: UInt8, _ extensionBytes: inout Int) throws(HTTPError) -> Bool {
        switch state {
        case .size: try readSize(byte)
        case .lineFeed:
            guard byte == .lineFeed else { throw .malformedLineEnd }
            return true
        case .extensionName, .extensionValue, .token, .quoted, .escaped, .afterQuoted:
            extensionBytes += 1
            try readExtension(byte)
        }
        return false
    }

    private mutating func readSize(_ byte: UInt8) throws(HTTPError) {
        if let digit = byte.hexValue {
            guard count < ChunkLineParser.digitLimit else { throw .malformedChunkSize }
            count += 1
            size = size << 4 | Int(digit)
            return
        }
        guard count > 0 else { throw .malformedChunkSize }
        try endPart(byte, or: .malformedChunkSize)
    }

    private mutating func readExtension(_ byte: UInt8) throws(HTTPError) {
        switch state {
        case .extensionName where byte.isToken, .token where byte.isToken: count = 1
        case .extensionName where byte == .equals && count > 0: state = .extensionValue
        case .extensionName, .token:
            guard count > 0 else { throw .malformedChunkExtension }
            try endPart(byte, or: .malformedChunkExtension)
        case .extensionValue where byte == .doubleQuote: state = .quoted
        case .extensionValue where byte.isToken: state = .token
        case .quoted where byte == .doubleQuote: state = .afterQuoted
        case .quoted where byte == .backslash: state = .escaped
        case .quoted where byte.isFieldValue: break
        case .escaped where byte.isFieldValue: state = .quoted
        case .afterQuoted: try endPart(byte, or: .malformedChunkExtension)
        case .extensionValue, .quoted, .escaped, .size, .lineFeed: throw .malformedChunkExtension
        }
    }

    /// What may follow the size or an extension: another extension, or the line end.
    private mutating func endPart(_ byte: UInt8, or error: HTTPError) throws(HTTPError) {
        switch byte {
        case .semicolon:
            state = .extensionName
            count = 0
        case .carriageReturn: state = .lineFeed
        case .lineFeed: throw .malformedLineEnd
        default: throw error
        }
    }
}
