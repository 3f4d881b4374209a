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
        header.encode { bytes.append($0) }
        bytes.append(payload, masking: header.mask)
    }

    /// Header and payload in one allocation.
    static func encode(_ header: FrameHeader, _ payload: Span<UInt8>) -> [UInt8] {
        let byteCount = header.byteCount + payload.count
        return unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialized in
            // SAFETY: `buffer` has room for header and payload; `encode` puts exactly `header.byteCount` bytes.
            var index = 0
            header.encode { byte in
                unsafe buffer[index] = byte
                index += 1
            }
            unsafe payload.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
                unsafe copyBytes(from: from, to: to + index, count: source.count, masking: header.mask)
            }
            initialized = byteCount
        }
    }
}
