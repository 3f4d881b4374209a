import Fuzz
import Testing

@testable import WebSocket

/// Two machines talk: whatever one is given to say, in any framing and any cut, the other hears.
@Suite struct ConversationTests {
    @Test(arguments: UInt64(0)..<200) func whatOneSaysTheOtherHears(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let parameters = random.oneIn(4) ? nil : randomParameters(&random)
        let speaker: WebSocketRole = random.oneIn(2) ? .server : .client
        let from = Endpoint(.test(speaker, minimumByteCount: random.below(40)), deflate: parameters)
        let to = Endpoint(.test(speaker.peer), deflate: parameters)
        var said: [WebSocketMessage] = []
        var bytes: [UInt8] = []
        for _ in 0..<random.below(12) {
            let message = randomMessage(&random)
            said.append(message)
            bytes +=
                random.oneIn(3)
                ? try #require(from.bytes(for: PreparedMessage(message.kind, message.payload.span)))
                : try #require(from.encode(message.kind, message.payload))
            if random.oneIn(4) { bytes += try #require(from.ping(random.bytes(fewerThan: 126))) }
        }
        feed(bytes, to: to, &random)
        #expect(messages(to.takeEvents()) == said.map(\.payload))
        try closeCleanly(from, to)
    }

    @Test(arguments: UInt64(0)..<100) func fragmentsMakeTheMessage(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let parameters = randomParameters(&random)
        let listener: WebSocketRole = random.oneIn(2) ? .server : .client
        let to = Endpoint(.test(listener), deflate: parameters)
        let keepsContext = parameters.keepsContext(of: listener.peer)
        let deflater = try #require(
            Deflater(windowBits: parameters.windowBits(of: listener.peer), keepsContext: keepsContext))
        var said: [[UInt8]] = []
        for _ in 0..<6 {
            let message = randomMessage(&random), isCompressed = random.oneIn(2)
            let payload = isCompressed ? deflater.compress(message.payload.span) : message.payload
            said.append(message.payload)
            feed(fragments(payload, message.kind, isCompressed, to: listener, &random), to: to, &random)
        }
        #expect(messages(to.takeEvents()) == said)
    }

    private func fragments(
        _ payload: [UInt8], _ kind: WebSocketMessage.Kind, _ isCompressed: Bool, to role: WebSocketRole,
        _ random: inout SplitMix64
    ) -> [UInt8] {
        let cuts = random.cuts(of: payload.count) + [payload.count]
        var bytes: [UInt8] = []
        var start = 0
        for (index, end) in cuts.enumerated() {
            bytes += Machine.frame(
                to: role, index == 0 ? kind.opcode : .continuation, Array(payload[start..<end]),
                isFinal: index == cuts.count - 1, isCompressed: isCompressed && index == 0)
            if random.oneIn(5) { bytes += Machine.frame(to: role, .pong, [1]) }
            start = end
        }
        return bytes
    }

    private func closeCleanly(_ from: Endpoint, _ to: Endpoint) throws {
        to.receive(try #require(from.close(.goingAway, reason: "done")))
        let heard = to.takeEvents()
        guard heard.count == 2, case .send(let reply) = heard[0] else {
            Issue.record("no answer to close")
            return
        }
        #expect(heard[1] == .closed(WebSocketClosure(code: .goingAway, reason: "done", isClean: true)))
        from.receive(reply)
        #expect(from.events.last == .closed(WebSocketClosure(code: .goingAway, reason: "", isClean: true)))
    }

    private func feed(_ bytes: [UInt8], to endpoint: Endpoint, _ random: inout SplitMix64) {
        var start = 0
        for end in random.cuts(of: bytes.count) {
            endpoint.receive(Array(bytes[start..<end]))
            start = end
        }
    }

    private func messages(_ events: [WebSocketEvent]) -> [[UInt8]] {
        events.compactMap { if case .message(let message) = $0 { message.payload } else { nil } }
    }

    private func randomMessage(_ random: inout SplitMix64) -> WebSocketMessage {
        if random.oneIn(2) { return WebSocketMessage(.binary, random.bytes(fewerThan: 3000)) }
        let words = ["تختی ", "slate ", "κόσμε", "😀", ""]
        var text = ""
        for _ in 0..<random.below(300) { text += words[random.below(words.count)] }
        return WebSocketMessage(.text, [UInt8](text.utf8))
    }

    private func randomParameters(_ random: inout SplitMix64) -> DeflateParameters {
        DeflateParameters(
            serverNoContextTakeover: random.oneIn(2), clientNoContextTakeover: random.oneIn(2),
            serverWindowBits: UInt8(8 + random.below(8)), clientWindowBits: UInt8(8 + random.below(8)))
    }
}
