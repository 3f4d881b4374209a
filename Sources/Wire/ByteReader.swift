/// A place in a message being read. Bytes come one after another; bits come from *bit bytes*, each taken from the
/// message when its first bit is needed, most significant bit first (rules W2 to W7). Never traps, never reads past the
/// end. The message itself is handed to every call, so nothing is copied and nothing outlives it.
public struct ByteReader: Sendable {
    private var position = 0
    private var bitByte: UInt8 = 0
    private var bitsLeft = 0
    /// Whether what is read now ends the message: true outside a run, and for the last element of a run.
    private var isLast = true

    /// Stands before the first byte.
    public init() {}

    /// Bytes not yet taken.
    func remaining(_ bytes: Span<UInt8>) -> Int { bytes.count - position }

    /// One byte.
    mutating func byte(_ bytes: Span<UInt8>) throws(WireError) -> UInt8 {
        guard position < bytes.count else { throw .truncated }
        defer { position += 1 }
        return bytes[position]
    }

    /// `count` bits, at most 8, as a number.
    mutating func bits(_ bytes: Span<UInt8>, _ count: Int) throws(WireError) -> Int {
        var value = 0
        var wanted = count
        while wanted > 0 {
            if bitsLeft == 0 { (bitByte, bitsLeft) = (try byte(bytes), 8) }
            let taken = min(wanted, bitsLeft)
            value = value << taken | Int(bitByte >> (8 - UInt8(taken)))
            bitByte = taken == 8 ? 0 : bitByte << UInt8(taken)
            bitsLeft -= taken
            wanted -= taken
        }
        return value
    }

    /// One bit.
    mutating func bit(_ bytes: Span<UInt8>) throws(WireError) -> Bool { try bits(bytes, 1) == 1 }

    /// Bits kept for a later revision: all zero (rule W14).
    mutating func spare(_ bytes: Span<UInt8>, _ count: Int) throws(WireError) {
        guard try bits(bytes, count) == 0 else { throw .spareBits }
    }

    /// A number of 7-bit groups, least significant group first, below 2^56 (rules W6, W7).
    mutating func varint(_ bytes: Span<UInt8>) throws(WireError) -> Int {
        var value = 0
        for shift in stride(from: 0, to: 56, by: 7) {
            let byte = try byte(bytes)
            value |= Int(byte & 0x7F) << shift
            guard byte < 0x80 else { continue }
            guard byte > 0 || shift == 0 else { throw .varintNotMinimal }
            return value
        }
        throw .varintTooLong
    }

    /// A number in `range` (rule W8).
    mutating func number(_ bytes: Span<UInt8>, _ range: ClosedRange<Int>) throws(WireError) -> Int {
        let value: Int
        switch NumberForm(range) {
        case .bits(let width): value = range.lowerBound + (try bits(bytes, width))
        case .varint: value = range.lowerBound + (try varint(bytes))
        case .zigZag:
            let folded = try varint(bytes)
            value = folded >> 1 ^ -(folded & 1)
        }
        guard range.contains(value) else { throw .outOfRange }
        return value
    }

    /// A length or a count up to `limit`; more is `excess`.
    private mutating func count(
        _ bytes: Span<UInt8>, limit: Int, _ excess: WireError
    ) throws(WireError) -> Int {
        let count =
            switch NumberForm(0...limit) {
            case .bits(let width): try bits(bytes, width)
            case .varint, .zigZag: try varint(bytes)
            }
        guard count <= limit else { throw excess }
        return count
    }

    /// `count` bytes, compared with what is there before anything is allocated.
    mutating func take(_ bytes: Span<UInt8>, _ count: Int) throws(WireError) -> [UInt8] {
        guard count <= remaining(bytes) else { throw .truncated }
        var taken: [UInt8] = []
        taken.reserveCapacity(count)
        for index in position..<position + count { taken.append(bytes[index]) }
        position += count
        return taken
    }

    /// Bytes after their length, at most `limit` (rule W11).
    mutating func bytes(_ bytes: Span<UInt8>, limit: Int) throws(WireError) -> [UInt8] {
        try take(bytes, try count(bytes, limit: limit, .tooLong))
    }

    /// Bytes to the end of the message; after their length when another element of the run follows (rule W17).
    mutating func tail(_ bytes: Span<UInt8>, limit: Int) throws(WireError) -> [UInt8] {
        guard isLast else { return try self.bytes(bytes, limit: limit) }
        guard remaining(bytes) <= limit else { throw .tooLong }
        return try take(bytes, remaining(bytes))
    }

    /// UTF-8 after its length in bytes, at most `limit` (rules W11, W13).
    mutating func text(_ bytes: Span<UInt8>, limit: Int) throws(WireError) -> String {
        let count = try count(bytes, limit: limit, .tooLong)
        guard count <= remaining(bytes) else { throw .truncated }
        guard let utf8 = try? UTF8Span(validating: bytes.extracting(position..<position + count)) else {
            throw .invalidText
        }
        position += count
        return String(copying: utf8)
    }

    /// Elements after their count, at most `limit` (rule W12). Each takes at least one bit, so the count is compared
    /// with the bits that are left before anything is allocated.
    mutating func list<Element>(
        _ bytes: Span<UInt8>, limit: Int,
        _ read: (Span<UInt8>, inout ByteReader) throws(WireError) -> Element
    ) throws(WireError) -> [Element] {
        let count = try count(bytes, limit: limit, .tooMany)
        guard count <= remaining(bytes) * 8 + bitsLeft else { throw .truncated }
        var elements: [Element] = []
        for _ in 0..<count { elements.append(try read(bytes, &self)) }
        return elements
    }

    /// Elements to the end of the message, each after a bit that is set for the last (rule W15).
    mutating func run<Element>(
        _ bytes: Span<UInt8>, limit: Int,
        _ read: (Span<UInt8>, inout ByteReader) throws(WireError) -> Element
    ) throws(WireError) -> [Element] {
        var elements: [Element] = []
        repeat {
            guard elements.count < limit else { throw .tooMany }
            isLast = try bit(bytes)
            elements.append(try read(bytes, &self))
        } while !isLast
        return elements
    }

    /// Ends the message: every byte was taken, bits left over are zero (rules W4, W5).
    func finish(_ bytes: Span<UInt8>) throws(WireError) {
        guard remaining(bytes) == 0 else { throw .trailingBytes }
        guard bitByte == 0 else { throw .unusedBits }
    }
}
