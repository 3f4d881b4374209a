/// Writes bits as a binary range code of 32 bits (protocol/INK.md, I1).
package struct InkRangeEncoder: InkBitCoder {
    package private(set) var bytes: [UInt8] = []
    private var low: UInt32 = 0
    private var high: UInt32 = .max

    package init() {}

    package mutating func code(_ bit: Int, p: UInt32) -> Int {
        let middle = low + (high - low).portion(p)
        if bit == 1 { high = middle } else { low = middle + 1 }
        while (low ^ high) >> 24 == 0 {
            bytes.append(UInt8(truncatingIfNeeded: high >> 24))
            low <<= 8
            high = high << 8 | 255
        }
        return bit
    }

    /// Ends the message with the byte, if any, that followed by zeros lies in the range (I2), and starts another.
    package mutating func finish() -> [UInt8] {
        if low > 0 { bytes.append(UInt8(high >> 24)) }
        defer { self = InkRangeEncoder() }
        return bytes
    }
}

extension UInt32 {
    /// `self` * `p` / 65536, exactly as 32-bit arithmetic in two halves gives it.
    func portion(_ p: UInt32) -> UInt32 { (self >> 16) * p + ((self & 0xFFFF) * p) >> 16 }
}
