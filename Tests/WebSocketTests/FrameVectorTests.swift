import Fuzz
import Testing

@testable import WebSocket

@Suite struct FrameVectorTests {
    @Test(arguments: try FrameVector.load()) func isReadWhole(_ vector: FrameVector) {
        #expect(words(of: vector, cuts: []) == vector.events)
    }

    @Test(arguments: try FrameVector.load()) func isReadByteByByte(_ vector: FrameVector) {
        guard vector.bytes.count < 5000 else { return }
        #expect(words(of: vector, cuts: Array(0..<vector.bytes.count)) == vector.events)
    }

    @Test(arguments: try FrameVector.load()) func isReadInPiecesOfAnySize(_ vector: FrameVector) {
        var random = SplitMix64(seed: 6455)
        for _ in 0..<8 {
            #expect(words(of: vector, cuts: random.cuts(of: vector.bytes.count)) == vector.events)
        }
    }

    private func words(of vector: FrameVector, cuts: [Int]) -> [String] {
        let environment = vector.environment
        let events = Machine.events(vector.bytes, cuts: cuts, environment, deflate: vector.parameters)
        return Machine.describe(events, role: environment.role)
    }

    @Test(arguments: [0, 1, 125, 126, 65_535, 65_536, 1 << 20], [WebSocketRole.server, .client])
    func everyLengthIsReadAsItWasWritten(count: Int, role: WebSocketRole) {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let frame = Machine.frame(to: role, .binary, payload)
        #expect(Machine.events(frame, .test(role)) == [.message(WebSocketMessage(.binary, payload))])
        #expect(
            Machine.events(frame, cuts: [1, frame.count / 2, frame.count - 1], .test(role))
                == [.message(WebSocketMessage(.binary, payload))])
    }

    @Test func anIdleConnectionIsSmallAndHoldsNothing() {
        #expect(MemoryLayout<WebSocketConnection>.size <= 32)
        let endpoint = Endpoint(.test(.server), deflate: DeflatePolicy.everything)
        let frame = Machine.frame(to: .server, .text, [0x68, 0x69])
        for index in frame.indices {
            endpoint.receive([frame[index]])
            if index == 0 { #expect(!endpoint.holdsNothing) }
            if index == frame.count - 2 { #expect(endpoint.bufferedByteCount == 1) }
        }
        #expect(endpoint.events.count == 1)
        #expect(endpoint.holdsNothing && endpoint.bufferedByteCount == 0)
    }
}

extension DeflatePolicy {
    /// What the default policy agrees to when a client offers everything.
    static let everything = DeflateParameters(serverNoContextTakeover: true, clientNoContextTakeover: true)
}
