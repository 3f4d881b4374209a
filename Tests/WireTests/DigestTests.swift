import Testing
import Wire
import WireTesting

/// The same seeds give the same messages, bytes and errors in TypeScript (`web-client/tests/wire-digests.ts`).
@Suite struct DigestTests {
    struct Expected: CustomTestStringConvertible, Sendable {
        let kind: SampleKind
        let seeds, randomDigest, inputs, accepted, mutatedDigest: Int

        var testDescription: String { kind.name }

        init(_ entry: [String: Any]) throws {
            guard let kind = SampleKind.named(try entry.text("type")),
                let random = entry["random"] as? [String: Any], let mutated = entry["mutated"] as? [String: Any]
            else { throw WireVectors.Missing(file: "\(entry)") }
            self.kind = kind
            seeds = try random.number("seeds")
            randomDigest = try random.number("digest")
            inputs = try mutated.number("inputs")
            accepted = try mutated.number("accepted")
            mutatedDigest = try mutated.number("digest")
        }
    }

    static func expected() throws -> [Expected] { try WireVectors.entries("digests.json").map(Expected.init) }

    @Test func everyMessageHasDigests() throws {
        #expect(try DigestTests.expected().map(\.kind.name) == SampleKind.all.map(\.name))
    }

    @Test(arguments: try DigestTests.expected())
    func randomMessagesAreTheSameInBothLanguages(_ expected: Expected) throws {
        var digest = Digest()
        for seed in 0..<UInt32(expected.seeds) {
            var seeded = Seeded(seed: seed)
            let value = expected.kind.random(&seeded)
            digest.add(value.json)
            digest.add(try value.encoded())
        }
        #expect(Int(digest.value) == expected.randomDigest)
    }

    @Test(arguments: try DigestTests.expected())
    func brokenMessagesAreTheSameInBothLanguages(_ expected: Expected) throws {
        let golden = try MessageVector.load("messages.json").filter { $0.kind.name == expected.kind.name }.map(\.bytes)
        var (digest, seeded, accepted) = (Digest(), Seeded(seed: 1), 0)
        for _ in 0..<expected.inputs {
            var bytes = golden[seeded.below(golden.count)]
            seeded.mutate(&bytes)
            let outcome = expected.kind.outcome(of: bytes)
            digest.add(outcome.text)
            accepted += outcome.isMessage ? 1 : 0
        }
        #expect(accepted == expected.accepted)
        #expect(Int(digest.value) == expected.mutatedDigest)
    }
}
