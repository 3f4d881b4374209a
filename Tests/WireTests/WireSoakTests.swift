import Foundation
import Fuzz
import Testing
import WireTesting

/// Long runs, asked for by the environment: `TAKHTI_SOAK_INPUTS` inputs for the decoders, and the digest that
/// `node wire-fuzz.mjs` printed, as `TAKHTI_WIRE_DIGEST=INPUTS:SEED:DIGEST`.
@Suite struct WireSoakTests {
    static let environment = ProcessInfo.processInfo.environment

    @Test(.enabled(if: environment["TAKHTI_SOAK_INPUTS"] != nil))
    func everyInputIsAMessageOrBreaksARuleForLong() throws {
        let inputs = try #require(WireSoakTests.environment["TAKHTI_SOAK_INPUTS"].flatMap { Int($0) })
        let golden = try MessageVector.load("messages.json").map { WireFuzz.Golden(kind: $0.kind, bytes: $0.bytes) }
        let report = WireFuzz.run(iterations: inputs, seed: 0x5EED, golden: golden)
        print(report)
        #expect(report.failures == [])
    }

    @Test(.enabled(if: environment["TAKHTI_WIRE_DIGEST"] != nil))
    func bothLanguagesSayTheSameOfTheSameInputs() throws {
        let parts = try #require(WireSoakTests.environment["TAKHTI_WIRE_DIGEST"]).split(separator: ":")
        let numbers = parts.compactMap { Int($0) }
        try #require(numbers.count == 3)
        let golden = try MessageVector.load("messages.json").map { (kind: $0.kind, bytes: $0.bytes) }
        let run = DifferentialFuzz(inputs: numbers[0], seed: UInt32(numbers[1]), golden: golden)
        #expect(Int(run.digest) == numbers[2])
    }
}
