import Fuzz
import HTTP
import Testing

@Suite struct ResponseTests {
    @Test(arguments: try Vectors.load("http-responses", as: ResponseVector.self))
    func agreesWithVector(_ vector: ResponseVector) throws {
        let transcript = read(vector, cuts: [])
        #expect(transcript.error.map { "\($0)" } == vector.error)
        #expect(transcript.complaints.isEmpty)
        guard vector.error == nil else { return }
        let final = try #require(transcript.messages.last)
        #expect(transcript.messages.dropLast().map { $0.response?.status } == vector.informational ?? [])
        #expect(final.response?.status == vector.status)
        #expect(final.body == vector.body?.latin1)
        #expect(final.keepsAlive == vector.isReusable)
        #expect(transcript.leftover == vector.leftover?.latin1)
        for (name, value) in vector.trailers ?? [:] { #expect(final.trailers?[name] == value) }
    }

    @Test(arguments: try Vectors.load("http-responses", as: ResponseVector.self))
    func splittingNeverMatters(_ vector: ResponseVector) {
        let count = vector.response.latin1.count
        let whole = read(vector, cuts: [])
        #expect(read(vector, cuts: Array(0..<count)) == whole)
        for seed in UInt64(0)..<16 {
            var random = SplitMix64(seed: seed)
            #expect(read(vector, cuts: random.cuts(of: count)) == whole)
        }
    }

    private func read(_ vector: ResponseVector, cuts: [Int]) -> HTTPTranscript {
        let fields: HTTPFields = vector.offersUpgrade == true ? ["Host": "a", "Upgrade": "x"] : ["Host": "a"]
        let request = HTTPRequestHead(method: HTTPMethod(rawValue: vector.method) ?? .get, target: "/", fields: fields)
        return HTTPTranscript.client(
            vector.response.latin1, cuts: cuts, request: request, isEnded: vector.isEnded ?? false)
    }
}
