/// A message framed once for all connections of a server; its bytes are shared, not copied, and may cross threads.
///
/// With an environment it is also compressed once, and that framing serves every connection that negotiated
/// `server_no_context_takeover` and a window at least as large as the one it was made with.
public final class PreparedMessage: Sendable {
    /// Text or bytes.
    public let kind: WebSocketMessage.Kind
    /// The frame of a server, not compressed.
    public let plain: [UInt8]
    /// The compressed frame of a server; nil when none was asked for, or the payload is short or does not shrink.
    public let compressed: [UInt8]?
    private let windowBits: UInt8
    /// Whether the payload may shrink: not tried, or tried with success.
    let isWorthCompressing: Bool
    /// Where the payload starts in `plain`.
    let headerByteCount: Int

    /// Frames `payload`, and compresses it when `environment` is given.
    /// - Parameters:
    ///   - environment: lends its compressor; nil for content that is compressed already, or where none negotiated it.
    ///   - windowBits: the window to compress with, 8 to 15: the one that the server's handshakes agree on.
    public init(
        _ kind: WebSocketMessage.Kind, _ payload: Span<UInt8>, compressingWith environment: WebSocketEnvironment? = nil,
        windowBits: UInt8 = 15
    ) {
        self.kind = kind
        self.windowBits = windowBits
        let header = FrameHeader(
            opcode: kind.opcode, isFinal: true, isCompressed: false, mask: nil, payloadCount: payload.count)
        headerByteCount = header.byteCount
        plain = WebSocketFrame.encode(header, payload)
        let packed = environment?.compressed(payload, windowBits: Int(windowBits))
        compressed = packed.map { WebSocketFrame.encode(kind.opcode, $0.span, isCompressed: true) }
        isWorthCompressing = packed != nil
    }

    /// The compressed frame, if a receiver with this window can read it.
    func compressed(windowBits receiver: UInt8) -> [UInt8]? { windowBits <= receiver ? compressed : nil }
}
