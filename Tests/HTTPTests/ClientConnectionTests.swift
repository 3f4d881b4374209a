import HTTP
import Testing

@Suite struct ClientConnectionTests {
    private let head = HTTPRequestHead(target: "/", fields: ["Host": "a"])

    @Test(arguments: [
        (HTTPMethod.get, HTTPOutgoingBody.none, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        (.post, .none, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        (.put, .bytes([0x61]), "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na"),
        (.post, .length(1), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"),
        (.patch, .chunked, "PATCH / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"),
    ])
    func aRequestIsWrittenAsItShould(method: HTTPMethod, body: HTTPOutgoingBody, bytes: String) throws {
        var connection = HTTPClientConnection()
        var head = head
        head.method = method
        #expect(try String(connection.send(head, body: body)) == bytes)
    }

    @Test func aBodyIsSentPieceByPiece() throws {
        var connection = HTTPClientConnection()
        #expect(throws: HTTPSendError.outOfTurn) { try connection.body([1]) }
        #expect(throws: HTTPSendError.outOfTurn) { try connection.end() }
        _ = try connection.send(head, body: .chunked)
        #expect(try String(connection.body(Array("abc".utf8))) == "3\r\nabc\r\n")
        #expect(try String(connection.end(trailers: ["X": "y"])) == "0\r\nX: y\r\n\r\n")
        #expect(throws: HTTPSendError.outOfTurn) { try connection.end() }
    }

    @Test(arguments: [
        (HTTPRequestHead(target: "/a b"), HTTPOutgoingBody.none, HTTPSendError.invalidTarget),
        (HTTPRequestHead(target: ""), .none, .invalidTarget),
        (HTTPRequestHead(target: "/\r\nX: y"), .none, .invalidTarget),
        (HTTPRequestHead(method: .connect, target: "a:1"), .none, .invalidTarget),
        (HTTPRequestHead(target: "/", minorVersion: 2), .none, .invalidTarget),
        (HTTPRequestHead(target: "/", fields: ["X": "\0"]), .none, .invalidField),
        (HTTPRequestHead(target: "/", fields: ["Content-Length": "1"]), .none, .framingFieldGiven),
        (HTTPRequestHead(target: "/", fields: ["Transfer-Encoding": "x"]), .none, .framingFieldGiven),
        (HTTPRequestHead(method: .trace, target: "/"), .bytes([1]), .bodyNotAllowed),
        (HTTPRequestHead(target: "/", minorVersion: 0), .chunked, .bodyNotAllowed),
    ])
    func aMistakeWritesNothing(head: HTTPRequestHead, body: HTTPOutgoingBody, error: HTTPSendError) {
        var connection = HTTPClientConnection()
        #expect(throws: error) { try connection.send(head, body: body) }
        #expect(connection.canSend)
    }

    @Test func oneRequestIsUnderWayAtATime() throws {
        var connection = HTTPClientConnection()
        _ = try connection.send(head)
        #expect(!connection.canSend && connection.wantsMoreInput)
        #expect(throws: HTTPSendError.outOfTurn) { try connection.send(head) }
        connection.receive(Array("HTTP/1.1 204 \r\n\r\n".utf8).span)
        while try connection.next() != nil {}
        #expect(connection.canSend && !connection.shouldClose)
        connection.receiveEnd()
        #expect(!connection.canSend && connection.shouldClose && !connection.wantsMoreInput)
    }

    @Test func anAnswerBeforeTheBodyWasSentEndsTheConnection() throws {
        var connection = HTTPClientConnection()
        _ = try connection.send(head, body: .length(5))
        connection.receive(Array("HTTP/1.1 413 \r\nContent-Length: 0\r\n\r\n".utf8).span)
        while try connection.next() != nil {}
        #expect(connection.shouldClose && !connection.wantsMoreInput)
    }

    @Test func unreadInputIsBounded() throws {
        var connection = HTTPClientConnection()
        _ = try connection.send(head)
        let much = [UInt8](repeating: 0x41, count: HTTPLimits.standard.bufferByteLimit + 1)
        connection.receive(much.span)
        #expect(throws: HTTPError.inputOverrun) { try connection.next() }
        connection.receive(much.span)
        #expect(connection.bufferedBytes == 0 && connection.shouldClose)
    }

    @Test func bytesThatNobodyAskedForAreAnError() {
        var connection = HTTPClientConnection()
        connection.receive(Array("HTTP/1.1 408 \r\n\r\n".utf8).span)
        #expect(!connection.canSend)
        #expect(throws: HTTPError.unexpectedResponse) { try connection.next() }
        #expect(throws: HTTPError.unexpectedResponse) { try connection.next() }
    }

    @Test func anUpgradeHandsOverWhatFollowed() throws {
        var connection = HTTPClientConnection()
        _ = try connection.send(HTTPRequestHead(target: "/", fields: ["Host": "a", "Upgrade": "websocket"]))
        #expect(connection.takeUpgrade().isEmpty)
        connection.receive(Array("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u{1}".utf8).span)
        guard case .head(let head, .none) = try connection.next() else { throw HTTPError.truncated }
        #expect(head.status == 101)
        #expect(try connection.next() == nil)
        #expect(!connection.shouldClose)
        connection.receive([2].span)
        #expect(connection.takeUpgrade() == [1, 2])
        #expect(connection.shouldClose && connection.bufferedBytes == 0)
    }

    @Test func anEndlessBodyMeetsItsLimit() throws {
        var connection = HTTPClientConnection(limits: HTTPLimits(bodyByteLimit: 3))
        _ = try connection.send(head)
        connection.receive(Array("HTTP/1.1 200 OK\r\n\r\nabcd".utf8).span)
        guard case .head(_, .untilClose) = try connection.next() else { throw HTTPError.truncated }
        #expect(try connection.next() == .body(Array("abc".utf8)))
        #expect(throws: HTTPError.bodyTooLong) { try connection.next() }
    }
}
