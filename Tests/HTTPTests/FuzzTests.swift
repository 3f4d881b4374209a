import Foundation
import Fuzz
import Testing

@Suite struct FuzzTests {
    /// Seeds that failed once, kept for good.
    static let seeds: [UInt64] = [0, 1, 501_993_881, 0xFFFF_FFFF_FFFF_FFFF]

    @Test(arguments: seeds) func aSeedThatFailedOnceHolds(seed: UInt64) {
        #expect(HTTPFuzz.run(iterations: 100, seed: seed).failures == [])
    }

    /// `FUZZ_ITERATIONS` inputs from `FUZZ_SEED`: a small share unless told otherwise.
    @Test func noInputBreaksTheEngines() {
        let environment = ProcessInfo.processInfo.environment
        let iterations = environment["FUZZ_ITERATIONS"].flatMap(Int.init) ?? 20_000
        let seed = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1_000
        let report = HTTPFuzz.run(iterations: iterations, seed: seed)
        #expect(report.failures == [])
        #expect(report.iterations == iterations)
        #expect(report.accepted > iterations / 20)
    }

    @Test func theSameSeedGivesTheSameRun() {
        #expect(HTTPFuzz.run(iterations: 200, seed: 7) == HTTPFuzz.run(iterations: 200, seed: 7))
    }
}
