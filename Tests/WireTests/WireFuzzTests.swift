import Fuzz
import Testing
import WireTesting

@Suite struct WireFuzzTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func everyInputIsAMessageOrBreaksARule(seed: UInt64) throws {
        let golden = try MessageVector.load("messages.json").map { WireFuzz.Golden(kind: $0.kind, bytes: $0.bytes) }
        let report = WireFuzz.run(iterations: 10_000, seed: seed &* 1_000_000_007, golden: golden)
        #expect(report.failures == [])
        #expect(report.accepted > 1000 && report.rejected > 1000)
    }
}
