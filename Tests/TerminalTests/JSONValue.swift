/// JSON as the vectors are written: in ASCII, so that nothing in a file steers its reader, and in the order given.
indirect enum JSONValue {
    case number(Int)
    case text(String)
    case list([JSONValue])
    case object([(String, JSONValue)])

    /// Hexadecimal digits.
    static func hex(_ bytes: [UInt8]) -> JSONValue {
        .text(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    /// Without spaces.
    var text: String {
        switch self {
        case .number(let number): "\(number)"
        case .text(let text): "\"" + text.utf16.map(JSONValue.escaped).joined() + "\""
        case .list(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let fields):
            "{" + fields.map { "\(JSONValue.text($0).text):\($1.text)" }.joined(separator: ",") + "}"
        }
    }

    /// A file of vectors: one a line.
    static func file(_ vectors: [JSONValue]) -> String {
        "[\n" + vectors.map(\.text).joined(separator: ",\n") + "\n]\n"
    }

    private static func escaped(_ unit: UInt16) -> String {
        switch unit {
        case 0x22, 0x5C: return "\\" + String(UnicodeScalar(UInt8(unit)))
        case 0x20..<0x7F: return String(UnicodeScalar(UInt8(unit)))
        default:
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
