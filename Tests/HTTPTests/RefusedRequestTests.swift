import Fuzz
import HTTP
import Testing

@Suite struct RefusedRequestTests {
    @Test(arguments: try Vectors.load("http-smuggling", as: RefusedRequest.self))
    func whatTwoReadersCouldUnderstandDifferentlyIsAnsweredWith400(_ vector: RefusedRequest) throws {
        #expect(vector.status == 400)
        try check(vector)
    }

    @Test(arguments: try Vectors.load("http-refused", as: RefusedRequest.self))
    func whatIsTooMuchOrUnknownIsAnsweredWithItsStatus(_ vector: RefusedRequest) throws { try check(vector) }

    @Test func theCorpusIsLarge() throws {
        #expect(try Vectors.load("http-smuggling", as: RefusedRequest.self).count >= 90)
    }

    @Test(arguments: try Vectors.load("http-smuggling", as: RefusedRequest.self))
    func theAnswerIsWholeAndClosesTheConnection(_ vector: RefusedRequest) throws {
        var connection = HTTPServerConnection()
        connection.receive(vector.request.latin1.span)
        let error = try #require(failure(&connection))
        let answer = connection.errorResponse(for: error, date: "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(connection.shouldClose && !connection.wantsMoreInput && connection.bufferedBytes == 0)
        var client = HTTPClientConnection()
        _ = try client.send(HTTPRequestHead(target: "/"))
        client.receive(answer.span)
        guard case .head(let head, .length) = try client.next() else { throw error }
        #expect(head.status == 400 && head.fields["Connection"] == "close" && head.fields.contains("Date"))
        #expect(try client.next() == .body(Array("400 Bad Request\n".utf8)))
        #expect(try client.next() == .end(trailers: [:]))
        #expect(client.shouldClose)
    }

    private func check(_ vector: RefusedRequest) throws {
        let bytes = vector.request.latin1
        let whole = HTTPTranscript.server(bytes)
        #expect(whole.error.map { "\($0)" } == vector.error)
        #expect(whole.error?.status == vector.status)
        #expect(whole.complaints.isEmpty)
        #expect(HTTPTranscript.server(bytes, cuts: Array(0..<bytes.count)) == whole)
        for seed in UInt64(0)..<8 {
            var random = SplitMix64(seed: seed)
            #expect(HTTPTranscript.server(bytes, cuts: random.cuts(of: bytes.count)) == whole)
        }
    }

    /// The error after answering the requests before it.
    private func failure(_ connection: inout HTTPServerConnection) -> HTTPError? {
        do throws(HTTPError) {
            while let event = try connection.next() {
                if case .end = event { _ = try? connection.respond(HTTPResponseHead(status: 200)) }
            }
            return nil
        } catch {
            return error
        }
    }
}
