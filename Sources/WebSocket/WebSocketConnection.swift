/// One WebSocket connection after its handshake: bytes in, events out (RFC 6455, RFC 7692). No socket, no clock.
///
/// A hall holds tens of thousands of these, idle most of the time: inline it is 32 bytes, and between messages it holds nothing
/// on the heap, unless context takeover is negotiated. Not copyable, since two copies would share a half-received message.
public struct WebSocketConnection: ~Copyable {
    enum Phase: Equatable {
        case open
        /// Our Close frame has left; the peer's has not come.
        case closing
        /// `.closed` has been reported. Nothing more is read or framed.
        case closed
    }

    let environment: WebSocketEnvironment
    let deflate: DeflateParameters?
    var phase = Phase.open
    var assembly: MessageAssembly?
    var takeover: TakeoverContexts?

    /// A connection whose handshake has just succeeded.
    /// - Parameter deflate: what the handshake agreed on; nil when permessage-deflate was not negotiated.
    public init(_ environment: WebSocketEnvironment, deflate: DeflateParameters? = nil) {
        self.environment = environment
        self.deflate = deflate
    }

    /// Whether messages may still be sent.
    public var isOpen: Bool { phase == .open }

    /// Whether our Close frame has left and the peer's is awaited. After `WebSocketLimits.closeTimeLimit` the edge calls
    /// `peerDidDisconnect` and drops TCP.
    public var isClosing: Bool { phase == .closing }

    /// Whether `.closed` has been reported.
    public var isClosed: Bool { phase == .closed }

    /// Bytes held of a message or control frame whose end has not come, inflated ones as inflated; never above the limits.
    public var bufferedByteCount: Int { assembly?.byteCount ?? 0 }

    /// Begins the closing handshake (RFC 6455 §7.1.2): the framed Close to write; nil when one has already left.
    /// `.closed` follows with the peer's answer.
    /// - Parameters:
    ///   - code: one that is allowed on the wire; any other leaves as a Close frame without a code.
    ///   - reason: cut to 123 bytes of UTF-8.
    public mutating func close(_ code: CloseCode = .normal, reason: String = "") -> [UInt8]? {
        guard phase == .open else { return nil }
        phase = .closing
        return frame(ClosePayload(code: code.isAllowedOnWire ? code : .noStatus, reason: reason))
    }

    /// TCP ended, or time did. Appends `.closed` with 1006 unless a closure has been reported (RFC 6455 §7.1.5).
    public mutating func peerDidDisconnect(into events: inout [WebSocketEvent]) {
        guard phase != .closed else { return }
        end(WebSocketClosure(code: .abnormal, reason: "", isClean: false), into: &events)
    }

    /// Fails the connection (RFC 6455 §7.1.7): one Close frame, unless one has left, and the end.
    mutating func fail(_ error: WebSocketError, into events: inout [WebSocketEvent]) {
        let payload = ClosePayload(code: error.closeCode, reason: error.reason)
        if phase == .open { events.append(.send(frame(payload))) }
        end(WebSocketClosure(code: payload.code, reason: payload.reason, isClean: false, error: error), into: &events)
    }

    /// The end: everything on the heap goes.
    mutating func end(_ closure: WebSocketClosure, into events: inout [WebSocketEvent]) {
        phase = .closed
        assembly = nil
        takeover = nil
        events.append(.closed(closure))
    }

    func frame(_ payload: ClosePayload) -> [UInt8] { frame(.close, payload.bytes.span) }

    /// A frame of this role: masked by a client, plain from a server.
    func frame(_ opcode: WebSocketOpcode, _ payload: Span<UInt8>, isCompressed: Bool = false) -> [UInt8] {
        let header = FrameHeader(
            opcode: opcode, isFinal: true, isCompressed: isCompressed, mask: environment.nextMask(),
            payloadCount: payload.count)
        return WebSocketFrame.encode(header, payload)
    }
}
