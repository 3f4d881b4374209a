import HTTP
import Testing

@Suite struct ServerConnectionTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let upgrade =
        "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"

    private func connection(_ text: String = "", limits: HTTPLimits = .standard) -> HTTPServerConnection {
        var connection = HTTPServerConnection(limits: limits)
        connection.receive(text.latin1.span)
        return connection
    }

    private func post(_ fields: String, _ body: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)"
    }

    @Test func anIdleConnectionIsSmall() {
        #expect(MemoryLayout<HTTPServerConnection>.size <= 150)
        #expect(MemoryLayout<HTTPClientConnection>.size <= 150)
    }

    @Test func theNextRequestWaitsForTheResponseToTheOneBefore() throws {
        var connection = connection(Self.get + Self.get)
        guard case .head = try connection.next(), case .end = try connection.next() else { throw HTTPError.truncated }
        #expect(try connection.next() == nil)
        #expect(!connection.isReadyForNext)
        #expect(connection.bufferedBytes == Self.get.utf8.count)
        _ = try connection.respond(HTTPResponseHead(status: 200))
        #expect(connection.isReadyForNext && !connection.isIdle)
        guard case .head = try connection.next() else { throw HTTPError.truncated }
    }

    @Test func aResponseBeforeTheEndWasToldDoesNotLoseTheEnd() throws {
        var connection = connection(Self.get + Self.get)
        guard case .head = try connection.next() else { throw HTTPError.truncated }
        _ = try connection.respond(HTTPResponseHead(status: 200))
        guard case .end = try connection.next(), case .head = try connection.next() else { throw HTTPError.truncated }
    }

    @Test func unreadInputIsBounded() throws {
        var connection = connection(Self.get)
        while try connection.next() != nil {}
        let read = [UInt8](repeating: 0x41, count: HTTPLimits.standard.bufferByteLimit / 2)
        #expect(connection.wantsMoreInput)
        connection.receive(read.span)
        #expect(!connection.wantsMoreInput && connection.bufferedBytes == read.count)
        connection.receive(read.span)
        #expect(connection.bufferedBytes == HTTPLimits.standard.bufferByteLimit)
        connection.receive([0x41].span)
        #expect(throws: HTTPError.inputOverrun) { try connection.next() }
        #expect(connection.bufferedBytes == 0)
        connection.receive(read.span)
        #expect(connection.bufferedBytes == 0)
    }

    @Test func aBodyIsStreamed() throws {
        var connection = connection(post("Content-Length: 4", "ab"))
        guard case .head(_, .length(4)) = try connection.next() else { throw HTTPError.truncated }
        #expect(try connection.next() == .body(Array("ab".utf8)))
        #expect(try connection.next() == nil)
        connection.receive(Array("cd".utf8).span)
        #expect(try connection.next() == .body(Array("cd".utf8)))
        #expect(try connection.next() == .end(trailers: [:]))
    }

    @Test func theBodyBeforeAnErrorIsTold() throws {
        var connection = connection(post("Transfer-Encoding: chunked", "2\r\nab\r\nx"))
        _ = try connection.next()
        #expect(try connection.next() == .body(Array("ab".utf8)))
        #expect(throws: HTTPError.malformedChunkSize) { try connection.next() }
        #expect(throws: HTTPError.malformedChunkSize) { try connection.next() }
    }

    @Test func aClientThatExpects100IsToldToContinue() throws {
        var connection = connection(post("Expect: 100-continue\r\nContent-Length: 1"))
        _ = try connection.next()
        #expect(connection.expectsContinue)
        #expect(connection.continueBytes() == Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        #expect(connection.continueBytes().isEmpty)
        connection.receive(Array("a".utf8).span)
        #expect(try connection.next() == .body([0x61]))
        #expect(try connection.next() == .end(trailers: [:]))
        #expect(
            try String(connection.respond(HTTPResponseHead(status: 200)))
                == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        #expect(!connection.shouldClose)
    }

    @Test func aRefusedExpectationClosesTheConnection() throws {
        var connection = connection(post("Expect: 100-continue\r\nContent-Length: 1"))
        _ = try connection.next()
        let bytes = try connection.respond(HTTPResponseHead(status: 413))
        #expect(String(bytes) == "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        #expect(connection.shouldClose && !connection.wantsMoreInput)
        #expect(try connection.next() == nil)
    }

    @Test func aClientThatDoesNotWaitNeedsNo100() throws {
        var connection = connection(post("Expect: 100-continue\r\nContent-Length: 1", "a"))
        _ = try connection.next()
        _ = try connection.next()
        #expect(connection.continueBytes().isEmpty)
    }

    @Test func anUpgradeHandsOverWhatFollowed() throws {
        var connection = connection(Self.upgrade + "\u{1}\u{2}")
        _ = try connection.next()
        #expect(connection.offersUpgrade)
        #expect(try connection.next() == .end(trailers: [:]))
        #expect(connection.takeUpgrade().isEmpty)
        let bytes = try connection.respond(HTTPResponseHead(status: 101, fields: ["Upgrade": "websocket"]))
        #expect(
            String(bytes) == "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        #expect(!connection.shouldClose)
        connection.receive([3].span)
        #expect(connection.timeLimit == nil && connection.wantsMoreInput)
        #expect(connection.takeUpgrade() == [1, 2, 3])
        #expect(connection.bufferedBytes == 0 && connection.takeUpgrade().isEmpty)
    }

    @Test func anUpgradeMayBeDeclined() throws {
        var connection = connection(Self.upgrade + Self.get)
        while try connection.next() != nil {}
        _ = try connection.respond(HTTPResponseHead(status: 403))
        guard case .head(let head, _) = try connection.next() else { throw HTTPError.truncated }
        #expect(head.target == "/" && !connection.offersUpgrade)
    }

    @Test func anUpgradeThatWasNotOfferedIsAMistake() throws {
        var connection = connection(Self.get)
        while try connection.next() != nil {}
        #expect(throws: HTTPSendError.upgradeNotOffered) { try connection.respond(HTTPResponseHead(status: 101)) }
    }

    @Test func oneTimeLimitAppliesAtATime() throws {
        var connection = HTTPServerConnection()
        let idle = try #require(connection.timeLimit)
        #expect(idle.kind == .nextRequest && idle.error == nil && idle.milliseconds == 60_000)
        connection.receive(Array("GET".utf8).span)
        let head = try #require(connection.timeLimit)
        #expect(head.kind == .head && head.error == .headerTimeout && head.milliseconds == 15_000)
        _ = try connection.next()
        connection.receive(Array(" / HTTP/1.1\r\nHost: a\r\n".utf8).span)
        _ = try connection.next()
        #expect(connection.timeLimit == head, "more bytes of the head do not renew its limit")
        connection.receive(Array("\r\n".utf8).span)
        while try connection.next() != nil {}
        #expect(connection.timeLimit == nil)
        _ = try connection.respond(HTTPResponseHead(status: 200))
        #expect(connection.timeLimit?.kind == .nextRequest && connection.timeLimit != idle)
    }

    @Test func aBodyMustKeepToItsLowestRate() throws {
        var connection = connection(post("Content-Length: 100"), limits: HTTPLimits(bodyStepByteCount: 10))
        _ = try connection.next()
        let start = try #require(connection.timeLimit)
        #expect(start.kind == .body && start.error == .bodyTimeout)
        connection.receive(Array("123456789".utf8).span)
        _ = try connection.next()
        #expect(connection.timeLimit == start, "nine bytes do not renew the limit")
        connection.receive(Array("0".utf8).span)
        _ = try connection.next()
        #expect(connection.timeLimit != start && connection.timeLimit?.kind == .body)
    }

    @Test func timeLimitsOfPipelinedRequestsDiffer() throws {
        var connection = connection(Self.get + "GET")
        while try connection.next() != nil {}
        _ = try connection.respond(HTTPResponseHead(status: 200))
        #expect(connection.timeLimit?.kind == .head)
    }

    @Test func theEndOfTheInputEndsAnIdleConnection() throws {
        var connection = HTTPServerConnection()
        connection.receiveEnd()
        #expect(try connection.next() == nil)
        #expect(connection.shouldClose)
    }

    @Test func whatCameBeforeTheEndOfTheInputIsAnswered() throws {
        var connection = connection(Self.get + Self.get)
        connection.receiveEnd()
        for _ in 0..<2 {
            while try connection.next() != nil {}
            #expect(!connection.shouldClose && !connection.wantsMoreInput)
            _ = try connection.respond(HTTPResponseHead(status: 200))
        }
        #expect(connection.shouldClose)
    }

    @Test(arguments: ["GET", get + "\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na"])
    func theEndOfTheInputWithinARequestIsAnError(text: String) throws {
        var connection = connection(text)
        connection.receiveEnd()
        #expect(throws: HTTPError.truncated) {
            while let event = try connection.next() {
                if case .end = event { _ = try connection.respond(HTTPResponseHead(status: 200)) }
            }
        }
    }

    @Test func aGracefulStopFinishesTheRequest() throws {
        var busy = connection(Self.get)
        while try busy.next() != nil {}
        busy.closeAfterResponse()
        #expect(!busy.shouldClose)
        let bytes = try busy.respond(HTTPResponseHead(status: 200))
        #expect(String(bytes) == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        #expect(busy.shouldClose)
        var idle = connection()
        idle.closeAfterResponse()
        #expect(idle.shouldClose)
    }

    @Test func anErrorInTheMiddleOfAResponseOnlyCloses() throws {
        var connection = connection(post("Transfer-Encoding: chunked"))
        _ = try connection.next()
        _ = try connection.respond(HTTPResponseHead(status: 200), body: .chunked)
        connection.receive(Array("x".utf8).span)
        #expect(throws: HTTPError.malformedChunkSize) { try connection.next() }
        #expect(connection.errorResponse(for: .malformedChunkSize).isEmpty)
        #expect(connection.shouldClose)
    }

    @Test func anErrorInTheBodyOfHeadIsAnsweredWithoutABody() throws {
        let head = "HEAD / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx"
        var connection = connection(head)
        _ = try connection.next()
        #expect(throws: HTTPError.malformedChunkSize) { try connection.next() }
        let answer = String(connection.errorResponse(for: .malformedChunkSize))
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n") && answer.hasSuffix("Connection: close\r\n\r\n"))
        #expect(connection.errorResponse(for: .malformedChunkSize).isEmpty, "an error is answered once")
    }

    @Test func aTimeOutIsAnsweredWith408() throws {
        var connection = connection("GET / HT")
        _ = try connection.next()
        let error = try #require(connection.timeLimit?.error)
        #expect(String(connection.errorResponse(for: error)).hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(connection.shouldClose)
    }

    @Test func everyErrorHasAStatusWithAPhrase() {
        for error in HTTPError.allCases {
            #expect((400...599).contains(error.status))
            #expect(!HTTPResponseHead(status: error.status).reason.isEmpty)
        }
    }
}

extension String {
    init(_ bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}
