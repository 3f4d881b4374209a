import EventLoop
import HTTP
import Net
import Testing

@Suite struct HTTPServerTests {
    @Test func pipelinedRequestsAreAnsweredInOrderEvenWhenTheyAreManyAndLarge() throws {
        let harness = try Harness { exchange in
            exchange.respond(
                status: 200, body: Array("<\(exchange.request.path)>".utf8) + [UInt8](repeating: 46, count: 10_000))
        }
        let requests = (0..<300).map {
            "GET /\($0) HTTP/1.1\r\nHost: x\r\n" + ($0 == 299 ? "Connection: close\r\n\r\n" : "\r\n")
        }
        let answer = try harness.exchange(requests.joined())
        let paths = answer.split(separator: "<").dropFirst().map { $0.prefix { $0 != ">" } }
        #expect(paths.map(String.init) == (0..<300).map { "/\($0)" })
        harness.stop()
    }

    @Test func anAnswerMayComeLaterAndItsBodyInPieces() throws {
        let harness = try Harness { exchange in
            exchange.begin(HTTPResponseHead(status: 200), body: .chunked)
            for piece in ["one ", "two ", "three"] { exchange.write(Array(piece.utf8)) }
            exchange.end()
        }
        let answer = try harness.exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(answer.hasSuffix("4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n"))
        harness.stop()
    }

    @Test func aBodyIsReadWholeWithinItsLimit() throws {
        let harness = try Harness { exchange in
            exchange.collectBody(limit: 10) { body in exchange.respond(status: 200, body: body.reversed()) }
        }
        let head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        #expect(try harness.exchange(head + "Content-Length: 5\r\n\r\nslate").hasSuffix("\r\n\r\netals"))
        #expect(try harness.exchange(head + "Content-Length: 11\r\n\r\nslate slate").hasPrefix("HTTP/1.1 413 "))
        let waiting = try harness.exchange(head + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n") {
            $0.contains(10)
        }
        #expect(waiting.hasPrefix("HTTP/1.1 100 Continue\r\n"))
        harness.stop()
    }

    @Test func malformedRequestsGet400AndTheEnd() throws {
        let harness = try Harness { $0.respond(status: 200) }
        let bad =
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n"
        let answer = try harness.exchange(bad)
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.components(of: "HTTP/1.1").count == 1, "what follows is not taken for a request")
        harness.stop()
    }

    @Test func slowHeadsAndIdleConnectionsMeetTheirTimeLimits() throws {
        var limits = NetLimits()
        limits.http = HTTPLimits(headerTimeLimit: 50, idleTimeLimit: 50)
        let harness = try Harness(limits: limits) { $0.respond(status: 200) }
        #expect(try harness.exchange("GET / HTTP/1.1\r\nHos").hasPrefix("HTTP/1.1 408 "))
        #expect(try harness.exchange("") == "")
        harness.stop()
    }

    @Test func aRequestUnderWayIsFinishedWhenTheServerStops() throws {
        let harness = try Harness { exchange in
            exchange.collectBody(limit: 100) { exchange.respond(status: 200, body: $0) }
        }
        let sink = RawSink()
        let stream = try ByteStream.connect(to: harness.address, on: harness.loop) { outcome in
            guard let stream = try? outcome.get() else { return }
            try? stream.start(sink)
            stream.write(Array("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n".utf8))
        }
        harness.run { !sink.bytes.isEmpty }
        harness.server.stop()
        try harness.waitUntilRefused()
        stream.write(Array("slate".utf8))
        harness.run { sink.isOver }
        let answer = String(decoding: sink.bytes, as: UTF8.self)
        #expect(answer.contains("HTTP/1.1 200 OK") && answer.hasSuffix("slate"))
        #expect(answer.contains("Connection: close"))
        stream.close()
        harness.stop()
    }

    /// A browser keeps its idle connections though they were closed to it.
    @Test func aPeerThatKeepsAnIdleConnectionDoesNotHoldTheServerUp() throws {
        var limits = NetLimits()
        limits.lingerTimeLimit = 600_000
        let harness = try Harness(limits: limits, grace: 600_000) { $0.respond(status: 200, body: Array("slate".utf8)) }
        let sink = RawSink()
        let stream = try ByteStream.connect(to: harness.address, on: harness.loop) { outcome in
            guard let stream = try? outcome.get() else { return }
            try? stream.start(sink)
            stream.write(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        }
        harness.run { String(decoding: sink.bytes, as: UTF8.self).hasSuffix("slate") }
        harness.stop()  // and not in ten minutes
        #expect(String(decoding: sink.bytes, as: UTF8.self).contains("HTTP/1.1 200 OK"))
        stream.close()
    }

    @Test func anAnswerThatBreaksItsPromiseEndsTheConnection() throws {
        let harness = try Harness { exchange in
            exchange.begin(HTTPResponseHead(status: 200), body: .length(3))
            exchange.write(Array("four".utf8))
        }
        let answer = try harness.exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(!answer.contains("four"))
        harness.stop()
    }

    @Test func aUnixSocketServesTheSame() throws {
        let path = "/tmp/takhti-net-\(ProcessResources.processID).sock"
        let harness = try Harness(address: .unix(path: path), echo)
        let recorder = try harness.open("/")
        try recorder.peer.send(.text, Array("slate".utf8).span)
        harness.run { !recorder.messages.isEmpty }
        #expect(recorder.messages.map(\.payload) == [Array("slate".utf8)])
        harness.stop()
    }

    @Test func aServerThatCannotListenSaysWhy() throws {
        var configuration = NetConfiguration(addresses: [.ip("192.0.2.1", port: 80)], logger: quiet)
        configuration.loopCount = 2
        let server = NetServer(configuration) { _ in ClosureService { $0.respond(status: 200) } }
        #expect(throws: NetServer.StartError.self) { try server.start() }
    }
}

extension String {
    /// The pieces that begin with `mark`.
    func components(of mark: String) -> [Substring] {
        indices.filter { self[$0...].hasPrefix(mark) }.map { self[$0...] }
    }
}

@Suite struct ConnectionEndTests {
    @Test(arguments: [
        "", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "nonsense\r\n\r\n", "GET / HT",
    ])
    func aConnectionThatTheClientEndsIsLetGo(text: String) throws {
        var limits = NetLimits()
        limits.lingerTimeLimit = 600_000
        let harness = try Harness(limits: limits, grace: 600_000) { $0.respond(status: 200) }
        let sink = RawSink()
        let stream = try ByteStream.connect(to: harness.address, on: harness.loop) { outcome in
            guard let stream = try? outcome.get() else { return }
            try? stream.start(sink)
            stream.write(Array(text.utf8))
            stream.shutdown()
        }
        harness.run { sink.isOver }
        #expect(sink.isOver)
        harness.stop()  // would wait for what is still held
        stream.close()
    }
}

@Suite struct KeepAliveTests {
    @Test func anAnswerBegunWhileItsRequestIsReadKeepsTheConnection() throws {
        let harness = try Harness { exchange in
            guard exchange.hasBody else { return exchange.respond(status: 200, fields: ["Connection": "Upgrade"]) }
            exchange.readBody(
                { [unowned exchange] in exchange.write($0) }, end: { [unowned exchange] _ in exchange.end() })
            exchange.begin(HTTPResponseHead(status: 200), body: .chunked)
        }
        let first = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nslate"
        let answer = try harness.exchange(first + first + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(answer.components(of: "HTTP/1.1 200").count == 3)
        #expect(answer.components(of: "Connection: close").count == 1)
        #expect(answer.components(of: "slate").count == 2)
        harness.stop()
    }
}
