extension WebSocketConnection {
    /// A message as bytes to write, compressed where that was negotiated and pays; nil after a Close frame has left
    /// (RFC 6455 §5.5.1).
    public mutating func encode(_ kind: WebSocketMessage.Kind, _ payload: Span<UInt8>) -> [UInt8]? {
        guard phase == .open else { return nil }
        if let packed = compressed(payload) { return frame(kind.opcode, packed.span, isCompressed: true) }
        return frame(kind.opcode, payload)
    }

    /// The bytes of a message that many connections get; nil after a Close frame has left. A server without context
    /// takeover allocates nothing: all its connections share the same bytes.
    public mutating func bytes(for prepared: PreparedMessage) -> [UInt8]? {
        guard phase == .open else { return nil }
        guard environment.role == .server else { return encode(prepared) }
        guard let deflate else { return prepared.plain }
        if deflate.serverNoContextTakeover, let shared = prepared.compressed(windowBits: deflate.serverWindowBits) {
            return shared
        }
        return prepared.isWorthCompressing ? encode(prepared) : prepared.plain
    }

    private mutating func encode(_ prepared: PreparedMessage) -> [UInt8]? {
        let plain = prepared.plain
        return encode(prepared.kind, plain.span.extracting(droppingFirst: prepared.headerByteCount))
    }

    /// A ping to write (RFC 6455 §5.5.2), answered by `.pong` with the same payload; nil after a Close frame has left.
    /// - Parameter payload: cut to 125 bytes.
    public mutating func ping(_ payload: Span<UInt8>) -> [UInt8]? {
        guard phase == .open else { return nil }
        return frame(.ping, payload.extracting(first: min(payload.count, 125)))
    }

    /// `payload` compressed for this connection; nil when it should leave as it is.
    private mutating func compressed(_ payload: Span<UInt8>) -> [UInt8]? {
        guard let deflate else { return nil }
        let bits = deflate.windowBits(of: environment.role)
        guard deflate.keepsContext(of: environment.role) else {
            return environment.compressed(payload, windowBits: bits)
        }
        guard payload.count >= environment.compression.minimumByteCount else { return nil }
        // What has entered the window must be sent, even if it grew: the peer's window would else differ.
        return ownDeflater(windowBits: bits)?.compress(payload)
    }

    private mutating func ownDeflater(windowBits: Int) -> Deflater? {
        if let deflater = takeover?.deflater { return deflater }
        let deflater = environment.pool.makeDeflater(windowBits: windowBits, keepsContext: true)
        ownContexts().deflater = deflater
        return deflater
    }
}
