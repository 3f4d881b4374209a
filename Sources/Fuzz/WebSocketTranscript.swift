import WebSocket

/// What a connection made of an input, and what it must never do.
struct WebSocketTranscript {
    private(set) var events: [WebSocketEvent] = []
    private(set) var complaints: [String] = []
    private(set) var maxBufferedBytes = 0
    private let limits: WebSocketLimits

    /// Feeds `input`, cut where `cuts` say, and then ends TCP.
    init(_ input: [UInt8], cuts: [Int], _ environment: WebSocketEnvironment, _ parameters: DeflateParameters?) {
        limits = environment.limits
        var connection = WebSocketConnection(environment, deflate: parameters)
        var start = 0
        for end in cuts {
            connection.receive(input.span.extracting(start..<end), into: &events)
            maxBufferedBytes = max(maxBufferedBytes, connection.bufferedByteCount)
            start = end
        }
        connection.peerDidDisconnect(into: &events)
        if connection.bufferedByteCount > 0 { complaints.append("a closed connection holds bytes") }
        check()
    }

    /// Whether the connection was failed for what the peer sent.
    var isFailed: Bool {
        guard case .closed(let closure) = events.last else { return true }
        return closure.error != nil
    }

    private mutating func check() {
        if maxBufferedBytes > max(limits.messageByteLimit, limits.inflatedByteLimit, 125) + 125 {
            complaints.append("\(maxBufferedBytes) bytes buffered")
        }
        for (index, event) in events.enumerated() {
            switch event {
            case .message(let message): check(message)
            case .pong(let payload): if payload.count > 125 { complaints.append("pong of \(payload.count) bytes") }
            case .send(let bytes): check(sent: bytes, isLast: index == events.count - 2)
            case .closed: if index != events.count - 1 { complaints.append("an event after the end") }
            }
        }
        guard case .closed = events.last else { return complaints.append("no end") }
    }

    private mutating func check(_ message: WebSocketMessage) {
        let limit = message.wasCompressed ? limits.inflatedByteLimit : limits.messageByteLimit
        if message.payload.count > limit { complaints.append("message of \(message.payload.count) bytes") }
        guard message.kind == .text else { return }
        if String(validating: message.payload, as: UTF8.self) == nil { complaints.append("text that is not UTF-8") }
    }

    private mutating func check(sent bytes: [UInt8], isLast: Bool) {
        guard let first = bytes.first, first == 0x88 || first == 0x8A, bytes.count <= 131 else {
            return complaints.append("neither pong nor close sent")
        }
        if first == 0x88, !isLast { complaints.append("close sent before the end") }
    }
}
