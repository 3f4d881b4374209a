import EventLoop
import Glibc
import Testing

@Suite struct ByteStreamTests {
    @Test(arguments: [
        SocketAddress.ip("127.0.0.1", port: 0), .ip("::1", port: 0), .unix(path: "/tmp/takhti-test-\(getpid()).sock"),
    ])
    func bytesArriveAsTheyWereSent(address: SocketAddress) throws {
        let pair = try Pair(at: address)
        let (probe, echo) = (Probe(), Probe())
        try pair.server.start(probe)
        try pair.client.start(echo)
        pair.client.write(Array("good morning".utf8))
        pair.server.write(Array("good day".utf8).span)
        pair.loop.runUntil { probe.received.count == 12 && echo.received.count == 8 }
        #expect(probe.text == "good morning")
        #expect(echo.text == "good day")
        pair.close()
    }

    @Test func aFullSendBufferQueuesTheRestAndDrainsInOrder() throws {
        let pair = try Pair()
        let (reader, writer) = (Probe(), Probe())
        try pair.client.start(writer)
        let chunks = (0..<60).map { [UInt8](repeating: UInt8($0), count: 100_000) }
        for chunk in chunks { pair.client.write(chunk) }
        #expect(pair.client.queuedByteCount > 0)
        #expect(writer.drains == 0)
        try pair.server.start(reader)
        pair.loop.runUntil { reader.received.count == 6_000_000 && writer.drains == 1 }
        #expect(reader.received == Array(chunks.joined()))
        #expect(pair.client.queuedByteCount == 0)
        #expect(writer.drains == 1)
        pair.close()
    }

    @Test func aPausedReaderHoldsItsPeerBack() throws {
        let pair = try Pair()
        let reader = Probe()
        try pair.server.start(reader)
        pair.server.pauseReading()
        for _ in 0..<60 { pair.client.write([UInt8](repeating: 7, count: 100_000)) }
        pair.loop.runTurns(50)
        #expect(reader.received.isEmpty)
        #expect(pair.client.queuedByteCount > 0)
        try pair.server.resumeReading()
        pair.loop.runUntil { reader.received.count == 6_000_000 }
        #expect(reader.received.count == 6_000_000)
        pair.close()
    }

    @Test func theLoopKnowsWhatAllItsStreamsHoldQueued() throws {
        let pair = try Pair()
        let (reader, writer) = (Probe(), Probe())
        try pair.client.start(writer)
        try pair.server.start(reader)
        pair.server.pauseReading()
        for _ in 0..<60 { pair.client.write([UInt8](repeating: 7, count: 100_000)) }
        pair.loop.runTurns(20)
        #expect(pair.loop.queuedByteCount > 0)
        #expect(pair.loop.queuedByteCount == pair.client.queuedByteCount)
        try pair.server.resumeReading()
        pair.loop.runUntil { writer.drains == 1 }
        #expect(pair.loop.queuedByteCount == 0)
        pair.server.pauseReading()
        for _ in 0..<60 { pair.client.write([UInt8](repeating: 7, count: 100_000)) }
        #expect(pair.loop.queuedByteCount > 0)
        pair.client.close()
        #expect(pair.loop.queuedByteCount == 0, "what is dropped counts no more")
        pair.close()
    }

    @Test func aStreamMayKeepWhatItsPeerDoesNotTakeOutOfTheKernel() throws {
        let queued = try [nil, 16_384].map { (limit: Int?) in
            let pair = try Pair()
            try pair.client.start(Probe())
            if let limit { pair.client.limitUnsent(toByteCount: limit) }
            for _ in 0..<600 { pair.client.write([UInt8](repeating: 7, count: 10_000)) }
            pair.loop.runTurns(50)
            defer { pair.close() }
            return pair.client.queuedByteCount
        }
        #expect(queued[1] > queued[0] + 1_000_000)
    }

    @Test func halfCloseEndsOneDirectionAfterWhatWasQueued() throws {
        let pair = try Pair()
        let (reader, writer) = (Probe(), Probe())
        try pair.server.start(reader)
        try pair.client.start(writer)
        pair.client.write([UInt8](repeating: 1, count: 5_000_000))
        pair.client.shutdown()
        pair.client.write([9])
        pair.loop.runUntil { reader.hasEnded }
        #expect(reader.received.count == 5_000_000)
        pair.server.write(Array("still here".utf8))
        pair.loop.runUntil { writer.received.count == 10 }
        #expect(writer.text == "still here")
        pair.close()
    }

    @Test func writingToAPeerThatIsGoneFailsWithoutASignal() throws {
        let pair = try Pair()
        let probe = Probe()
        try pair.client.start(probe)
        pair.server.reset()
        pair.loop.runUntil { probe.failure != nil || probe.hasEnded }
        pair.client.write([1, 2, 3])
        pair.client.write([4, 5, 6])
        pair.loop.runUntil { probe.failure != nil }
        #expect(probe.failure.map { ["EPIPE", "ECONNRESET"].contains($0.name) } == true)
        pair.close()
    }

    @Test func aPeerThatVanishesInTheMiddleOfAQueueIsReportedOnce() throws {
        let pair = try Pair()
        var failures = 0
        let probe = Probe { if $0.failure != nil { failures += 1 } }
        try pair.client.start(probe)
        for _ in 0..<100 { pair.client.write([UInt8](repeating: 1, count: 100_000)) }
        pair.server.reset()
        pair.loop.runUntil { probe.failure != nil }
        pair.loop.runTurns(50)
        #expect(failures == 1)
        pair.close()
    }

    @Test func closingTwiceAndWritingAfterwardsDoNothing() throws {
        let pair = try Pair()
        pair.client.close()
        pair.client.close()
        pair.client.write([1])
        pair.client.shutdown()
        pair.close()
        #expect(pair.client.isClosed)
    }

    @Test func aStreamIsFreedOnceItIsClosed() throws {
        let pair = try Pair()
        weak var gone: Probe?
        do {
            let probe = Probe()
            gone = probe
            try pair.server.start(probe)
        }
        #expect(gone != nil)
        pair.server.close()
        #expect(gone == nil)
        pair.close()
    }

    @Test func connectingToNobodyFails() throws {
        let pair = try Pair()
        let address = pair.listener.address
        pair.close()
        let loop = try EventLoop()
        var outcome: Result<ByteStream, UVError>?
        let stream = try ByteStream.connect(to: address, on: loop) { outcome = $0 }
        loop.runUntil { outcome != nil }
        #expect(throws: UVError.self) { try outcome?.get() }
        stream.close()
        loop.close()
    }

    @Test func addressesKnowTheirPeers() throws {
        let pair = try Pair()
        #expect(pair.client.peerAddress == pair.listener.address)
        #expect(pair.server.peerAddress == pair.client.localAddress)
        #expect(pair.listener.address.port != 0)
        pair.close()
    }

    @Test func namesResolveToNumericAddresses() throws {
        let loop = try EventLoop()
        var found: Result<[SocketAddress], UVError>?
        SocketAddress.resolve(host: "localhost", port: 80, on: loop) { found = $0 }
        loop.run()
        #expect(try found?.get().contains { $0 == .ip("127.0.0.1", port: 80) || $0 == .ip("::1", port: 80) } == true)
        loop.close()
    }
}
