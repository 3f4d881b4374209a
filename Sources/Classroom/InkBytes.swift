import Wire

/// The chunks of a stroke as they came, each after its length (W6), in one array: a short stroke costs one allocation, and a sample about a byte.
public struct InkBytes: Equatable, Sendable {
    /// Lengths and chunks.
    public private(set) var bytes: [UInt8] = []
    /// How many chunks there are.
    public private(set) var count = 0

    init() {}

    init(_ chunks: [InkChunk]) {
        bytes.reserveCapacity(chunks.reduce(0) { $0 + $1.bytes.count + 2 })
        for chunk in chunks { append(chunk.bytes) }
    }

    mutating func append(_ chunk: [UInt8]) {
        var rest = chunk.count
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
        bytes += chunk
        count += 1
    }

    /// Gives up what growing reserved.
    mutating func shrink() { bytes = Array(bytes[...]) }

    /// Calls `body` with each chunk.
    func forEach<Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let range = chunk(at: start)
            try body(bytes.span.extracting(range))
            start = range.upperBound
        }
    }

    /// The chunks as messages carry them.
    public var chunks: [InkChunk] {
        var chunks: [InkChunk] = []
        chunks.reserveCapacity(count)
        var start = 0
        while start < bytes.count {
            let range = chunk(at: start)
            chunks.append(InkChunk(bytes: Array(bytes[range])))
            start = range.upperBound
        }
        return chunks
    }

    /// Where the chunk lies whose length is at `start`.
    private func chunk(at start: Int) -> Range<Int> {
        var (length, shift, place) = (0, 0, start)
        while place < bytes.count {
            let byte = bytes[place]
            length |= Int(byte & 0x7F) << shift
            place += 1
            shift += 7
            if byte < 0x80 { break }
        }
        return place..<min(place + length, bytes.count)
    }
}
