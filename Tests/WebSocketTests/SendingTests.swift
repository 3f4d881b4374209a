import Testing

@testable import WebSocket

@Suite struct SendingTests {
    @Test("RFC 6455 §5.7: the examples, as this end would send them")
    func examples() {
        let hello = [UInt8]("Hello".utf8)
        #expect(WebSocketFrame.encode(.text, hello.span).hex == "810548656c6c6f")
        #expect(WebSocketFrame.encode(.text, hello.span, mask: 0x3D21_FA37).hex == "818537fa213d7f9f4d5158")
        #expect(WebSocketFrame.encode(.text, hello.span.extracting(first: 3), isFinal: false).hex == "010348656c")
        #expect(WebSocketFrame.encode(.continuation, hello.span.extracting(last: 2)).hex == "80026c6f")
        #expect(WebSocketFrame.encode(.ping, hello.span).hex == "890548656c6c6f")
        #expect(
            WebSocketFrame.encode(.binary, [UInt8](repeating: 0, count: 256).span).prefix(4) == [
                0x82, 0x7E, 0x01, 0x00,
            ])
        #expect(
            WebSocketFrame.encode(.binary, [UInt8](repeating: 0, count: 65_536).span).prefix(10)
                == [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0])
    }

    @Test func framesAppendedAreTheSameAsFramesAlone() {
        var bytes: [UInt8] = []
        WebSocketFrame.append(.text, [0x61].span, to: &bytes)
        WebSocketFrame.append(.binary, [1, 2].span, isFinal: false, isCompressed: true, mask: 7, to: &bytes)
        #expect(
            bytes == WebSocketFrame.encode(.text, [0x61].span)
                + WebSocketFrame.encode(.binary, [1, 2].span, isFinal: false, isCompressed: true, mask: 7))
    }

    @Test("RFC 6455 §5.3: a client takes a new mask for each frame")
    func masks() {
        var next: UInt32 = 0
        let environment = WebSocketEnvironment(
            role: .client,
            makeMask: {
                next += 1
                return next
            })
        let client = Endpoint(environment)
        #expect(client.encode(.binary, [0, 0])?.hex == "8282010000000100")
        #expect(client.ping([0])?.hex == "89810200000002")
        #expect(client.bytes(for: PreparedMessage(.binary, [0].span))?.hex == "82810300000003")
        client.receive(WebSocketFrame.encode(.ping, [0].span))
        #expect(client.events == [.send([0x8A, 0x81, 4, 0, 0, 0, 4])])
        #expect(Set((0..<64).map { _ in WebSocketEnvironment.randomMask() }).count > 60)
    }

    @Test func aPingIsCutTo125Bytes() {
        #expect(Endpoint(.server).ping([UInt8](repeating: 1, count: 200))?.count == 127)
    }

    @Test func aPreparedMessageIsTheSameMemoryForAllConnections() throws {
        let environment = WebSocketEnvironment.test(.server)
        let text = [UInt8](String(repeating: "takhti ", count: 40).utf8)
        let prepared = PreparedMessage(.text, text.span, compressingWith: environment)
        let plain = try #require(addresses(prepared, environment, nil))
        #expect(plain.count == 1 && plain == [address(prepared.plain)])
        let packed = try #require(addresses(prepared, environment, DeflatePolicy.everything))
        let shared = try #require(prepared.compressed)
        #expect(packed == [address(shared)])
    }

    @Test func aReceiverWithASmallerWindowOrAContextGetsItsOwnBytes() throws {
        let environment = WebSocketEnvironment.test(.server)
        let text = [UInt8](String(repeating: "takhti ", count: 40).utf8)
        let prepared = PreparedMessage(.text, text.span, compressingWith: environment)
        for parameters in [DeflateParameters(serverNoContextTakeover: true, serverWindowBits: 9), DeflateParameters()] {
            let connection = Endpoint(environment, deflate: parameters)
            let client = Endpoint(.test(.client), deflate: parameters)
            for _ in 0..<3 {
                let bytes = try #require(connection.bytes(for: prepared))
                #expect(bytes.count < text.count && address(bytes) != address(prepared.plain))
                client.receive(bytes)
                #expect(client.takeEvents() == [.message(WebSocketMessage(.text, text, wasCompressed: true))])
            }
        }
    }

    @Test func whatIsShortOrDoesNotShrinkLeavesAsItIs() {
        let environment = WebSocketEnvironment.test(.server, minimumByteCount: 64)
        let noise = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 151 &* $0 &+ $0 >> 3) }
        for payload in [[UInt8](repeating: 0, count: 63), Array(noise)] {
            let prepared = PreparedMessage(.binary, payload.span, compressingWith: environment)
            #expect(prepared.compressed == nil && !prepared.isWorthCompressing)
            for parameters in [DeflatePolicy.everything, DeflateParameters()] {
                let connection = Endpoint(environment, deflate: parameters)
                #expect(connection.bytes(for: prepared) == prepared.plain)
            }
        }
    }

    @Test func withoutAnEnvironmentNothingIsCompressed() {
        let prepared = PreparedMessage(.binary, [UInt8](repeating: 0, count: 500).span)
        let connection = Endpoint(.test(.server), deflate: DeflatePolicy.everything)
        #expect(connection.bytes(for: prepared) == prepared.plain)
    }

    private func addresses(
        _ prepared: PreparedMessage, _ environment: WebSocketEnvironment, _ parameters: DeflateParameters?
    ) -> Set<UInt>? {
        var found: Set<UInt> = []
        for _ in 0..<5 {
            let connection = Endpoint(environment, deflate: parameters)
            guard let bytes = connection.bytes(for: prepared) else { return nil }
            found.insert(address(bytes))
        }
        return found
    }

    private func address(_ bytes: [UInt8]) -> UInt { bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
}
