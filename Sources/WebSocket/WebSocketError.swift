/// Why a connection was failed (RFC 6455 §7.1.7). One Close frame with `closeCode` leaves, then nothing more is read.
public enum WebSocketError: Error, Equatable, Sendable {
    /// RSV2 or RSV3, or RSV1 where no negotiated extension gives it a meaning (RFC 6455 §5.2, RFC 7692 §6.1).
    case reservedBits
    /// An opcode without a meaning (RFC 6455 §5.2).
    case reservedOpcode(UInt8)
    /// A control frame without FIN (RFC 6455 §5.5).
    case fragmentedControlFrame
    /// A control frame above 125 payload bytes (RFC 6455 §5.5).
    case controlFrameTooLong
    /// A client's frame without a mask (RFC 6455 §5.1).
    case unmaskedFrame
    /// A server's frame with a mask (RFC 6455 §5.1).
    case maskedFrame
    /// A length that a shorter form could hold (RFC 6455 §5.2).
    case nonMinimalLength
    /// A 64-bit length with its highest bit set (RFC 6455 §5.2).
    case lengthOverflow
    /// A continuation frame with no message to continue (RFC 6455 §5.4).
    case unexpectedContinuation
    /// A new data frame before the last message ended (RFC 6455 §5.4).
    case unfinishedMessage
    /// A Close payload of one byte (RFC 6455 §5.5.1).
    case truncatedCloseCode
    /// A close code that must not be on the wire (RFC 6455 §7.4).
    case invalidCloseCode(CloseCode)
    /// Text or a close reason that is not UTF-8 (RFC 6455 §8.1).
    case invalidUTF8
    /// A compressed payload that is not a whole DEFLATE stream (RFC 7692 §7.2.2).
    case invalidDeflate
    /// A frame longer than `WebSocketLimits.frameByteLimit`.
    case frameTooLong(limit: Int)
    /// A message longer than `WebSocketLimits.messageByteLimit`.
    case messageTooLong(limit: Int)
    /// A message that inflates beyond `WebSocketLimits.inflatedByteLimit`.
    case inflatedTooLong(limit: Int)
    /// zlib got no memory for its window.
    case outOfMemory

    /// The code that the peer is told (RFC 6455 §7.4.1).
    public var closeCode: CloseCode {
        switch self {
        case .reservedBits, .reservedOpcode, .fragmentedControlFrame, .controlFrameTooLong, .unmaskedFrame,
            .maskedFrame, .nonMinimalLength, .lengthOverflow, .unexpectedContinuation, .unfinishedMessage,
            .truncatedCloseCode, .invalidCloseCode:
            .protocolError
        case .invalidUTF8, .invalidDeflate: .invalidPayload
        case .frameTooLong, .messageTooLong, .inflatedTooLong: .messageTooBig
        case .outOfMemory: .internalError
        }
    }

    /// The close reason that the peer is told: ASCII, well below the 123 bytes a Close frame holds.
    public var reason: String {
        switch self {
        case .reservedBits: "reserved bits set"
        case .reservedOpcode(let opcode): "reserved opcode \(opcode)"
        case .fragmentedControlFrame: "fragmented control frame"
        case .controlFrameTooLong: "control frame above 125 bytes"
        case .unmaskedFrame: "frame from client without mask"
        case .maskedFrame: "frame from server with mask"
        case .nonMinimalLength: "length not in its shortest form"
        case .lengthOverflow: "length above 63 bits"
        case .unexpectedContinuation: "continuation without a message"
        case .unfinishedMessage: "new message before the last one ended"
        case .truncatedCloseCode: "close code of one byte"
        case .invalidCloseCode(let code): "close code \(code) not allowed"
        case .invalidUTF8: "invalid UTF-8"
        case .invalidDeflate: "invalid compressed payload"
        case .frameTooLong(let limit): "frame above \(limit) bytes"
        case .messageTooLong(let limit): "message above \(limit) bytes"
        case .inflatedTooLong(let limit): "message inflates above \(limit) bytes"
        case .outOfMemory: "out of memory"
        }
    }
}
