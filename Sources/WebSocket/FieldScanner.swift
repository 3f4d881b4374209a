/// Reads the tokens of a header field value (RFC 9110 §5.6, RFC 6455 §9.1). Never reads past the end.
struct FieldScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ value: String) { bytes = [UInt8](value.utf8) }

    /// Whether only white space is left.
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return index == bytes.count
    }

    /// Takes `character`, white space before it included, if it is next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// Takes a token; nil when none is next.
    mutating func token() -> String? {
        skipSpace()
        let start = index
        while index < bytes.count, FieldScanner.isTokenByte(bytes[index]) { index += 1 }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    /// Takes a token or a quoted string that holds one, as §9.1 asks; nil when neither is next.
    mutating func tokenOrQuoted() -> String? {
        guard take("\"") else { return token() }
        var content: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") { index += 1 }
            guard index < bytes.count, FieldScanner.isTokenByte(bytes[index]) else { return nil }
            content.append(bytes[index])
            index += 1
        }
        guard index < bytes.count, !content.isEmpty else { return nil }
        index += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension FieldScanner {
    /// The tokens of comma-separated lists, over all values of a field; nil when one is malformed. Empty elements count for
    /// nothing (RFC 9110 §5.6.1.2).
    static func tokens(in values: [String]) -> [String]? {
        var tokens: [String] = []
        for value in values {
            var scanner = FieldScanner(value)
            repeat { if let token = scanner.token() { tokens.append(token) } } while scanner.take(",")
            guard scanner.isAtEnd() else { return nil }
        }
        return tokens
    }
}
