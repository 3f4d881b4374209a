import Wire

/// Mutated golden messages, mutated random ones and random bytes, the same inputs as `web-client/tests/wire-fuzz.ts`
/// makes from the same seed and golden messages. Equal digests mean that both languages gave the same value or the same
/// error for every input.
public struct DifferentialFuzz: Sendable {
    /// Inputs that were messages.
    public private(set) var accepted = 0
    /// The digest of what every input came to.
    public var digest: UInt32 { running.value }

    private var running = Digest()

    /// Runs `inputs` inputs from `seed`.
    public init(inputs: Int, seed: UInt32, golden: [(kind: SampleKind, bytes: [UInt8])]) {
        var seeded = Seeded(seed: seed)
        for _ in 0..<inputs {
            let (kind, bytes) = DifferentialFuzz.makeInput(&seeded, golden)
            let outcome = kind.outcome(of: bytes)
            running.add(outcome.text)
            accepted += outcome.isMessage ? 1 : 0
        }
    }

    private static func makeInput(
        _ seeded: inout Seeded, _ golden: [(kind: SampleKind, bytes: [UInt8])]
    ) -> (SampleKind, [UInt8]) {
        let kind = SampleKind.all[seeded.below(SampleKind.all.count)]
        switch seeded.below(4) {
        case 0: return (kind, seeded.bytes(limit: 300))
        case 1:
            var bytes = (try? kind.random(&seeded).encoded()) ?? []
            seeded.mutate(&bytes)
            return (kind, bytes)
        default:
            var (kind, bytes) = golden[seeded.below(golden.count)]
            seeded.mutate(&bytes)
            return (kind, bytes)
        }
    }
}

extension SampleKind {
    /// The JSON form of what `bytes` mean, or the rule they break.
    public func outcome(of bytes: [UInt8]) -> (text: [UInt8], isMessage: Bool) {
        do throws(WireError) {
            return (try decode(bytes.span).json, true)
        } catch {
            return (Array(error.rule.utf8), false)
        }
    }
}
