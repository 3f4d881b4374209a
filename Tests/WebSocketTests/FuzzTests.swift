import Foundation
import Fuzz
import Testing

@Suite struct WebSocketFuzzTests {
    /// Seeds that failed once, or stand for the edges, kept for good. 7548 and 78916: a reference beyond a small window was
    /// refused or not, depending on how the bytes were cut.
    static let seeds: [UInt64] = [0, 1, 7_548, 78_916, .max]

    @Test(arguments: seeds) func aSeedThatFailedOnceHolds(seed: UInt64) {
        #expect(WebSocketFuzz.run(iterations: 100, seed: seed).failures == [])
        #expect(WebSocketFuzz.runInflater(iterations: 100, seed: seed).failures == [])
    }

    /// `FUZZ_ITERATIONS` inputs from `FUZZ_SEED`: a small share unless told otherwise.
    @Test func noInputBreaksTheMachine() {
        let report = WebSocketFuzz.run(iterations: Self.iterations, seed: Self.seed)
        #expect(report.failures == [])
        #expect(report.iterations == Self.iterations && report.accepted > Self.iterations / 10)
    }

    @Test func noInputBreaksTheInflater() {
        let report = WebSocketFuzz.runInflater(iterations: Self.iterations, seed: Self.seed)
        #expect(report.failures == [])
        #expect(report.iterations == Self.iterations && report.accepted > Self.iterations / 10)
    }

    @Test func noFieldsBreakTheHandshakes() {
        let report = WebSocketFuzz.runHandshake(iterations: Self.iterations, seed: Self.seed)
        #expect(report.failures == [])
        #expect(report.iterations == Self.iterations && report.accepted > Self.iterations / 10)
    }

    @Test func theSameSeedGivesTheSameRun() {
        #expect(WebSocketFuzz.run(iterations: 200, seed: 7) == WebSocketFuzz.run(iterations: 200, seed: 7))
    }

    private static let environment = ProcessInfo.processInfo.environment
    private static let iterations = environment["FUZZ_ITERATIONS"].flatMap(Int.init) ?? 10_000
    private static let seed = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1_000
}
