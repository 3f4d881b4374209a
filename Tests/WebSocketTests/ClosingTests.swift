import Testing

@testable import WebSocket

@Suite struct ClosingTests {
    static let roles = [WebSocketRole.server, .client]

    @Test("RFC 6455 §7.1.2: our Close frame leaves once, and the peer's completes the handshake", arguments: roles)
    func weClose(role: WebSocketRole) {
        let connection = Endpoint(role)
        #expect(connection.isOpen)
        let close = connection.close(.goingAway, reason: "noon")
        let payload: [UInt8] = [0x03, 0xE9] + [UInt8]("noon".utf8)
        #expect(close == WebSocketFrame.encode(.close, payload.span, mask: role == .client ? 0 : nil))
        #expect(connection.isClosing && !connection.isOpen && !connection.isClosed)
        #expect(connection.close() == nil)
        connection.receive(Machine.frame(to: role, .close, [0x03, 0xE9]))
        #expect(connection.events == [.closed(WebSocketClosure(code: .goingAway, reason: "", isClean: true))])
        #expect(connection.isClosed && !connection.isClosing)
    }

    @Test("RFC 6455 §5.5.1: nothing but reading happens after our Close frame", arguments: roles)
    func nothingLeavesAfterClose(role: WebSocketRole) {
        let connection = Endpoint(role)
        _ = connection.close()
        #expect(connection.encode(.text, []) == nil)
        #expect(connection.ping([]) == nil)
        #expect(connection.bytes(for: PreparedMessage(.binary, [1].span)) == nil)
        connection.receive(Machine.frame(to: role, .ping, [1]))
        connection.receive(Machine.frame(to: role, .binary, [2]))
        #expect(connection.events == [.message(WebSocketMessage(.binary, [2]))])
    }

    @Test("RFC 6455 §7.1.7: an error after our Close frame sends no second one", arguments: roles)
    func errorWhileClosing(role: WebSocketRole) {
        let connection = Endpoint(role)
        _ = connection.close()
        connection.receive([0x83])
        let error = WebSocketError.reservedOpcode(3)
        #expect(
            connection.events == [
                .closed(WebSocketClosure(code: .protocolError, reason: error.reason, isClean: false, error: error))
            ])
    }

    @Test("RFC 6455 §7.1.5: TCP that ends without a Close frame is 1006, once", arguments: roles)
    func disconnect(role: WebSocketRole) {
        for isClosing in [false, true] {
            let connection = Endpoint(role)
            connection.receive(Machine.frame(to: role, .binary, [1, 2, 3]).dropLast(1).map { $0 })
            if isClosing { _ = connection.close() }
            connection.peerDidDisconnect()
            connection.peerDidDisconnect()
            #expect(connection.events == [.closed(WebSocketClosure(code: .abnormal, reason: "", isClean: false))])
            #expect(connection.bufferedByteCount == 0)
        }
    }

    @Test("RFC 6455 §5.5: a reason is cut to 123 bytes between two characters")
    func longReason() throws {
        for reason in [
            String(repeating: "x", count: 300), String(repeating: "ت", count: 100), String(repeating: "😀", count: 40),
        ] {
            let connection = Endpoint(.server)
            let close = try #require(connection.close(reason: reason))
            let events = Machine.events(close, .test(.client))
            guard case .closed(let closure) = events.last else {
                Issue.record("no end")
                return
            }
            #expect(closure.error == nil && reason.hasPrefix(closure.reason))
            #expect((120...123).contains(closure.reason.utf8.count))
        }
    }

    @Test(
        "RFC 6455 §7.4: a code that must not be on the wire leaves as none",
        arguments: [1004, 1005, 1006, 1015, 0, 999, 2999, 5000] as [UInt16])
    func forbiddenCode(code: UInt16) {
        let connection = Endpoint(.server)
        #expect(connection.close(CloseCode(rawValue: code), reason: "why") == [0x88, 0x00])
    }

    static let codes: [(WebSocketError, UInt16)] = [
        (.invalidUTF8, 1007), (.invalidDeflate, 1007), (.frameTooLong(limit: 1), 1009),
        (.messageTooLong(limit: 1), 1009), (.inflatedTooLong(limit: 1), 1009), (.outOfMemory, 1011),
        (.maskedFrame, 1002), (.reservedBits, 1002), (.reservedOpcode(3), 1002), (.fragmentedControlFrame, 1002),
        (.controlFrameTooLong, 1002), (.unmaskedFrame, 1002), (.nonMinimalLength, 1002), (.lengthOverflow, 1002),
        (.unexpectedContinuation, 1002), (.unfinishedMessage, 1002), (.truncatedCloseCode, 1002),
        (.invalidCloseCode(.noStatus), 1002),
    ]

    @Test("RFC 6455 §7.4.1: each error has its code", arguments: Self.codes)
    func eachErrorHasItsCode(error: WebSocketError, code: UInt16) {
        #expect(error.closeCode.rawValue == code)
        #expect(error.closeCode.isAllowedOnWire)
        #expect((1...123).contains(error.reason.utf8.count))
    }

    @Test("RFC 6455 §1.4: both ends closing at once end cleanly")
    func bothClose() throws {
        let server = Endpoint(.server), client = Endpoint(.client)
        let fromServer = try #require(server.close(.goingAway)), fromClient = try #require(client.close(.normal))
        server.receive(fromClient)
        client.receive(fromServer)
        #expect(server.events == [.closed(WebSocketClosure(code: .normal, reason: "", isClean: true))])
        #expect(client.events == [.closed(WebSocketClosure(code: .goingAway, reason: "", isClean: true))])
    }
}
