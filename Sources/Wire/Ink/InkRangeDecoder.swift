/// Reads bits of a binary range code of 32 bits (protocol/INK.md, I1, I2). Bytes behind the end read as 0.
struct InkRangeDecoder: InkBitCoder {
    private let bytes: [UInt8]
    private var consumed = 0
    private var low: UInt32 = 0
    private var high: UInt32 = .max
    private var value: UInt32 = 0

    /// Copies `bytes`, whose number the caller has checked.
    init(_ bytes: Span<UInt8>) {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        for index in bytes.indices { copy.append(bytes[index]) }
        self.bytes = copy
        for _ in 0..<4 { shiftIn() }
    }

    /// Whether more was read than an encoder could have meant: a message never needs more than 4 zeros behind its end.
    var isOverrun: Bool { consumed > bytes.count + 4 }

    /// What `read` reads, which has to take all bytes. Lack of bytes explains any other error.
    mutating func whole<Value>(
        _ read: (inout InkRangeDecoder) throws(InkError) -> Value
    ) throws(InkError) -> Value {
        do throws(InkError) {
            let value = try read(&self)
            guard consumed >= bytes.count else { throw .trailingBytes }
            guard !isOverrun else { throw .truncated }
            return value
        } catch { throw isOverrun ? .truncated : error }
    }

    package mutating func code(_ bit: Int, p: UInt32) -> Int {
        let middle = low + (high - low).portion(p)
        let result = value <= middle ? 1 : 0
        if result == 1 { high = middle } else { low = middle + 1 }
        while (low ^ high) >> 24 == 0 {
            low <<= 8
            high = high << 8 | 255
            shiftIn()
        }
        return result
    }

    private mutating func shiftIn() {
        value = value << 8 | (consumed < bytes.count ? UInt32(bytes[consumed]) : 0)
        consumed += 1
    }
}
