import Wire
import WireTesting

/// Writing-like strokes from a seed, chunk by chunk.
public struct Scribble: Sendable {
    private var encoder: InkStrokeEncoder
    private var x: Int32
    private var y: Int32
    private var dx: Int32 = 0
    private var dy: Int32 = 0
    private var pressure = 40
    private var isFirst = true
    /// All samples so far, as they were before coding.
    public private(set) var samples: [InkSample] = []

    /// A pen that comes down somewhere.
    public init(_ seeded: inout Seeded, format: InkFormat = InkFormat(.samples, .quarter, .six, .stylus)) {
        encoder = InkStrokeEncoder(format)
        x = Int32(400 + seeded.below(14_000))
        y = Int32(400 + seeded.below(8_000))
    }

    /// The next chunk, of `count` samples; none only for the last one of a stroke.
    public mutating func chunk(_ seeded: inout Seeded, count: Int, isLast: Bool = false) throws(InkError) -> [UInt8] {
        var next: [InkSample] = []
        for _ in 0..<count { next.append(sample(&seeded)) }
        samples += next
        defer { isFirst = false }
        return try encoder.encode(next, duration: isFirst ? max(0, count - 1) * 8 : count * 8, start: isFirst ? 33 : 0, isLast: isLast)
    }

    private mutating func sample(_ seeded: inout Seeded) -> InkSample {
        let sample = InkSample(x: x, y: y, pressure: UInt8(pressure))
        dx = min(max(dx + Int32(seeded.below(17)) - 8, -60), 60)
        dy = min(max(dy + Int32(seeded.below(17)) - 8, -60), 60)
        (x, y) = (min(max(x + dx, 0), 15_359), min(max(y + dy, 0), 8_639))
        pressure = min(max(pressure + seeded.below(15) - 6, 0), 255)
        return sample
    }

    /// A whole stroke in chunks of a few samples.
    public static func stroke(_ seeded: inout Seeded, sampleCount: Int, perChunk: Int = 5) throws(InkError) -> [[UInt8]] {
        var scribble = Scribble(&seeded)
        var chunks: [[UInt8]] = []
        var left = max(sampleCount, 1)
        while left > 0 {
            let count = min(perChunk, left)
            left -= count
            chunks.append(try scribble.chunk(&seeded, count: count, isLast: left == 0))
        }
        return chunks
    }
}
