/// The two to fourteen bytes before a payload (RFC 6455 §5.2).
struct FrameHeader: Equatable, Sendable {
    /// The longest header: two bytes, a 64-bit length, a mask.
    static let byteLimit = 14

    var opcode: WebSocketOpcode
    var isFinal: Bool
    /// RSV1: the first frame of a compressed message (RFC 7692 §6).
    var isCompressed: Bool
    var mask: MaskKey?
    /// Payload bytes that follow, below 2^63.
    var payloadCount: Int
    /// Bytes of the header itself.
    var byteCount: Int
}

extension FrameHeader {
    /// Decodes the header at the start of `bytes`; nil until all of it is there. Whatever is wrong is refused at the first
    /// byte that shows it, so that the answer does not depend on how the bytes were cut.
    static func decode(
        _ bytes: Span<UInt8>, from sender: WebSocketRole, allowsCompression: Bool
    ) throws(WebSocketError) -> FrameHeader? {
        guard bytes.count > 0 else { return nil }
        let opcode = try checkedOpcode(bytes[0], allowsCompression: allowsCompression)
        guard bytes.count > 1 else { return nil }
        let second = bytes[1]
        try checkMask(isPresent: second & 0x80 != 0, from: sender)
        let short = Int(second & 0x7F)
        guard !opcode.isControl || short <= 125 else { throw .controlFrameTooLong }
        let lengthCount = short < 126 ? 0 : short == 126 ? 2 : 8
        let payloadCount = short < 126 ? short : try longLength(bytes, byteCount: lengthCount)
        let maskCount = sender == .client ? 4 : 0
        guard let payloadCount, bytes.count >= 2 + lengthCount + maskCount else { return nil }
        return FrameHeader(
            opcode: opcode, isFinal: bytes[0] & 0x80 != 0, isCompressed: bytes[0] & 0x40 != 0,
            mask: sender == .client ? mask(bytes, at: 2 + lengthCount) : nil,
            payloadCount: payloadCount, byteCount: 2 + lengthCount + maskCount)
    }

    private static func checkedOpcode(
        _ first: UInt8, allowsCompression: Bool
    ) throws(WebSocketError) -> WebSocketOpcode {
        guard first & 0x30 == 0 else { throw .reservedBits }
        guard let opcode = WebSocketOpcode(rawValue: first & 0x0F) else { throw .reservedOpcode(first & 0x0F) }
        if first & 0x40 != 0 {
            guard allowsCompression, opcode == .text || opcode == .binary else { throw .reservedBits }
        }
        guard first & 0x80 != 0 || !opcode.isControl else { throw .fragmentedControlFrame }
        return opcode
    }

    private static func checkMask(isPresent: Bool, from sender: WebSocketRole) throws(WebSocketError) {
        switch sender {
        case .client: guard isPresent else { throw .unmaskedFrame }
        case .server: guard !isPresent else { throw .maskedFrame }
        }
    }

    /// The 16-bit or 64-bit length; nil until its bytes are there.
    private static func longLength(_ bytes: Span<UInt8>, byteCount: Int) throws(WebSocketError) -> Int? {
        if byteCount == 8, bytes.count > 2, bytes[2] & 0x80 != 0 { throw .lengthOverflow }
        guard bytes.count >= 2 + byteCount else { return nil }
        var length: UInt64 = 0
        for index in 2..<(2 + byteCount) { length = length << 8 | UInt64(bytes[index]) }
        guard length > (byteCount == 2 ? 125 : 0xFFFF) else { throw .nonMinimalLength }
        return Int(length)
    }

    private static func mask(_ bytes: Span<UInt8>, at start: Int) -> MaskKey {
        var word: UInt32 = 0
        for index in 0..<4 { word |= UInt32(bytes[start + index]) << UInt32(index * 8) }
        return MaskKey(word: word)
    }
}

extension FrameHeader {
    /// A header to send.
    init(opcode: WebSocketOpcode, isFinal: Bool, isCompressed: Bool, mask: MaskKey?, payloadCount: Int) {
        let lengthCount = payloadCount < 126 ? 0 : payloadCount < 0x1_0000 ? 2 : 8
        self.init(
            opcode: opcode, isFinal: isFinal, isCompressed: isCompressed, mask: mask, payloadCount: payloadCount,
            byteCount: 2 + lengthCount + (mask == nil ? 0 : 4))
    }

    /// The bytes of the header, in its shortest form, and their count.
    func encoded() -> (bytes: InlineArray<14, UInt8>, count: Int) {
        var bytes = InlineArray<14, UInt8>(repeating: 0)
        bytes[0] = opcode.rawValue | (isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0)
        let lengthCount = byteCount - 2 - (mask == nil ? 0 : 4)
        let short = lengthCount == 0 ? UInt8(payloadCount) : lengthCount == 2 ? 126 : 127
        bytes[1] = short | (mask == nil ? 0 : 0x80)
        for index in 0..<lengthCount {
            bytes[2 + index] = UInt8(truncatingIfNeeded: payloadCount >> ((lengthCount - 1 - index) * 8))
        }
        if let mask { for index in 0..<4 { bytes[2 + lengthCount + index] = mask[index] } }
        return (bytes, byteCount)
    }
}
