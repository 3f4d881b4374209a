/// JSON being written: the form in which both languages compare values. Fields come in the order of the schema, bytes
/// and identifiers as hexadecimal digits, unions with their `kind` first; no spaces; what is absent is left out.
public struct JSONText: Sendable {
    /// What was written so far.
    public private(set) var text: [UInt8] = []
    private var needsComma = false

    /// Nothing yet.
    public init() {}

    mutating func open(_ bracket: String) {
        separate()
        text += bracket.utf8
        needsComma = false
    }

    mutating func close(_ bracket: String) {
        text += bracket.utf8
        needsComma = true
    }

    mutating func key(_ name: String) {
        separate()
        text += "\"\(name)\":".utf8
        needsComma = false
    }

    mutating func number(_ value: Int) { atom("\(value)") }

    mutating func bool(_ value: Bool) { atom(value ? "true" : "false") }

    mutating func bytes(_ value: [UInt8]) {
        separate()
        text.append(0x22)
        for byte in value { text += [JSONText.digits[Int(byte >> 4)], JSONText.digits[Int(byte & 15)]] }
        text.append(0x22)
        needsComma = true
    }

    mutating func text(_ value: String) {
        separate()
        text.append(0x22)
        for byte in value.utf8 { escape(byte) }
        text.append(0x22)
        needsComma = true
    }

    mutating func list<Element>(_ elements: [Element], _ write: (Element, inout JSONText) -> Void) {
        open("[")
        for element in elements { write(element, &self) }
        close("]")
    }

    private mutating func atom(_ value: String) {
        separate()
        text += value.utf8
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { text.append(0x2C) }
        needsComma = false
    }

    /// As `JSON.stringify` escapes.
    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C: text += [0x5C, byte]
        case 0x08: text += [0x5C, 0x62]
        case 0x09: text += [0x5C, 0x74]
        case 0x0A: text += [0x5C, 0x6E]
        case 0x0C: text += [0x5C, 0x66]
        case 0x0D: text += [0x5C, 0x72]
        case 0..<0x20: text += "\\u00".utf8 + [JSONText.digits[Int(byte >> 4)], JSONText.digits[Int(byte & 15)]]
        default: text.append(byte)
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
