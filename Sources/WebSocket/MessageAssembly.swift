/// What a connection keeps while a frame or a message is cut in two: made when that happens, gone when the message is whole.
final class MessageAssembly {
    /// The frame being received, once its header is whole.
    private(set) var frame: FrameHeader?
    /// The message whose fragments have begun; control frames may come between them (RFC 6455 §5.4).
    var message: PartialMessage?
    private var missingByteCount = 0
    private var control: [UInt8] = []
    private var headerBytes = InlineArray<14, UInt8>(repeating: 0)
    private var headerCount = 0

    /// Whether the frame being received is whole.
    var isFrameWhole: Bool { frame != nil && missingByteCount == 0 }

    /// Payload bytes held.
    var byteCount: Int { control.count + (message?.byteCount ?? 0) }

    /// Takes header bytes; `frame` is there once they suffice. Gives the count taken.
    func takeHeader(
        _ bytes: Span<UInt8>, from sender: WebSocketRole, allowsCompression: Bool
    ) throws(WebSocketError) -> Int {
        if headerCount == 0,
            let header = try FrameHeader.decode(bytes, from: sender, allowsCompression: allowsCompression)
        {
            begin(header)
            return header.byteCount
        }
        for index in 0..<bytes.count {
            headerBytes[headerCount] = bytes[index]
            headerCount += 1
            let soFar = headerBytes.span.extracting(first: headerCount)
            if let header = try FrameHeader.decode(soFar, from: sender, allowsCompression: allowsCompression) {
                begin(header)
                return index + 1
            }
        }
        return bytes.count
    }

    private func begin(_ header: FrameHeader) {
        frame = header
        missingByteCount = header.payloadCount
        headerCount = 0
    }

    /// Takes payload bytes of the frame being received. Gives the count taken.
    func takePayload(_ bytes: Span<UInt8>, limits: WebSocketLimits) throws(WebSocketError) -> Int {
        guard let frame else { return 0 }
        let count = min(missingByteCount, bytes.count)
        let key = frame.mask?.advanced(by: frame.payloadCount - missingByteCount)
        missingByteCount -= count
        if frame.opcode.isControl {
            control.append(bytes.extracting(first: count), masking: key)
        } else {
            try message?.append(bytes.extracting(first: count), masking: key, limits: limits)
        }
        return count
    }

    /// Ends the frame being received; its payload, when it is a control frame.
    func endFrame() -> [UInt8] {
        defer { control = [] }
        frame = nil
        return control
    }
}
