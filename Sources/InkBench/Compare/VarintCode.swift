import Wire

/// Differences of whole 1/8 px and of pressure, zig-zag, in varints.
struct VarintCode: PlainCode {
    static let name = "varint"

    private let hasPressure: Bool
    private var last = InkSample(x: 0, y: 0)

    init(hasPressure: Bool) { self.hasPressure = hasPressure }

    mutating func write(_ samples: ArraySlice<InkSample>, start: Int?, duration: Int, isLast: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        Self.append(samples.count * 4 + (start == nil ? 0 : 2) + (isLast ? 1 : 0), &bytes)
        if let start { Self.append(start, &bytes) }
        Self.append(duration, &bytes)
        for sample in samples {
            Self.append(zigZag: Int(sample.x - last.x), &bytes)
            Self.append(zigZag: Int(sample.y - last.y), &bytes)
            if hasPressure { Self.append(zigZag: Int(sample.pressure) - Int(last.pressure), &bytes) }
            last = sample
        }
        return bytes
    }

    mutating func read(_ bytes: inout ArraySlice<UInt8>) -> (samples: [InkSample], isLast: Bool)? {
        guard !bytes.isEmpty else { return nil }
        let head = Self.take(&bytes)
        if head & 2 != 0 { _ = Self.take(&bytes) }
        _ = Self.take(&bytes)
        let samples = (0..<head >> 2).map { _ in
            last.x += Int32(Self.takeZigZag(&bytes))
            last.y += Int32(Self.takeZigZag(&bytes))
            if hasPressure { last.pressure = UInt8(Int(last.pressure) + Self.takeZigZag(&bytes)) }
            return last
        }
        return (samples, head & 1 != 0)
    }

    static func pack(_ text: [UInt8]) -> [UInt8] { text }
    static func unpack(_ message: [UInt8]) -> [UInt8] { message }

    private static func append(zigZag value: Int, _ bytes: inout [UInt8]) {
        append(value < 0 ? -2 * value - 1 : 2 * value, &bytes)
    }

    private static func append(_ value: Int, _ bytes: inout [UInt8]) {
        var rest = value
        while rest > 127 {
            bytes.append(UInt8(rest & 127 | 128))
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func takeZigZag(_ bytes: inout ArraySlice<UInt8>) -> Int {
        let value = take(&bytes)
        return value & 1 == 0 ? value >> 1 : -(value + 1) >> 1
    }

    private static func take(_ bytes: inout ArraySlice<UInt8>) -> Int {
        var (value, place) = (0, 0)
        while let byte = bytes.popFirst() {
            value |= Int(byte & 127) << place
            place += 7
            if byte < 128 { break }
        }
        return value
    }
}
