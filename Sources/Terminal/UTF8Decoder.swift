/// Decodes UTF-8 that comes in pieces. Each maximal part of a broken character becomes one U+FFFD (Unicode §3.9, "U+FFFD
/// Substitution of Maximal Subparts"; WHATWG Encoding §8.1.1).
struct UTF8Decoder: Equatable, Sendable {
    /// What a byte came to.
    enum Step: Equatable {
        /// More bytes are needed.
        case partial
        case scalar(UInt32)
        /// What came before is broken: U+FFFD, and the byte is to be read again.
        case broken
    }

    private var scalar: UInt32 = 0
    private var needed = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    /// Whether a character was begun.
    var isMidway: Bool { needed > 0 }

    /// Forgets the character that was begun.
    mutating func reset() { self = UTF8Decoder() }

    /// Takes a byte: a continuation when midway, otherwise one above 0x7F.
    mutating func take(_ byte: UInt8) -> Step {
        guard isMidway else { return begin(byte) }
        guard (lower...upper).contains(byte) else {
            reset()
            return .broken
        }
        (lower, upper) = (0x80, 0xBF)
        scalar = scalar << 6 | UInt32(byte & 0x3F)
        needed -= 1
        return needed == 0 ? .scalar(scalar) : .partial
    }

    private mutating func begin(_ byte: UInt8) -> Step {
        switch byte {
        case 0xC2...0xDF: (needed, scalar) = (1, UInt32(byte & 0x1F))
        case 0xE0...0xEF:
            (needed, scalar) = (2, UInt32(byte & 0x0F))
            if byte == 0xE0 { lower = 0xA0 }
            if byte == 0xED { upper = 0x9F }
        case 0xF0...0xF4:
            (needed, scalar) = (3, UInt32(byte & 0x07))
            if byte == 0xF0 { lower = 0x90 }
            if byte == 0xF4 { upper = 0x8F }
        default: return .scalar(0xFFFD)
        }
        return .partial
    }
}
