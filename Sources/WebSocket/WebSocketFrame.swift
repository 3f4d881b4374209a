/// Frames to send (RFC 6455 §5.2), as bytes.
public enum WebSocketFrame {
    /// One frame.
    /// - Parameters:
    ///   - payload: at most 125 bytes in a control frame (§5.5); the caller sees to it.
    ///   - isFinal: FIN; false in all but the last fragment of a message.
    ///   - isCompressed: RSV1; true only in the first frame of a compressed message (RFC 7692 §6).
    ///   - mask: the masking key of a client's frame, unpredictable (§5.3); nil in a server's frame.
    public static func encode(
        _ opcode: WebSocketOpcode, _ payload: Span<UInt8>, isFinal: Bool = true, isCompressed: Bool = false,
        mask: UInt32? = nil
    ) -> [UInt8] {
        let header = FrameHeader(
            opcode: opcode, isFinal: isFinal, isCompressed: isCompressed, mask: mask.map(MaskKey.init),
            payloadCount: payload.count)
        return encode(header, payload)
    }

    /// The same, behind the frames already in `bytes`: several messages leave in one write.
    public static func append(
        _ opcode: WebSocketOpcode, _ payload: Span<UInt8>, isFinal: Bool = true, isCompressed: Bool = false,
        mask: UInt32? = nil, to bytes: inout [UInt8]
    ) {
        let header = FrameHeader(
            opcode: opcode, isFinal: isFinal, isCompressed: isCompressed, mask: mask.map(MaskKey.init),
            payloadCount: payload.count)
        append(header, payload, to: &bytes)
    }

    /// Header and payload in one allocation.
    static func encode(_ header: FrameHeader, _ payload: Span<UInt8>) -> [UInt8] {
        header.byteCount + payload.count <= 512 ? encodeShort(header, payload) : encodeLong(header, payload)
    }

    /// By way of the stack: an array made from a buffer is the cheapest there is.
    private static func encodeShort(_ header: FrameHeader, _ payload: Span<UInt8>) -> [UInt8] {
        let (headerBytes, headerCount) = header.encoded()
        let count = headerCount + payload.count
        return unsafe withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { frame in
            guard let base = frame.baseAddress else { return [] }
            // SAFETY: `frame` holds `count` bytes, header and payload, all written before it is read.
            for index in 0..<headerCount { unsafe frame[index] = headerBytes[index] }
            unsafe payload.withUnsafeBytes { source in
                guard let start = source.baseAddress else { return }
                unsafe (base + headerCount).copyMemory(from: start, byteCount: source.count)
            }
            if let mask = header.mask { unsafe mask.apply(to: base + headerCount, count: payload.count) }
            return unsafe [UInt8](UnsafeRawBufferPointer(frame))
        }
    }

    private static func encodeLong(_ header: FrameHeader, _ payload: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(header.byteCount + payload.count)
        append(header, payload, to: &bytes)
        return bytes
    }

    private static func append(_ header: FrameHeader, _ payload: Span<UInt8>, to bytes: inout [UInt8]) {
        let (headerBytes, count) = header.encoded()
        bytes.append(headerBytes.span.extracting(first: count), masking: nil)
        bytes.append(payload, masking: header.mask)
    }
}
