/// Reads the parts of a JSON text one after another. Takes more than JSON allows, but whatever JSON allows.
struct JSONReader {
    private let text: ArraySlice<UInt8>
    /// Where the reader stands.
    private(set) var position: Int

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        position = text.startIndex
    }

    /// Whether nothing but space is left.
    var isAtEnd: Bool {
        mutating get {
            skip()
            return position == text.endIndex
        }
    }

    /// Passes `character`, if it is next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        skip()
        guard position < text.endIndex, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// A number, if one is next, of a size below 10^12.
    mutating func number() -> Double? {
        skip()
        let start = position
        while position < text.endIndex, Self.isDigit(text[position]) { position += 1 }
        guard let value = Double(String(decoding: text[start..<position], as: UTF8.self)), abs(value) < 1e12 else {
            position = start
            return nil
        }
        return value
    }

    /// `null`, `true`, `false` or a number, as it is written.
    mutating func word() -> String? {
        skip()
        let start = position
        while position < text.endIndex, Self.isDigit(text[position]) || Self.isLetter(text[position]) { position += 1 }
        return start == position ? nil : String(decoding: text[start..<position], as: UTF8.self)
    }

    /// A string, if one is next. Escapes are kept as they are written.
    mutating func string() -> String? {
        guard take("\"") else { return nil }
        let start = position
        while position < text.endIndex, text[position] != UInt8(ascii: "\"") {
            position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < text.endIndex else { return nil }
        defer { position += 1 }
        return String(validating: text[start..<position], as: UTF8.self)
    }

    /// Passes a value of any kind.
    mutating func skipValue() -> Bool {
        var depth = 0
        repeat {
            if take("[") || take("{") {
                depth += 1
            } else if depth > 0, take("]") || take("}") {
                depth -= 1
            } else if depth == 0 || !(take(",") || take(":")) {
                guard string() != nil || word() != nil else { return false }
            }
        } while depth > 0
        return true
    }

    private mutating func skip() {
        while position < text.endIndex, [32, 9, 13].contains(text[position]) { position += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
