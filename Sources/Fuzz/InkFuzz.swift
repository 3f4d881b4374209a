import Wire
import WireTesting

/// Feeds the ink decoders, half the time with what was mutated from valid chunks and slices, and digests what they say: the
/// same inputs as web-client/tests/ink-fuzz.ts makes. Whatever an input is, it gives points within limits or breaks a rule.
public struct InkFuzz: Sendable {
    /// Valid chunks of strokes, stroke by stroke.
    let strokes: [[[UInt8]]]
    /// Valid slices of pages, page by page.
    let pages: [[[UInt8]]]

    /// Mutates what is given; neither may be empty.
    public init(strokes: [[[UInt8]]], pages: [[[UInt8]]]) { (self.strokes, self.pages) = (strokes, pages) }

    /// Runs `iterations` inputs, each of which follows from a seed of its own, from `seed` on.
    public func run(iterations: Int, seed: UInt64) -> FuzzReport {
        var report = FuzzReport()
        for iteration in 0..<max(0, iterations) { one(seed &+ UInt64(iteration), &report) }
        return report
    }

    private func one(_ seed: UInt64, _ report: inout FuzzReport) {
        var seeded = Seeded(seed: UInt32(truncatingIfNeeded: seed))
        let kind = seeded.below(4)
        let isStroke = kind < 2
        let messages = kind % 2 == 0 ? Self.random(&seeded) : Self.mutated(isStroke ? strokes : pages, &seeded)
        var outcome = InkOutcome()
        do throws(InkError) {
            if isStroke { try outcome.stroke(messages) } else { try outcome.page(messages, &seeded) }
            report.accepted += 1
        } catch {
            outcome.digest.add(Array(error.rule.utf8))
            report.rejected += 1
            report.refusals[error.rule, default: 0] += 1
        }
        report.iterations += 1
        report.digest &+= outcome.digest.value
        report.maxBufferedBytes = max(report.maxBufferedBytes, outcome.byteCount)
        for failure in outcome.failures { report.fail("seed \(seed): \(failure)") }
    }

    private static func random(_ seeded: inout Seeded) -> [[UInt8]] {
        let count = 1 + seeded.below(2)
        return (0..<count).map { _ in
            let length = seeded.below(40)
            return seeded.fixed(length)
        }
    }

    private static func mutated(_ valid: [[[UInt8]]], _ seeded: inout Seeded) -> [[UInt8]] {
        var messages = valid[seeded.below(valid.count)]
        let place = seeded.below(messages.count)
        seeded.mutate(&messages[place])
        return messages
    }
}
