import WebSocket

extension WebSocketFuzz {
    /// Runs `iterations` handshakes that follow from `seed`: fields made of words, most of them mutated. What a server agrees
    /// to, the client that offered it must agree to as well; all else must be refused without a trap.
    public static func runHandshake(iterations: Int, seed: UInt64) -> FuzzReport {
        var report = FuzzReport()
        for iteration in 0..<max(0, iterations) { oneHandshake(seed &+ UInt64(iteration), &report) }
        return report
    }

    private static let pieces = [
        "permessage-deflate", "; server_no_context_takeover", "; client_no_context_takeover",
        "; client_max_window_bits",
        "; server_max_window_bits=10", "; client_max_window_bits=\"9\"", ", ", "foo; bar=\"b\\az\"", ";", "=", "\"",
    ]

    private static func oneHandshake(_ seed: UInt64, _ report: inout FuzzReport) {
        var random = SplitMix64(seed: seed)
        let offer = DeflateOffer(
            serverNoContextTakeover: random.oneIn(2), clientNoContextTakeover: random.oneIn(2),
            serverWindowBits: random.oneIn(2) ? nil : UInt8(random.below(20)),
            clientWindowBits: random.oneIn(2) ? nil : UInt8(random.below(20)))
        let client = ClientHandshake(
            nonce: (0..<16).map { _ in random.byte() }, subprotocols: ["takhti.1", "b"], deflate: offer)
        let fields = client.fields.map { ($0.name.lowercased(), $0.value) }
        let isSpoilt = !random.oneIn(4)
        let asked = isSpoilt ? spoil(fields, &random) : fields
        let answered = serve(asked, &random)
        report.iterations += 1
        guard let answered else { return report.rejected += 1 }
        report.accepted += 1
        let isTaken = take(random.oneIn(2) ? answered : spoil(answered, &random), client)
        if !isSpoilt, !take(answered, client) { report.fail("seed \(seed): the ends do not agree") }
        if isTaken, answered.count < 3 { report.fail("seed \(seed): an answer without its fields") }
    }

    private static func serve(_ fields: [(String, String)], _ random: inout SplitMix64) -> [(String, String)]? {
        let policy = DeflatePolicy(
            serverNoContextTakeover: random.oneIn(2), clientNoContextTakeover: random.oneIn(2),
            serverWindowBits: UInt8(random.below(20)), clientWindowBits: UInt8(random.below(20)))
        let server = try? ServerHandshake(
            method: "GET", httpVersion: (1, 1), subprotocols: ["b"], deflate: policy,
            values: { name in fields.filter { $0.0 == name }.map(\.1) })
        return server.map { $0.fields.map { ($0.name.lowercased(), $0.value) } }
    }

    private static func take(_ fields: [(String, String)], _ client: ClientHandshake) -> Bool {
        let agreement = try? client.accept(
            status: 101, values: { name in fields.filter { $0.0 == name }.map(\.1) })
        return agreement != nil
    }

    /// Puts pieces of extensions in, and changes bytes of one field.
    private static func spoil(_ fields: [(String, String)], _ random: inout SplitMix64) -> [(String, String)] {
        var spoilt = fields
        if random.oneIn(2) {
            let words = (0..<random.below(8)).map { _ in pieces[random.below(pieces.count)] }
            spoilt.append(("sec-websocket-extensions", words.joined()))
        }
        let index = random.below(spoilt.count)
        var bytes = [UInt8](spoilt[index].1.utf8)
        if random.oneIn(2) { random.mutate(&bytes, dictionary: pieces.map { [UInt8]($0.utf8) }) }
        spoilt[index].1 = String(decoding: bytes, as: UTF8.self)
        return spoilt
    }
}
