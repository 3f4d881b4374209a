import Terminal
import TerminalTesting
import Testing

@Suite struct FuzzTests {
    /// Seeds that once failed. 3118: DCH moved half a wide character.
    static let kept: [UInt64] = [3118]

    @Test("seeds that once failed do so no more", arguments: kept)
    func keptSeeds(seed: UInt64) { #expect(TerminalFuzz.run(cases: 1, seed: seed).failures == []) }

    @Test("hostile bytes and sizes never break the terminal, its differences or their coding", arguments: UInt64(0)..<8)
    func hostileBytes(seed: UInt64) {
        let report = TerminalFuzz.run(cases: 20, seed: seed * 1_000_000)
        #expect(report.failures == [])
        #expect(report.sequences == 20 * TerminalFuzz.sequencesPerCase)
    }
}
