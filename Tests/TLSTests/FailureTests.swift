import Testing

@testable import TLS

@Suite struct FailureTests {
    /// A server that has just been given `bytes`, and what it answered.
    private func answer(to bytes: [UInt8]) throws -> (error: TLSError?, output: [UInt8], session: TLSSession) {
        let server = try TLSSession(server: Hall().server)
        var plaintext: [UInt8] = []
        var output: [UInt8] = []
        do throws(TLSError) {
            try server.receive(bytes.span, plaintext: &plaintext, output: &output)
            return (nil, output, server)
        } catch {
            return (error, output, server)
        }
    }

    private func open(_ version: TLSVersion = .tls13) throws -> Link {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: version...version))
        try link.handshake()
        return link
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "POST /x HTTP/1.1\r\n", "HEAD / HTTP/1.0\r\n", "CONNECT a:1 HTTP/1.1\r\n",
    ])
    func plainHTTPIsNamed(request: String) throws {
        #expect(try answer(to: Array(request.utf8)).error == .plainHTTP)
    }

    @Test(arguments: [
        [UInt8](repeating: 0, count: 64), [UInt8](repeating: 0xFF, count: 64), Array("SSH-2.0-OpenSSH\r\n".utf8),
        [22, 3, 1, 0, 4, 2, 0, 0, 0],  // a ServerHello
        [23, 3, 3, 0, 1, 0],  // data before the handshake
    ])
    func garbageIsRefusedForGood(bytes: [UInt8]) throws {
        let answer = try answer(to: bytes)
        let error = try #require(answer.error)
        #expect(answer.session.phase == .failed(error))
        var (plaintext, output) = ([UInt8](), [UInt8]())
        #expect(throws: error) { try answer.session.receive(bytes.span, plaintext: &plaintext, output: &output) }
        #expect(throws: error) { try answer.session.write([1].span, output: &output) }
        #expect(throws: error) { try answer.session.transportEnded() }
        answer.session.close(output: &output)
        #expect(output.isEmpty)
    }

    @Test func recordsAbove16kAreRefusedWithTheAlert() throws {
        let answer = try answer(to: [22, 3, 1, 0xFF, 0xFF, 1, 0, 0, 0])
        #expect(answer.error == .protocolViolation("packet length too long"))
        #expect(answer.output.first == 21)
    }

    @Test(arguments: TLSVersion.allCases)
    func closeNotifyAmidTheHandshakeIsAFailure(version: TLSVersion) throws {
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: version...version))
        try link.client.start(output: &link.toServer)
        try link.deliverToServer()
        link.toServer = [21, 3, 3, 0, 2, 1, 0]
        #expect(throws: TLSError.alertReceived(0)) { try link.deliverToServer() }
        #expect(!link.server.isHandshakeComplete)
    }

    @Test func aTornRecordIsWaitedFor() throws {
        let answer = try answer(to: [22, 3, 1, 0, 100, 1, 0, 0])
        #expect(answer.error == nil && answer.session.phase == .handshaking)
        #expect(throws: TLSError.truncated) { try answer.session.transportEnded() }
    }

    @Test(arguments: [16_385, 65_536, 0xFF_FFFF])
    func aHelloTooLongIsRefusedBeforeOpenSSLTakesMemoryForIt(length: Int) throws {
        let announced = [UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255)]
        let expected = TLSError.handshakeTooLong(limit: HandshakeGuard.helloLimit)
        for records: [UInt8] in [
            [22, 3, 1, 0x40, 0, 1] + announced,
            [22, 3, 1, 0, 1, 1] + announced.flatMap { [22, 3, 1, 0, 1, $0] },  // one byte a record
        ] {
            let answer = try answer(to: records)
            #expect(answer.error == expected && answer.output == [21, 3, 3, 0, 2, 2, 47])
        }
    }

    @Test func theLongestHelloAllowedIsWaitedFor() throws {
        let answer = try answer(to: [22, 3, 1, 0x40, 0, 1, 0, 0x40, 0])
        #expect(answer.error == nil && answer.session.phase == .handshaking)
    }

    @Test(arguments: TLSVersion.allCases)
    func aRecordChangedOnTheWayIsRefusedWithTheAlert(version: TLSVersion) throws {
        let link = try open(version)
        try link.send(Array("vote: B".utf8))
        link.toServer[link.toServer.count - 1] ^= 1
        #expect(throws: TLSError.protocolViolation("decryption failed or bad record mac")) {
            try link.deliverToServer()
        }
        #expect(link.atServer.isEmpty)
        #expect(throws: TLSError.alertReceived(20)) { try link.deliverToClient() }
    }

    @Test func whatWasGenuineBeforeABadRecordIsKept() throws {
        let link = try open()
        try link.send([1])
        try link.send([2])
        link.toServer[link.toServer.count - 1] ^= 1
        #expect(throws: TLSError.self) { try link.deliverToServer() }
        #expect(link.atServer == [1] && link.server.isHandshakeComplete)
    }

    @Test(arguments: TLSVersion.allCases)
    func closeNotifyEndsOneDirectionAtATime(version: TLSVersion) throws {
        let link = try open(version)
        try link.send([1])
        link.client.close(output: &link.toServer)
        #expect(link.client.phase == .closing)
        try link.deliverToServer()
        #expect(link.atServer == [1] && link.server.phase == .peerClosed)
        try link.reply([2])
        link.server.close(output: &link.toClient)
        try link.deliverToClient()
        #expect(link.atClient == [2] && link.client.phase == .closed && link.server.phase == .closed)
        try link.server.transportEnded()
        try link.client.transportEnded()
    }

    @Test func closingTwiceSaysItOnce() throws {
        let link = try open()
        link.server.close(output: &link.toClient)
        let once = link.toClient
        link.server.close(output: &link.toClient)
        #expect(link.toClient == once && !once.isEmpty)
        #expect(throws: TLSError.closed) { try link.reply([1]) }
        try link.server.transportEnded()
        #expect(link.server.phase == .closed)
        #expect(throws: TLSError.closed) { try link.reply([1]) }
    }

    @Test func theEndWithoutCloseNotifyIsTruncation() throws {
        let link = try open()
        #expect(throws: TLSError.truncated) { try link.server.transportEnded() }
        #expect(throws: TLSError.truncated) { try link.reply([1]) }
        link.client.close(output: &link.toServer)
        #expect(throws: TLSError.truncated) { try link.deliverToServer() }
    }

    @Test func theEndAfterThePeersCloseNotifyIsNone() throws {
        let link = try open()
        link.client.close(output: &link.toServer)
        try link.deliverToServer()
        try link.server.transportEnded()
        #expect(link.server.phase == .peerClosed)
    }

    @Test func bytesAfterCloseNotifyAreIgnored() throws {
        let link = try open()
        link.client.close(output: &link.toServer)
        link.toServer += [1, 2, 3]
        try link.deliverToServer()
        link.toServer = [4, 5, 6]
        try link.deliverToServer()
        #expect(link.server.phase == .peerClosed && link.atServer.isEmpty)
    }

    @Test func nothingIsWrittenBeforeTheHandshake() throws {
        let session = try TLSSession(server: Hall().server)
        var output: [UInt8] = []
        #expect(throws: TLSError.handshakeIncomplete) { try session.write([1].span, output: &output) }
        session.close(output: &output)
        try session.start(output: &output)
        #expect(output.isEmpty && session.phase == .handshaking)
    }
}
