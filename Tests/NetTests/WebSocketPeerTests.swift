import EventLoop
import Net
import TLS
import Testing
import WebSocket

@Suite struct WebSocketPeerTests {
    @Test func messagesComeBackPlainAndCompressed() throws {
        let harness = try Harness(echo)
        var options = WebSocketClient.Options()
        options.deflate = DeflateOffer()
        let (plain, packed) = (try harness.open("/"), try harness.open("/", options: options))
        #expect(plain.opened?.agreement.deflate == nil)
        #expect(packed.opened?.agreement.deflate?.serverNoContextTakeover == true)
        for recorder in [plain, packed] {
            try recorder.peer.send(.text, Array("सलाम ".utf8).span)
            let long = Array(String(repeating: "slate ", count: 20_000).utf8)
            try recorder.peer.send(.binary, long.span)
            harness.run { recorder.messages.count == 2 }
            #expect(recorder.messages.map(\.payload) == [Array("सलाम ".utf8), long])
            #expect(recorder.messages.last?.wasCompressed == (recorder === packed))
        }
        harness.stop()
    }

    @Test func aCleanCloseIsHeardByBothSides() throws {
        let harness = try Harness(echo)
        let recorder = try harness.open("/")
        try recorder.peer.close(.normal, reason: "done")
        harness.run { recorder.closure != nil }
        #expect(
            recorder.closure == WebSocketClosure(code: .normal, reason: "", isClean: true),
            "the code comes back, the reason does not")
        harness.run { harness.net.connectionCount == 0 }
        #expect(harness.net.connectionCount == 0, "the server ends TCP first, and then the client lets go")
        harness.stop()
    }

    @Test func stoppingTheServerTellsClientsThatItGoesAway() throws {
        let harness = try Harness(loops: 2, echo)
        let recorders = try (0..<10).map { _ in try harness.open("/") }
        harness.server.stop()
        harness.run { recorders.allSatisfy { $0.closure != nil } }
        #expect(recorders.allSatisfy { $0.closure?.code == .goingAway && $0.closure?.isClean == true })
        harness.server.wait()
        harness.stop()
    }

    @Test func overTLSTheSameAndResumedAcrossLoops() throws {
        let now = ProcessResources.unixTime
        let own = try SelfSigned.make(names: ["127.0.0.1"], now: now)
        let holder = try TLSContextHolder(identity: own.identity, ticketKeys: try TicketKeys(at: now))
        let harness = try Harness(loops: 2, tls: holder, echo)
        var options = WebSocketClient.Options()
        options.tls = try TLSContext(clientTrusting: .pinned(own.fingerprint))
        let url = try #require(NetURL("wss://127.0.0.1:\(harness.port)/"))
        for round in 0..<6 {
            let recorder = Recorder()
            var outcome: Result<WebSocketClient.Opened, NetError>?
            WebSocketClient.connect(to: url, on: harness.net, options: options) { _ in
                recorder
            } then: {
                outcome = $0
            }
            harness.run { outcome != nil }
            let opened = try #require(outcome).get()
            #expect(opened.tls?.version == .tls13)
            #expect(opened.tls?.isResumed == (round > 0))
            opened.peer.send(.binary, [UInt8](repeating: 9, count: 100_000).span)
            harness.run { recorder.messages.count == 1 }
            #expect(recorder.messages.first?.payload.count == 100_000)
            options.session = opened.peer.exportSession()
            #expect(options.session != nil)
        }
        harness.stop()
    }

    @Test func aPeerThatTakesNothingIsHeldBackAndThenServedWhole() throws {
        var limits = NetLimits()
        limits.sendHighWaterByteCount = 65_536
        let harness = try Harness(limits: limits, echo)
        let recorder = try harness.open("/")
        try recorder.peer.pauseReading()
        let message = [UInt8](repeating: 1, count: 100_000)
        for _ in 0..<70 { try recorder.peer.send(.binary, message.span) }
        harness.run { (try? recorder.peer.queuedByteCount) ?? 0 < 7_000_000 }
        #expect(recorder.messages.isEmpty)
        try recorder.peer.resumeReading()
        harness.run { recorder.messages.count == 70 }
        #expect(recorder.messages.count == 70)
        harness.stop()
    }

    @Test func aPeerThatDoesNotKeepUpIsDropped() throws {
        var limits = NetLimits()
        limits.sendQueueByteLimit = 500_000
        limits.webSocket.messageByteLimit = 10_000
        let harness = try Harness(limits: limits) { exchange in exchange.acceptWebSocket({ _ in Flood() }) }
        let recorder = try harness.open("/")
        try recorder.peer.pauseReading()
        try recorder.peer.send(.text, Array("go".utf8).span)
        try recorder.peer.flush()
        harness.runTurns(200)
        try recorder.peer.resumeReading()
        harness.run { recorder.closure != nil }
        #expect(recorder.closure?.code == .abnormal)
        harness.stop()
    }

    @Test(arguments: [false, true])
    func beyondTheLoopsBudgetThoseForWhomMostWaitsAreDropped(sendsNow: Bool) throws {
        var limits = NetLimits()
        limits.loopQueueByteLimit = 4_000_000
        let harness = try Harness(limits: limits) { exchange in
            exchange.acceptWebSocket({ _ in Supplier(sendsNow: sendsNow) })
        }
        let modest = try (0..<3).map { _ in try harness.open("/") }
        let hog = try harness.open("/")
        for (recorder, count) in modest.map({ ($0, 5) }) + [(hog, 60)] {
            try recorder.peer.pauseReading()
            try recorder.peer.send(.binary, [UInt8](repeating: 1, count: count).span)
            try recorder.peer.flush()
            harness.runTurns(50)
        }
        try hog.peer.resumeReading()
        harness.run { hog.closure != nil }
        #expect(hog.closure?.code == .abnormal)
        #expect(hog.messages.count < 60)
        for recorder in modest { try recorder.peer.resumeReading() }
        harness.run { modest.allSatisfy { $0.messages.count == 5 } }
        #expect(modest.allSatisfy { $0.messages.count == 5 && $0.closure == nil })
        harness.stop()
    }

    @Test func bothSidesKnowTheSubprotocolThatWasAgreed() throws {
        let harness = try Harness { exchange in
            let offered = exchange.offeredSubprotocols
            exchange.acceptWebSocket(
                { peer in
                    peer.send(.text, Array("\(offered) \(peer.subprotocol ?? "none")".utf8).span)
                    return Echo()
                }, subprotocols: ["slate.2", "slate.1"])
        }
        var options = WebSocketClient.Options()
        for (offered, agreed) in [(["slate.1", "slate.2"], "slate.2"), (["chalk"], nil), ([], nil)] {
            options.subprotocols = offered
            let recorder = try harness.open("/", options: options)
            #expect(try recorder.peer.subprotocol == agreed)
            harness.run { recorder.messages.count == 1 }
            #expect(recorder.messages.first?.payload == Array("\(offered) \(agreed ?? "none")".utf8))
        }
        harness.stop()
    }

    @Test func aSilentPeerIsPingedAndADeadOneDropped() throws {
        var limits = NetLimits()
        limits.pingAfter = 100
        limits.pongTimeLimit = 200
        let harness = try Harness(limits: limits, echo)
        let living = try harness.open("/")
        let sink = RawSink()
        let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        let dead = try ByteStream.connect(to: harness.address, on: harness.loop) { outcome in
            guard let stream = try? outcome.get() else { return }
            try? stream.start(sink)
            stream.write(Array("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\(key)".utf8))
        }
        harness.run { sink.isOver }
        #expect(sink.isOver, "nothing ever answered its pings")
        #expect(sink.bytes.suffix(2) == [0x89, 0], "a ping was sent first")
        #expect(living.closure == nil, "pongs are a sign of life")
        dead.close()
        harness.stop()
    }
}

/// Sends as many messages of 100,000 bytes as the message it gets is long.
private final class Supplier: WebSocketPeerDelegate {
    private let sendsNow: Bool
    init(sendsNow: Bool) { self.sendsNow = sendsNow }

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        let answer = PreparedMessage(.binary, [UInt8](repeating: 7, count: 100_000).span)
        for _ in message.payload { sendsNow ? peer.sendNow(answer) : peer.send(answer) }
    }
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}

/// Sends without end to whoever says a word.
private final class Flood: WebSocketPeerDelegate {
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        let bytes = [UInt8](repeating: 7, count: 100_000)
        while peer.isOpen { peer.send(.binary, bytes.span) }
    }
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}

@Suite struct WebSocketAnswerTests {
    @Test(arguments: [[0x88, 0x82, 0, 0, 0, 0, 3, 0xE8] as [UInt8], [0x85, 0x80, 0, 0, 0, 0]])
    func aMessageIsAnsweredThoughACloseOrAFaultCameInTheSameSegment(last: [UInt8]) throws {
        let harness = try Harness(echo)
        let sink = RawSink()
        let stream = try ByteStream.connect(to: harness.address, on: harness.loop) { outcome in
            guard let stream = try? outcome.get() else { return }
            try? stream.start(sink)
            let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            let head = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\(key)"
            stream.write(Array(head.utf8) + [0x82, 0x82, 0, 0, 0, 0, 7, 8] + last)
        }
        harness.run { sink.isOver }
        let frames = sink.bytes.indices.first { sink.bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) }.map {
            sink.bytes[($0 + 4)...]
        }
        #expect(frames?.starts(with: [0x82, 2, 7, 8, 0x88]) == true)
        stream.close()
        harness.stop()
    }

    @Test func aSlowReaderGetsAllThatWasSentBeforeTheCloseHoweverLongItTakes() throws {
        var limits = NetLimits()
        limits.lingerTimeLimit = 150
        limits.webSocket.closeTimeLimit = 150
        let harness = try Harness(limits: limits) { exchange in exchange.acceptWebSocket({ _ in Farewell() }) }
        let recorder = try harness.open("/")
        try recorder.peer.send(.text, Array("all".utf8).span)
        // Takes a little, then rests; altogether longer than any of the limits.
        var rest = 0
        harness.run {
            rest += 1
            if let peer = try? recorder.peer { rest % 40 < 4 ? peer.resumeReading() : peer.pauseReading() }
            return recorder.closure != nil
        }
        #expect(recorder.messages.count == 60)
        #expect(recorder.closure?.isClean == true)
        harness.stop()
    }
}

/// Sends six megabytes and closes.
private final class Farewell: WebSocketPeerDelegate {
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        for _ in 0..<60 { peer.send(.binary, [UInt8](repeating: 7, count: 100_000).span) }
        peer.close()
    }
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}
