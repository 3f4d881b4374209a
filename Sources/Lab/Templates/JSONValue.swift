/// A value read from JSON (RFC 8259), of the kinds that a template uses: numbers are whole.
enum JSONValue: Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// What was expected at which byte.
    struct Failure: Error, Equatable {
        let offset: Int
        let expected: String
    }

    /// Lists and objects within each other.
    static let depthLimit = 8

    /// Reads one value and nothing after it. Total; the caller bounds the length of `bytes`.
    init(_ bytes: [UInt8]) throws(Failure) {
        var reader = JSONReader(bytes)
        self = try reader.value(depth: 0)
        try reader.end()
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func failure(_ expected: String) -> JSONValue.Failure { .init(offset: index, expected: expected) }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        skipSpace()
        guard next == character.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONValue.Failure) -> JSONValue {
        guard bytes[index...].starts(with: word.utf8) else { throw failure("a value") }
        index += word.utf8.count
        return value
    }

    mutating func end() throws(JSONValue.Failure) {
        skipSpace()
        if next != nil { throw failure("the end") }
    }

    mutating func value(depth: Int) throws(JSONValue.Failure) -> JSONValue {
        guard depth <= JSONValue.depthLimit else { throw failure("less nesting") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(let byte) where byte == 0x2D || (0x30...0x39).contains(byte): return .integer(try integer())
        case .some, .none: throw failure("a value")
        }
    }

    private mutating func object(depth: Int) throws(JSONValue.Failure) -> JSONValue {
        var fields: [String: JSONValue] = [:]
        index += 1
        if take("}") { return .object(fields) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("a key") }
            let key = try text()
            guard fields[key] == nil else { throw failure("“\(key)” only once") }
            guard take(":") else { throw failure("a colon") }
            fields[key] = try value(depth: depth + 1)
        } while take(",")
        guard take("}") else { throw failure("a comma or the object's end") }
        return .object(fields)
    }

    private mutating func list(depth: Int) throws(JSONValue.Failure) -> JSONValue {
        var elements: [JSONValue] = []
        index += 1
        if take("]") { return .list(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while take(",")
        guard take("]") else { throw failure("a comma or the list's end") }
        return .list(elements)
    }

    private mutating func integer() throws(JSONValue.Failure) -> Int {
        let start = index
        if next == 0x2D { index += 1 }
        while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
        let digits = String(decoding: bytes[start..<index], as: UTF8.self)
        if let byte = next, [0x2E, 0x45, 0x65].contains(byte) { throw failure("a whole number") }
        guard let value = Int(digits), digits == String(value) else { throw failure("a whole number") }
        return value
    }

    private mutating func text() throws(JSONValue.Failure) -> String {
        var result: [UInt8] = []
        index += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: result, as: UTF8.self) else { throw failure("UTF-8") }
                index += 1
                return text
            case UInt8(ascii: "\\"): result += try escaped()
            case 0..<0x20: throw failure("an escaped control character")
            default:
                result.append(byte)
                index += 1
            }
        }
        throw failure("the text's end")
    }

    private mutating func escaped() throws(JSONValue.Failure) -> [UInt8] {
        index += 1
        guard let byte = next else { throw failure("an escape") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            let first = try codeUnit()
            guard (0xD800..<0xDC00).contains(first) else { return try scalar(first) }
            guard bytes[index...].starts(with: "\\u".utf8) else { throw failure("a surrogate pair") }
            index += 2
            let second = try codeUnit()
            guard (0xDC00..<0xE000).contains(second) else { throw failure("a surrogate pair") }
            return try scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        default: throw failure("an escape")
        }
    }

    private mutating func codeUnit() throws(JSONValue.Failure) -> UInt32 {
        guard index + 4 <= bytes.count else { throw failure("four hexadecimal digits") }
        let digits = bytes[index..<index + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits") }
        index += 4
        return value
    }

    private func scalar(_ value: UInt32) throws(JSONValue.Failure) -> [UInt8] {
        guard let scalar = Unicode.Scalar(value) else { throw failure("a character") }
        return Array(String(Character(scalar)).utf8)
    }
}
