import EventLoop
import HTTP
import Net
import Testing

/// Passes every request on to one address.
private final class PassingService: HTTPService {
    private let net: NetLoop
    private let inner: SocketAddress

    init(on net: NetLoop, to inner: SocketAddress) { (self.net, self.inner) = (net, inner) }

    func respond(to exchange: HTTPExchange) {
        exchange.pauseBody()
        _ = try? ByteStream.connect(to: inner, on: net.loop) { [net] outcome in
            guard case .success(let stream) = outcome else { return exchange.respond(status: 503) }
            let request = HTTPRequestHead(
                method: exchange.request.method, target: exchange.request.target, fields: ["Host": "inner"])
            HTTPPassage(exchange, over: stream, on: net) { head in
                let type = head.fields["Content-Type"].map { [("Content-Type", $0)] } ?? []
                return HTTPResponseHead(
                    status: (200...599).contains(head.status) && head.status != 205 ? head.status : 502,
                    fields: HTTPFields(type))
            }.begin(request, asksForWebSocket: exchange.asksForWebSocket) {}
        }
    }
}

/// A program that answers whatever comes with the same bytes, or does what it is told.
private final class Program: StreamDelegate {
    let stream: ByteStream
    private(set) var heard: [UInt8] = []
    private let answer: (Program) -> Void

    init(_ stream: ByteStream, _ answer: @escaping (Program) -> Void) { (self.stream, self.answer) = (stream, answer) }

    var text: String { String(decoding: heard, as: UTF8.self) }

    func streamDidRead(_ bytes: Span<UInt8>) {
        for index in bytes.indices { heard.append(bytes[index]) }
        answer(self)
    }
    func streamDidEnd() { stream.close() }
    func streamDidDrain() {}
    func streamDidFail(_ error: UVError) { stream.close() }
}

private final class Passing {
    let harness: Harness
    private let outer: NetServer
    let address: SocketAddress
    private var listener: Listener?

    init(_ answer: @escaping (Program) -> Void) throws {
        harness = try Harness { $0.respond(status: 404) }
        var inner = SocketAddress.ip("127.0.0.1", port: 0)
        let box = Box()
        let listener = try Listener(on: harness.loop, at: inner, logger: quiet) { stream in
            let program = Program(stream, answer)
            try? stream.start(program)
            box.programs.append(program)
        }
        inner = listener.address
        self.listener = listener
        programsBox = box
        var configuration = NetConfiguration(addresses: [.ip("127.0.0.1", port: 0)], logger: quiet)
        configuration.loopCount = 1
        outer = NetServer(configuration) { [inner] in PassingService(on: $0, to: inner) }
        address = try outer.start()[0]
    }

    private final class Box { var programs: [Program] = [] }
    private let programsBox: Box

    /// What each program heard.
    var heard: [String] { programsBox.programs.map(\.text) }
    var last: Program? { programsBox.programs.last }

    /// Sends bytes and returns all that comes until the end, or until enough.
    func ask(_ text: String, enough: @escaping ([UInt8]) -> Bool = { _ in false }) throws -> String {
        let sink = RawSink()
        let stream = try ByteStream.connect(to: address, on: harness.loop) { outcome in
            guard case .success(let stream) = outcome else { return }
            try? stream.start(sink)
            stream.write(Array(text.utf8))
        }
        harness.run { sink.isOver || enough(sink.bytes) }
        stream.close()
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    func stop() {
        listener?.close()
        for program in programsBox.programs { program.stream.close() }
        outer.stop()
        outer.wait()
        harness.stop()
    }
}

/// Answers with bytes once a request's head is there, and ends unless told otherwise.
private func answering(_ text: String, ending: Bool = true) -> (Program) -> Void {
    { program in
        guard program.text.contains("\r\n\r\n") else { return }
        program.stream.write(Array(text.utf8))
        if ending { program.stream.shutdown() }
    }
}

private let get = "GET /x HTTP/1.1\r\nHost: outer\r\nConnection: close\r\n\r\n"

@Suite struct HTTPPassageTests {
    private func response(to request: String = get, from answer: String, ending: Bool = true) throws -> String {
        let passing = try Passing(answering(answer, ending: ending))
        defer { passing.stop() }
        // One who asked for a WebSocket may go on asking.
        return try passing.ask(request) {
            let text = String(decoding: $0, as: UTF8.self)
            return text.contains("\r\n\r\n") && (text.hasSuffix("no") || text.hasSuffix("answer\n"))
        }
    }

    @Test func anAnswerComesBackWithAFramingOfOurOwn() throws {
        let whole = try response(from: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: y\r\n\r\nhi")
        #expect(whole.hasPrefix("HTTP/1.1 200 OK\r\n") && whole.hasSuffix("\r\n\r\nhi"))
        #expect(whole.contains("Content-Length: 2\r\n") && !whole.contains("X: y"))
        let chunked = try response(from: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")
        #expect(chunked.contains("Transfer-Encoding: chunked\r\n") && chunked.hasSuffix("2\r\nhi\r\n0\r\n\r\n"))
        let old = try response(from: "HTTP/1.0 200 OK\r\n\r\nuntil the end")
        #expect(old.hasSuffix("\r\n\r\nd\r\nuntil the end\r\n0\r\n\r\n"))
    }

    @Test func toHeadTheLengthIsToldAndNothingSent() throws {
        let answer = try response(
            to: get.replacing("GET", with: "HEAD"), from: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        #expect(answer.contains("Content-Length: 5\r\n") && answer.hasSuffix("\r\n\r\n"))
    }

    @Test func piecesArriveBeforeTheEnd() throws {
        let passing = try Passing(
            answering(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n",
                ending: false))
        defer { passing.stop() }
        let first = try passing.ask(get) { String(decoding: $0, as: UTF8.self).contains("one") }
        #expect(first.contains("Content-Type: text/event-stream"))
        // The client left: so does the connection inside.
        passing.harness.run { passing.last?.stream.isClosed == true }
        #expect(passing.last?.stream.isClosed == true)
    }

    @Test func aBodyGoesThroughInPieces() throws {
        let body = String(repeating: "0123456789abcdef", count: 20_000)
        let passing = try Passing { program in
            if program.text.hasSuffix("cdef"), program.heard.count > body.utf8.count {
                program.stream.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone".utf8))
            }
        }
        defer { passing.stop() }
        let answer = try passing.ask(
            "POST / HTTP/1.1\r\nHost: outer\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
        #expect(answer.hasSuffix("done"))
        #expect(passing.heard.first?.hasSuffix(body) == true)
    }

    @Test func aSlowClientLetsTheProgramWait() throws {
        let piece = [UInt8](repeating: 0x61, count: 65_536)
        let passing = try Passing { program in
            guard program.text.contains("\r\n\r\n") else { return }
            program.stream.write(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
            for _ in 0..<1_024 { program.stream.write(piece) }
        }
        defer { passing.stop() }
        let sink = Slow()
        let stream = try ByteStream.connect(to: passing.address, on: passing.harness.loop) { outcome in
            guard case .success(let stream) = outcome else { return }
            try? stream.start(sink)
            stream.pauseReading()
            stream.write(Array(get.utf8))
        }
        passing.harness.run { passing.last != nil }
        passing.harness.runTurns(300)
        // 64 MiB, of which kernels and we hold a part.
        #expect((passing.last?.stream.queuedByteCount ?? 0) > 40 << 20)
        stream.close()
        passing.harness.run { passing.last?.stream.isClosed == true }
        #expect(passing.last?.stream.isClosed == true)
    }

    private final class Slow: StreamDelegate {
        func streamDidRead(_ bytes: Span<UInt8>) {}
        func streamDidEnd() {}
        func streamDidDrain() {}
        func streamDidFail(_ error: UVError) {}
    }

    private static let malformed = [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nhi", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n Content-Length: 2\r\n\r\nhi", "HTTP/1.1 200 OK\r\nContent-Type: a\r\n b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: a\u{0}b\r\n\r\n", "HTTP/1.1 2 OK\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 200) + "\r\n",
        "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 40_000) + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
    ]

    /// What two readers could understand differently is no answer.
    @Test(arguments: malformed.indices)
    func whatIsNotWellFormedIsNoAnswer(index: Int) throws {
        let outer = try response(from: Self.malformed[index])
        #expect(outer.hasPrefix("HTTP/1.1 502 Bad Gateway\r\n") && outer.pieces(around: "HTTP/1.1").count == 2)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nZZ\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    ])
    func whatBreaksOffIsSeenToBreakOff(answer: String) throws {
        let outer = try response(from: answer)
        #expect(!outer.hasSuffix("0\r\n\r\n") && !outer.contains("Content-Length: 2\r\n"))
    }

    /// Two requests on one connection; the program says more than was asked for.
    @Test func aSecondAnswerReachesNobody() throws {
        let passing = try Passing(
            answering(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"))
        defer { passing.stop() }
        let two = "GET /one HTTP/1.1\r\nHost: outer\r\n\r\n" + get
        let answers = try passing.ask(two)
        #expect(!answers.contains("evil") && answers.pieces(around: "HTTP/1.1 200 OK").count == 3)
        #expect(passing.heard.count == 2 && passing.heard[0].hasPrefix("GET /one HTTP/1.1\r\nHost: inner\r\n"))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: outer\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: outer\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: outer\r\n\r\n", "GET /\r\nHost: outer\r\n\r\n",
    ])
    func aRequestThatIsNotWellFormedReachesNoProgram(request: String) throws {
        let passing = try Passing(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
        defer { passing.stop() }
        let answer = try passing.ask(request)
        #expect(answer.hasPrefix("HTTP/1.1 400 ") || answer.hasPrefix("HTTP/1.1 501 "))
        #expect(passing.heard.allSatisfy { !$0.contains("evil") && !$0.hasSuffix("\r\n\r\n") })
    }

    @Test func trailersAndExtensionsOfChunksStayBehind() throws {
        let passing = try Passing { program in
            if program.text.hasSuffix("0\r\n\r\n") {
                program.stream.write(
                    Array(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n0\r\nX-Last: a=b\r\n\r\n"
                            .utf8))
            }
        }
        defer { passing.stop() }
        let answer = try passing.ask(
            "POST / HTTP/1.1\r\nHost: outer\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1;x\r\na\r\n0\r\nX: y\r\n\r\n"
        )
        #expect(answer.hasSuffix("\r\n\r\n2\r\nhi\r\n0\r\n\r\n"))
        #expect(passing.heard[0].hasSuffix("\r\n\r\n1\r\na\r\n0\r\n\r\n"))
    }

    // MARK: WebSockets

    private static let upgrade =
        "GET /ws HTTP/1.1\r\nHost: outer\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: a, b\r\nCookie: secret\r\n\r\n"
    private static let accepted =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"

    @Test func aWebSocketGoesThroughBothWays() throws {
        let passing = try Passing { program in
            if program.text.hasSuffix("\r\n\r\n") {
                program.stream.write(Array((Self.accepted + "Sec-WebSocket-Protocol: b\r\n\r\nfirst").utf8))
            } else if program.text.hasSuffix("ping") {
                program.stream.write(Array("pong".utf8))
                program.stream.shutdown()
            }
        }
        defer { passing.stop() }
        let answer = try passing.ask(Self.upgrade + "ping")
        #expect(answer.hasPrefix("HTTP/1.1 101 ") && answer.contains("Sec-WebSocket-Protocol: b\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nfirstpong"))
        #expect(passing.heard[0].hasSuffix("\r\n\r\nping") && !passing.heard[0].contains("secret"))
    }

    @Test(arguments: [
        // Not asked for, not by who read the key, not for what was offered.
        accepted.replacing("s3pPL", with: "s3pPM") + "\r\n", accepted.replacing("websocket", with: "h2c") + "\r\n",
        accepted + "Sec-WebSocket-Protocol: c\r\n\r\n",
        accepted + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
        accepted + "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: b\r\n\r\n",
        accepted + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
    ])
    func anotherAnswerThanAgreedIsNoWebSocket(answer: String) throws {
        #expect(try response(to: Self.upgrade, from: answer).hasPrefix("HTTP/1.1 502 "))
    }

    @Test func aProgramMaySayNoToAWebSocket() throws {
        let outer = try response(
            to: Self.upgrade, from: "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
        #expect(outer.hasPrefix("HTTP/1.1 404 ") && outer.contains("no"))
    }

    @Test(arguments: ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="])
    func aRequestForNoProperWebSocketReachesNoProgram(line: String) throws {
        let passing = try Passing(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
        defer { passing.stop() }
        let answer = try passing.ask(Self.upgrade.replacing(line + "\r\n", with: ""))
        #expect(answer.hasPrefix("HTTP/1.1 400 ") && passing.heard.allSatisfy(\.isEmpty))
    }

    // MARK: Fuzz

    /// Answers put together of all that answers are made of, well or badly: the client gets one answer that it understands as we meant it, or a
    /// connection that ends early.
    @Test(arguments: UInt64(0)..<64)
    func noAnswerMakesTwo(seed: UInt64) throws {
        var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func pick(_ parts: [String]) -> String {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return parts[Int(random >> 33) % parts.count]
        }
        let parts = [
            "HTTP/1.1 200 OK\r\n", "HTTP/1.0 204 No\r\n", "HTTP/1.1 101 S\r\n", "HTTP/1.1 304 N\r\n",
            "HTTP/1.1 100 C\r\n\r\n",
            "Content-Length: 3\r\n", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "Content-Type: a\r\n",
            "\r\n",
            "3\r\nabc\r\n", "0\r\n\r\n", "abc", "\n", "\r", ":", "\u{0}", "Upgrade: websocket\r\n",
            "Connection: close\r\n",
        ]
        let answer = pick(Array(parts.prefix(5))) + (0..<8).map { _ in pick(parts) }.joined()
        let outer = try response(from: answer)
        var client = HTTPClientConnection()
        _ = try client.send(HTTPRequestHead(target: "/x", fields: ["Host": "outer", "Connection": "close"]))
        client.receive(Array(outer.utf8).span)
        client.receiveEnd()
        var heads = 0
        do {
            while let event = try client.next() { if case .head = event { heads += 1 } }
        } catch {
            // Only one that broke off.
            #expect(error == .truncated, "\(answer.debugDescription): \(outer.debugDescription)")
        }
        #expect(heads <= 1)
    }
}

extension String {
    fileprivate func pieces(around separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
