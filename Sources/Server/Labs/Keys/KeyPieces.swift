/// Keys as they are typed, taken apart: text, which a program may show, and keys that do something.
enum KeyPiece: Equatable {
    /// Printable characters, as UTF-8.
    case text([UInt8])
    /// A control character (ECMA-48 §5.2), or an escape sequence as a key or a terminal sends it (§5.4).
    case control([UInt8])

    /// All of `keys`, in order. A sequence counts as one only when all of it is there: it is one key.
    static func all(of keys: [UInt8]) -> [KeyPiece] {
        var (pieces, index) = ([KeyPiece](), 0)
        while index < keys.count {
            let end: Int
            if isControl(keys[index]) {
                end = index + (keys[index] == 0x1B ? sequenceLength(keys[index...]) : 1)
                pieces.append(.control(Array(keys[index..<end])))
            } else {
                end = keys[index...].firstIndex(where: isControl) ?? keys.count
                pieces.append(.text(Array(keys[index..<end])))
            }
            index = end
        }
        return pieces
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

    /// The bytes of a sequence that begins with ESC; 1 where none is whole.
    private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
        let rest = bytes.dropFirst()
        switch rest.first {
        case UInt8(ascii: "["):
            let body = rest.dropFirst().prefix(sequenceByteLimit)
            guard let final = body.firstIndex(where: { !(0x20...0x3F).contains($0) }),
                (0x40...0x7E).contains(bytes[final])
            else { return 1 }
            return final - bytes.startIndex + 1
        case UInt8(ascii: "O"): return rest.count >= 2 && (0x40...0x7E).contains(rest[rest.startIndex + 1]) ? 3 : 1
        default: return 1
        }
    }

    /// Parameters of a key have no more.
    private static let sequenceByteLimit = 24
}
