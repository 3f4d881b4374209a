/// A message being written, the mirror of `ByteReader`. Refuses what no reader would take.
public struct ByteWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    private var bitIndex = 0
    private var bitsFree = 0
    /// Whether what is written now ends the message: true outside a run, and for the last element of a run.
    private var isLast = true

    /// Stands before the first byte.
    public init() {}

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// The low `count` bits of `value`, at most 8.
    mutating func bits(_ value: Int, _ count: Int) {
        var left = count
        while left > 0 {
            if bitsFree == 0 {
                (bitIndex, bitsFree) = (bytes.count, 8)
                bytes.append(0)
            }
            let put = min(left, bitsFree)
            left -= put
            bitsFree -= put
            let part = value >> left & (1 << put - 1)
            bytes[bitIndex] |= UInt8(truncatingIfNeeded: part << bitsFree)
        }
    }

    mutating func bit(_ value: Bool) { bits(value ? 1 : 0, 1) }

    mutating func spare(_ count: Int) { bits(0, count) }

    mutating func varint(_ value: Int) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func number(_ value: Int, _ range: ClosedRange<Int>) throws(WireError) {
        guard range.contains(value) else { throw .outOfRange }
        switch NumberForm(range) {
        case .bits(let width): bits(value - range.lowerBound, width)
        case .varint: varint(value - range.lowerBound)
        case .zigZag: varint(value << 1 ^ value >> (Int.bitWidth - 1))
        }
    }

    private mutating func count(_ count: Int, limit: Int, _ excess: WireError) throws(WireError) {
        guard count <= limit else { throw excess }
        switch NumberForm(0...limit) {
        case .bits(let width): bits(count, width)
        case .varint, .zigZag: varint(count)
        }
    }

    mutating func fixed(_ value: [UInt8], count: Int) throws(WireError) {
        guard value.count == count else { throw .wrongLength }
        bytes += value
    }

    mutating func bytes(_ value: [UInt8], limit: Int) throws(WireError) {
        try count(value.count, limit: limit, .tooLong)
        bytes += value
    }

    mutating func tail(_ value: [UInt8], limit: Int) throws(WireError) {
        guard isLast else { return try bytes(value, limit: limit) }
        guard value.count <= limit else { throw .tooLong }
        bytes += value
    }

    mutating func text(_ value: String, limit: Int) throws(WireError) {
        try count(value.utf8.count, limit: limit, .tooLong)
        bytes += value.utf8
    }

    mutating func list<Element>(
        _ elements: [Element], limit: Int, _ write: (Element, inout ByteWriter) throws(WireError) -> Void
    ) throws(WireError) {
        try count(elements.count, limit: limit, .tooMany)
        for element in elements { try write(element, &self) }
    }

    mutating func run<Element>(
        _ elements: [Element], limit: Int, _ write: (Element, inout ByteWriter) throws(WireError) -> Void
    ) throws(WireError) {
        guard !elements.isEmpty else { throw .emptyRun }
        guard elements.count <= limit else { throw .tooMany }
        for (index, element) in elements.enumerated() {
            isLast = index == elements.count - 1
            bit(isLast)
            try write(element, &self)
        }
    }
}
