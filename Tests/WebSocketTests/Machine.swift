import Testing
import WebSocket

/// Feeds machines and writes down what comes out.
enum Machine {
    /// The events of `bytes` cut at `cuts`, ascending.
    static func events(
        _ bytes: [UInt8], cuts: [Int] = [], _ environment: WebSocketEnvironment, deflate: DeflateParameters? = nil
    ) -> [WebSocketEvent] {
        var connection = WebSocketConnection(environment, deflate: deflate)
        var events: [WebSocketEvent] = []
        var start = 0
        for end in cuts + [bytes.count] {
            connection.receive(bytes.span.extracting(start..<end), into: &events)
            start = end
        }
        return events
    }

    /// Events in the words of the vectors. A failure is one word: the Close frame that leaves is checked here.
    static func describe(_ events: [WebSocketEvent], role: WebSocketRole) -> [String] {
        var words: [String] = []
        for event in events {
            switch event {
            case .message(let message):
                words.append("\(message.kind)\(message.wasCompressed ? "*" : "") \(message.payload.hex)")
            case .pong(let payload): words.append("pong \(payload.hex)")
            case .send(let bytes): words.append("send \(bytes.hex)")
            case .closed(let closure):
                guard let error = closure.error else {
                    words.append("closed \(closure.code) \(closure.isClean ? "clean" : "unclean") \(closure.reason)")
                    continue
                }
                if words.last == "send \(closeFrame(error, role: role).hex)" { words.removeLast() }
                words.append("failed \(closure.code) \(error)")
            }
        }
        return words
    }

    private static func closeFrame(_ error: WebSocketError, role: WebSocketRole) -> [UInt8] {
        let code = error.closeCode.rawValue
        let payload = [UInt8(code >> 8), UInt8(code & 0xFF)] + [UInt8](error.reason.utf8)
        return WebSocketFrame.encode(.close, payload.span, mask: role == .client ? 0 : nil)
    }

    /// A frame as the peer of `role` sends it.
    static func frame(
        to role: WebSocketRole, _ opcode: WebSocketOpcode, _ payload: [UInt8], isFinal: Bool = true,
        isCompressed: Bool = false
    ) -> [UInt8] {
        WebSocketFrame.encode(
            opcode, payload.span, isFinal: isFinal, isCompressed: isCompressed,
            mask: role == .server ? 0x5AC3_0F71 : nil)
    }
}

extension WebSocketEnvironment {
    /// A machine of `role` with masks that tests can tell.
    static func test(
        _ role: WebSocketRole, limits: WebSocketLimits = WebSocketLimits(), minimumByteCount: Int = 0
    ) -> WebSocketEnvironment {
        WebSocketEnvironment(
            role: role, limits: limits, compression: CompressionSettings(minimumByteCount: minimumByteCount),
            makeMask: { 0 })
    }
}

extension Deflater {
    /// The compressed payload of one message.
    func packed(_ payload: [UInt8]) -> [UInt8] { compress(payload.span) }
}
