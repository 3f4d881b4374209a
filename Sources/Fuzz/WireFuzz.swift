import Wire
import WireTesting

/// Feeds the decoders of every message with input from a seed: half of it mutated from valid messages (golden ones when
/// given, else random ones), a quarter valid as it is, a quarter random bytes. What is accepted must be the one encoding
/// of what it means.
public enum WireFuzz {
    /// A valid message to mutate.
    public struct Golden: Sendable {
        /// Its kind.
        public var kind: SampleKind
        /// Its encoding.
        public var bytes: [UInt8]

        /// Each field is described where it is declared.
        public init(kind: SampleKind, bytes: [UInt8]) { (self.kind, self.bytes) = (kind, bytes) }
    }

    /// Runs `iterations` inputs that follow from `seed`. Failures name the seed of the one input that shows them again,
    /// with `iterations` 1.
    public static func run(iterations: Int, seed: UInt64, golden: [Golden] = []) -> FuzzReport {
        var report = FuzzReport()
        for iteration in 0..<max(0, iterations) { one(seed: seed &+ UInt64(iteration), golden, &report) }
        return report
    }

    private static func one(seed: UInt64, _ golden: [Golden], _ report: inout FuzzReport) {
        var random = SplitMix64(seed: seed)
        let input = makeInput(golden, &random)
        report.iterations += 1
        report.maxBufferedBytes = max(report.maxBufferedBytes, input.bytes.count)
        do throws(WireError) {
            let value = try input.kind.decode(input.bytes.span)
            report.accepted += 1
            if try value.encoded() != input.bytes { report.fail("seed \(seed): \(input.kind) has two encodings") }
        } catch {
            report.rejected += 1
            if input.isValid { report.fail("seed \(seed): a valid \(input.kind) breaks \(error.rule)") }
        }
    }

    private struct Input {
        var kind: SampleKind
        var bytes: [UInt8]
        var isValid = false
    }

    private static func makeInput(_ golden: [Golden], _ random: inout SplitMix64) -> Input {
        let kind = SampleKind.all[random.below(SampleKind.all.count)]
        if random.oneIn(4) { return Input(kind: kind, bytes: random.bytes(fewerThan: random.oneIn(64) ? 4096 : 48)) }
        var input = valid(kind, golden, &random)
        if random.below(3) > 0 {
            random.mutate(&input.bytes, dictionary: words)
            input.isValid = false
        }
        return input
    }

    private static func valid(_ kind: SampleKind, _ golden: [Golden], _ random: inout SplitMix64) -> Input {
        if !golden.isEmpty, random.oneIn(2) {
            let chosen = golden[random.below(golden.count)]
            return Input(kind: chosen.kind, bytes: chosen.bytes, isValid: true)
        }
        var seeded = Seeded(seed: UInt32(truncatingIfNeeded: random.next()))
        guard let bytes = try? kind.random(&seeded).encoded() else { return Input(kind: kind, bytes: []) }
        return Input(kind: kind, bytes: bytes, isValid: true)
    }

    /// Varints and texts at the edges of what is allowed.
    private static let words: [[UInt8]] = [
        [0x00], [0x7F], [0xFF], [0x80, 0x00], [0x80, 0x01], [0xFF, 0xFF, 0x03], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
        [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x96, 0x8A],
    ]
}
