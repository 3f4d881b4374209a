import Fuzz
import Testing

@testable import TLS

/// What a hostile network may do to a stream: it ends in a typed error or in silence, never in a trap, and never in
/// plaintext that was not sent.
@Suite struct MutationTests {
    private let hall: Hall
    private let client: TLSContext

    init() throws {
        hall = try Hall()
        client = try hall.client()
    }

    @Test func twoThousandMutatedStreamsNeverTrap() throws {
        for seed in 0..<UInt64(2_000) {
            var random = SplitMix64(seed: seed)
            let link = try hall.link(client)
            let opened = random.oneIn(2)
            if opened { try link.handshake() }
            let sent = random.bytes(fewerThan: 3_000)
            if opened { try link.send(sent) } else { try link.client.start(output: &link.toServer) }
            random.mutate(&link.toServer, dictionary: Self.words)
            let count = link.toServer.count
            deliver(link, &random)
            #expect(sent.starts(with: link.atServer), "seed \(seed)")
            #expect(link.toClient.count <= 8_192 + count, "seed \(seed)")
        }
    }

    @Test func twoThousandMutatedAnswersNeverTrapTheClient() throws {
        for seed in 0..<UInt64(2_000) {
            var random = SplitMix64(seed: seed)
            let link = try hall.link(client)
            try link.client.start(output: &link.toServer)
            try link.deliverToServer()
            random.mutate(&link.toClient, dictionary: Self.words)
            _ = try? link.settle()
            #expect(link.atClient.isEmpty && link.atServer.isEmpty, "seed \(seed)")
        }
    }

    private func deliver(_ link: Link, _ random: inout SplitMix64) {
        let bytes = link.toServer
        var start = 0
        for cut in random.cuts(of: bytes.count) {
            let piece = bytes[start..<cut]
            start = cut
            guard (try? link.server.receive(piece.span, plaintext: &link.atServer, output: &link.toClient)) != nil
            else {
                return
            }
        }
    }

    /// Record headers, alerts, a change of cipher, hellos and HTTP.
    private static let words: [[UInt8]] = [
        [22, 3, 1, 0, 5], [23, 3, 3, 0, 32], [21, 3, 3, 0, 2, 2, 40], [20, 3, 3, 0, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0],
        [22, 3, 3, 0x40, 0], [0xFF, 0xFF], [0, 0], Array("GET / HTTP/1.1\r\n".utf8),
    ]
}
