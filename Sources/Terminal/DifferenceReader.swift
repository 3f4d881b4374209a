/// Reads what `DifferenceWriter` wrote, from bytes of whoever. Never traps, never reads past the end.
struct DifferenceReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var remaining: Int { bytes.count - position }

    mutating func byte() throws(ScreenCodingError) -> UInt8 {
        guard position < bytes.count else { throw .truncated }
        defer { position += 1 }
        return bytes[position]
    }

    /// A number in `0...limit`, in as few bytes as it needs.
    mutating func varint(_ limit: Int) throws(ScreenCodingError) -> Int {
        let value = try wide()
        guard value <= UInt64(limit) else { throw .outOfRange }
        return Int(value)
    }

    /// The head of an operation: its kind, and a count or a number.
    mutating func operation() throws(ScreenCodingError) -> (kind: RowOperation, value: Int) {
        let packed = try varint(1 << 28)
        guard let kind = RowOperation(rawValue: packed & 7) else { throw .outOfRange }
        return (kind, packed >> 3)
    }

    /// A number of either sign.
    mutating func signed() throws(ScreenCodingError) -> Int {
        let folded = try wide()
        return Int(truncatingIfNeeded: folded >> 1) ^ -Int(truncatingIfNeeded: folded & 1)
    }

    private mutating func wide() throws(ScreenCodingError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let byte = try byte()
            guard shift < 63 || byte < 2 else { throw .outOfRange }
            value |= UInt64(byte & 0x7F) << shift
            guard byte > 0 || shift == 0 else { throw .outOfRange }
            if byte < 0x80 { return value }
        }
        throw .outOfRange
    }

    /// One scalar in UTF-8 that takes `columns` cells; any when nil.
    mutating func scalar(columns: Int?) throws(ScreenCodingError) -> UInt32 {
        var decoder = UTF8Decoder()
        var byte = try byte()
        if byte < 0x80 { return try checked(UInt32(byte), columns) }
        guard (0xC2...0xF4).contains(byte) else { throw .invalidText }
        while true {
            switch decoder.take(byte) {
            case .partial: byte = try self.byte()
            case .scalar(let scalar): return try checked(scalar, columns)
            case .broken: throw .invalidText
            }
        }
    }

    private func checked(_ scalar: UInt32, _ columns: Int?) throws(ScreenCodingError) -> UInt32 {
        guard scalar >= 0x20, !(0x7F..<0xA0).contains(scalar) else { throw .invalidText }
        guard columns == nil || CharacterWidth.columns(of: scalar) == columns else { throw .wrongWidth }
        return scalar
    }

    /// Bytes after their length, at most `limit`, compared before anything is allocated.
    mutating func text(_ limit: Int) throws(ScreenCodingError) -> [UInt8] {
        let count = try varint(limit)
        guard count <= remaining else { throw .truncated }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }
}
