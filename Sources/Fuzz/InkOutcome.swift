import Wire
import WireTesting

/// What the ink decoders make of one input.
struct InkOutcome {
    /// Digest of all that was decoded.
    var digest = Digest()
    /// What decoded points take of memory.
    private(set) var byteCount = 0
    /// Points outside the coordinates, indices that do not fit: none, if all is well.
    private(set) var failures: [String] = []

    /// Decodes the chunks of a stroke.
    mutating func stroke(_ messages: [[UInt8]]) throws(InkError) {
        var decoder = InkStrokeDecoder()
        for bytes in messages {
            let chunk = try decoder.decode(bytes.span)
            if !(0...InkLimits.chunkSampleLimit).contains(chunk.samples.count) { failures.append("too many points") }
            add([chunk.firstIndex, chunk.duration, chunk.start ?? -1, chunk.isLast ? 1 : 0])
            add(chunk.samples)
        }
    }

    /// Decodes the slices of a page, and erases something of every stroke.
    mutating func page(_ messages: [[UInt8]], _ seeded: inout Seeded) throws(InkError) {
        var decoder = InkPageDecoder()
        for bytes in messages {
            for stroke in try decoder.decode(bytes.span) {
                let isWhole = stroke.format.kind == .samples && stroke.points.count == stroke.sampleCount
                let isLine = stroke.indices.last == stroke.sampleCount - 1
                guard isWhole || isLine && stroke.indices.count == stroke.points.count else {
                    failures.append("a stroke's indices")
                    continue
                }
                add([stroke.sampleCount] + stroke.indices)
                add(stroke.points)
                let parts = (0..<seeded.below(3)).map { _ in
                    let from = seeded.below(stroke.sampleCount + 4) - 2
                    return from..<from + seeded.below(stroke.sampleCount + 1)
                }
                let erased = try SampleRanges(normalising: parts, sampleCount: stroke.sampleCount)
                for piece in stroke.pieces(without: erased) { add(piece) }
            }
        }
    }

    private mutating func add(_ samples: [InkSample]) {
        let limits = Int32(-InkLimits.coordinateLimit)..<Int32(InkLimits.coordinateLimit)
        if !samples.allSatisfy({ limits.contains($0.x) && limits.contains($0.y) }) { failures.append("a point") }
        add(samples.flatMap { [Int($0.x), Int($0.y), Int($0.pressure)] })
        byteCount += samples.count * MemoryLayout<InkSample>.stride
    }

    /// Each number as four bytes, low byte first.
    private mutating func add(_ numbers: [Int]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * numbers.count)
        for number in numbers {
            for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
        }
        digest.add(bytes)
    }
}
