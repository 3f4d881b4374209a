import HTTP
import Testing

@Suite struct ServerResponseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var method = "GET"
        var version = 1
        var fields = ""
        var head = HTTPResponseHead(status: 200)
        var body = HTTPOutgoingBody.none
        var pieces: [String] = []
        var trailers: HTTPFields = [:]
        let bytes: String
        var closes = false

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "nothing", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        Case(name: "bytes", body: .bytes([0x61]), bytes: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"),
        Case(
            name: "a length", body: .length(3), pieces: ["a", "", "bc"],
            bytes: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"),
        Case(name: "a length of 0", body: .length(0), bytes: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        Case(
            name: "chunks", body: .chunked, pieces: ["0123456789abcdef", "", "g"],
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n1\r\ng\r\n0\r\n\r\n"),
        Case(
            name: "chunks with trailers", body: .chunked, trailers: ["X": "y"],
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n"),
        Case(
            name: "chunks to HTTP/1.0", version: 0, fields: "Connection: keep-alive\r\n", body: .chunked, pieces: ["a"],
            bytes: "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\na", closes: true),
        Case(
            name: "HTTP/1.0", version: 0, bytes: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            closes: true),
        Case(
            name: "HTTP/1.0 kept alive", version: 0, fields: "Connection: keep-alive\r\n",
            bytes: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"),
        Case(
            name: "close asked for", fields: "Connection: close\r\n",
            bytes: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", closes: true),
        Case(
            name: "close said by the program", head: HTTPResponseHead(status: 200, fields: ["Connection": "close"]),
            bytes: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", closes: true),
        Case(
            name: "HEAD with bytes", method: "HEAD", body: .bytes([1, 2]),
            bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"),
        Case(
            name: "HEAD with a length", method: "HEAD", body: .length(9), pieces: ["123"],
            bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
        Case(
            name: "HEAD with chunks", method: "HEAD", body: .chunked, pieces: ["123"],
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        Case(name: "204", head: HTTPResponseHead(status: 204), bytes: "HTTP/1.1 204 No Content\r\n\r\n"),
        Case(
            name: "304", head: HTTPResponseHead(status: 304, fields: ["ETag": "\"a\""]),
            bytes: "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n"),
        Case(
            name: "304 with a length", head: HTTPResponseHead(status: 304), body: .length(5), pieces: ["x"],
            bytes: "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
        Case(
            name: "a status without a phrase", head: HTTPResponseHead(status: 599),
            bytes: "HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n"),
    ]

    @Test(arguments: cases) func isWrittenAsItShould(_ example: Case) throws {
        var connection = try asked(example.method, example.version, example.fields)
        var bytes = try connection.respond(example.head, body: example.body)
        for piece in example.pieces { bytes += try connection.body(Array(piece.utf8)) }
        switch example.body {
        case .none, .bytes: #expect(throws: HTTPSendError.outOfTurn) { try connection.end() }
        case .length, .chunked: bytes += try connection.end(trailers: example.trailers)
        }
        #expect(String(bytes) == example.bytes)
        #expect(connection.shouldClose == example.closes)
        #expect(connection.isReadyForNext != example.closes)
    }

    @Test func theDateComesFirst() throws {
        var connection = try asked()
        let bytes = try connection.respond(HTTPResponseHead(status: 204), date: HTTPDate(seconds: 0).text)
        #expect(String(bytes) == "HTTP/1.1 204 No Content\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n")
    }

    @Test(arguments: [
        (HTTPResponseHead(status: 100), HTTPOutgoingBody.none, HTTPSendError.invalidStatus),
        (HTTPResponseHead(status: 199), .none, .invalidStatus),
        (HTTPResponseHead(status: 600), .none, .invalidStatus),
        (HTTPResponseHead(status: 200, fields: ["X": "a\r\nY: b"]), .none, .invalidField),
        (HTTPResponseHead(status: 200, fields: ["X Y": "a"]), .none, .invalidField),
        (HTTPResponseHead(status: 200, fields: ["": "a"]), .none, .invalidField),
        (HTTPResponseHead(status: 200, fields: ["content-length": "1"]), .none, .framingFieldGiven),
        (HTTPResponseHead(status: 200, fields: ["Transfer-Encoding": "chunked"]), .none, .framingFieldGiven),
        (HTTPResponseHead(status: 200, fields: ["Date": "x"]), .none, .framingFieldGiven),
        (HTTPResponseHead(status: 204), .bytes([1]), .bodyNotAllowed),
        (HTTPResponseHead(status: 205), .chunked, .bodyNotAllowed),
        (HTTPResponseHead(status: 200), .length(-1), .bodyTooShort),
    ])
    func aMistakeWritesNothing(head: HTTPResponseHead, body: HTTPOutgoingBody, error: HTTPSendError) throws {
        var connection = try asked()
        #expect(throws: error) { try connection.respond(head, body: body) }
        #expect(throws: Never.self) { try connection.respond(HTTPResponseHead(status: 500)) }
    }

    @Test func aBodyKeepsToItsLength() throws {
        var connection = try asked()
        _ = try connection.respond(HTTPResponseHead(status: 200), body: .length(2))
        #expect(try connection.body([1]) == [1])
        #expect(throws: HTTPSendError.bodyTooShort) { try connection.end() }
        #expect(throws: HTTPSendError.bodyTooLong) { try connection.body([2, 3]) }
        #expect(try connection.body([2]) == [2])
        #expect(try connection.end().isEmpty)
    }

    @Test(arguments: [["Content-Length": "1"], ["X": "\n"]] as [HTTPFields])
    func trailersAreChecked(trailers: HTTPFields) throws {
        var connection = try asked()
        _ = try connection.respond(HTTPResponseHead(status: 200), body: .chunked)
        #expect(throws: HTTPSendError.invalidField) { try connection.end(trailers: trailers) }
    }

    @Test func nothingIsAnsweredOutOfTurn() throws {
        var connection = HTTPServerConnection()
        #expect(throws: HTTPSendError.outOfTurn) { try connection.respond(HTTPResponseHead(status: 200)) }
        #expect(throws: HTTPSendError.outOfTurn) { try connection.body([1]) }
        connection = try asked()
        _ = try connection.respond(HTTPResponseHead(status: 200), body: .chunked)
        #expect(throws: HTTPSendError.outOfTurn) { try connection.respond(HTTPResponseHead(status: 200)) }
    }

    @Test func everyStatusInUseHasAPhrase() {
        for status in [
            100, 101, 200, 201, 202, 204, 205, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406, 408,
            409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 426, 428, 429, 431, 500, 501, 502, 503, 504, 505,
            507,
        ] {
            #expect(!HTTPResponseHead(status: status).reason.isEmpty)
        }
    }

    private func asked(_ method: String = "GET", _ version: Int = 1, _ fields: String = "") throws
        -> HTTPServerConnection
    {
        var connection = HTTPServerConnection()
        connection.receive("\(method) / HTTP/1.\(version)\r\nHost: a\r\n\(fields)\r\n".latin1.span)
        while try connection.next() != nil {}
        return connection
    }
}
