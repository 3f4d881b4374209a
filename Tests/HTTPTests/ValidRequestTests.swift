import Fuzz
import HTTP
import Testing

@Suite struct ValidRequestTests {
    @Test(arguments: try Vectors.load("http-valid", as: ValidRequest.self))
    func whatClientsSendIsUnderstood(_ vector: ValidRequest) throws {
        let transcript = HTTPTranscript.server(vector.request.latin1)
        #expect(transcript.error == nil)
        #expect(transcript.complaints.isEmpty)
        #expect(transcript.messages.count == vector.messages.count)
        for (message, expected) in zip(transcript.messages, vector.messages) { try check(message, expected) }
    }

    @Test(arguments: try Vectors.load("http-valid", as: ValidRequest.self))
    func splittingNeverMatters(_ vector: ValidRequest) {
        let bytes = vector.request.latin1
        let whole = HTTPTranscript.server(bytes)
        #expect(HTTPTranscript.server(bytes, cuts: Array(0..<bytes.count)) == whole)
        for seed in UInt64(0)..<16 {
            var random = SplitMix64(seed: seed)
            #expect(HTTPTranscript.server(bytes, cuts: random.cuts(of: bytes.count)) == whole)
        }
    }

    private func check(_ message: HTTPTranscript.Message, _ expected: ValidRequest.Message) throws {
        let head = try #require(message.request)
        #expect(head.method.rawValue == expected.method)
        #expect(head.target == expected.target)
        #expect(message.body == expected.body.latin1)
        #expect(message.keepsAlive == expected.keepsAlive || message.offersUpgrade)
        #expect(message.expectsContinue == expected.expectsContinue ?? false)
        #expect(message.offersUpgrade == expected.offersUpgrade ?? false)
        for (name, value) in expected.fields ?? [:] { #expect(head.fields[name] == value) }
        let trailers = try #require(message.trailers)
        #expect(trailers.count == expected.trailers?.count ?? 0)
        for (name, value) in expected.trailers ?? [:] { #expect(trailers[name] == value) }
    }
}
