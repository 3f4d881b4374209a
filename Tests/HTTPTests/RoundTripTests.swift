import Fuzz
import HTTP
import Testing

/// Messages from a seed, written by one engine and read by the other in random pieces.
@Suite struct RoundTripTests {
    @Test(arguments: UInt64(0)..<256) func aServerReadsWhatAClientWrote(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var (bytes, heads, bodies) = ([UInt8](), [HTTPRequestHead](), [[UInt8]]())
        for _ in 0...random.below(4) {
            var client = HTTPClientConnection()
            let head = request(&random)
            let body = random.bytes(fewerThan: 3000)
            bytes += try write(head, body, &client, &random)
            heads.append(head)
            bodies.append(body)
        }
        let transcript = HTTPTranscript.server(bytes, cuts: random.cuts(of: bytes.count))
        #expect(transcript.error == nil)
        #expect(transcript.messages.map(\.body) == bodies)
        for (message, head) in zip(transcript.messages, heads) {
            #expect(message.request?.method == head.method && message.request?.target == head.target)
            for (name, value) in head.fields { #expect(message.request?.fields[name] == value) }
        }
    }

    @Test(arguments: UInt64(0)..<256) func aClientReadsWhatAServerWrote(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var server = HTTPServerConnection()
        server.receive(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8).span)
        while try server.next() != nil {}
        let body = random.bytes(fewerThan: 3000)
        let head = HTTPResponseHead(status: 200, fields: fields(&random))
        var bytes = try server.respond(head, body: random.oneIn(2) ? .length(body.count) : .chunked)
        try pieces(body, &random).forEach { bytes += try server.body($0) }
        bytes += try server.end()
        let request = HTTPRequestHead(target: "/", fields: ["Host": "a"])
        let transcript = HTTPTranscript.client(bytes, cuts: random.cuts(of: bytes.count), request: request)
        let message = try #require(transcript.messages.last)
        #expect(message.body == body && message.keepsAlive && message.trailers != nil)
        for (name, value) in head.fields { #expect(message.response?.fields.values(of: name).contains(value) == true) }
    }

    private func write(
        _ head: HTTPRequestHead, _ body: [UInt8], _ client: inout HTTPClientConnection, _ random: inout SplitMix64
    ) throws -> [UInt8] {
        if body.isEmpty { return try client.send(head) }
        if random.oneIn(3) { return try client.send(head, body: .bytes(body)) }
        var bytes = try client.send(head, body: random.oneIn(2) ? .length(body.count) : .chunked)
        for piece in pieces(body, &random) { bytes += try client.body(piece) }
        return try bytes + client.end()
    }

    private func pieces(_ body: [UInt8], _ random: inout SplitMix64) -> [[UInt8]] {
        var start = 0
        return random.cuts(of: body.count).map { end in
            defer { start = end }
            return Array(body[start..<end])
        }
    }

    private func request(_ random: inout SplitMix64) -> HTTPRequestHead {
        let methods = [HTTPMethod.get, .post, .put, .delete, .patch, .options]
        let target = "/" + word(&random) + (random.oneIn(2) ? "?q=" + word(&random) : "")
        var fields = fields(&random)
        fields.append("Host", "a.example:8080")
        return HTTPRequestHead(method: methods[random.below(methods.count)], target: target, fields: fields)
    }

    private func fields(_ random: inout SplitMix64) -> HTTPFields {
        var fields = HTTPFields()
        for number in 0..<random.below(12) { fields.append("X-\(number)-" + word(&random), word(&random)) }
        return fields
    }

    private func word(_ random: inout SplitMix64) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return String((0..<1 + random.below(20)).map { _ in letters[random.below(letters.count)] })
    }
}
