/// The parts of which the bytes of a difference are made.
struct DifferenceWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// Groups of 7 bits, least significant first; the high bit says that more follow.
    mutating func varint(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A number of either sign: 0, -1, 1, -2, … as 0, 1, 2, 3, ….
    mutating func signed(_ value: Int) { varint(value << 1 ^ value >> 63) }

    mutating func scalar(_ value: UInt32) { bytes.append(utf8: value) }

    mutating func append(_ other: [UInt8]) { bytes += other }

    /// Takes back all but the first `count` bytes.
    mutating func cut(to count: Int) { bytes.removeLast(bytes.count - count) }

    /// A length, then bytes.
    mutating func text(_ text: some Collection<UInt8>) {
        varint(text.count)
        bytes += text
    }
}
