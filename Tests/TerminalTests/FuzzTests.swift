import Terminal
import TerminalTesting
import Testing

@Suite struct FuzzTests {
    @Test("hostile bytes and sizes never break the terminal, its differences or their coding", arguments: UInt64(0)..<8)
    func hostileBytes(seed: UInt64) {
        let report = TerminalFuzz.run(cases: 20, seed: seed * 1_000_000)
        #expect(report.failures == [])
        #expect(report.sequences == 20 * TerminalFuzz.sequencesPerCase)
    }
}
