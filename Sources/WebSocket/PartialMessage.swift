/// A message whose end has not come: its content so far, unmasked, inflated and checked.
struct PartialMessage {
    let kind: WebSocketMessage.Kind
    /// Borrowed or the connection's own; nil for a message that is not compressed.
    let inflater: Inflater?
    /// Payload bytes that its frames announced so far.
    var wireByteCount = 0
    private var payload: [UInt8] = []
    private var text = UTF8Validator()

    /// Content bytes held.
    var byteCount: Int { payload.count }

    init(_ kind: WebSocketMessage.Kind, inflater: Inflater?) {
        self.kind = kind
        self.inflater = inflater
    }

    /// Takes the next payload bytes of a frame. Text is refused at its first impossible byte.
    mutating func append(
        _ bytes: Span<UInt8>, masking key: MaskKey?, limits: WebSocketLimits
    ) throws(WebSocketError) {
        guard let inflater else {
            reserve(for: bytes.count)
            payload.append(bytes, masking: key)
            return try check(addedCount: bytes.count)
        }
        let plain = [UInt8](bytes, masking: key)
        try inflater.inflate(plain.span) { chunk throws(WebSocketError) in try grow(by: chunk, limits) }
    }

    /// The whole message.
    mutating func finish(limits: WebSocketLimits) throws(WebSocketError) -> WebSocketMessage {
        try inflater?.finish { chunk throws(WebSocketError) in try grow(by: chunk, limits) }
        guard text.isComplete else { throw .invalidUTF8 }
        return WebSocketMessage(kind, payload, wasCompressed: inflater != nil)
    }

    /// Makes room for what its frames announced, but never for more than four times what has come: a header alone costs
    /// nothing, and a long message is copied little while it grows.
    private mutating func reserve(for addedCount: Int) {
        let needed = payload.count + addedCount
        guard needed > payload.capacity else { return }
        payload.reserveCapacity(min(needed * 4, max(needed * 2, wireByteCount)))
    }

    /// Takes inflated bytes up to the limit. What is beyond it is never kept, nor looked at.
    private mutating func grow(by chunk: Span<UInt8>, _ limits: WebSocketLimits) throws(WebSocketError) {
        let fitting = min(chunk.count, limits.inflatedByteLimit - payload.count)
        payload.append(chunk.extracting(first: fitting), masking: nil)
        try check(addedCount: fitting)
        guard fitting == chunk.count else { throw .inflatedTooLong(limit: limits.inflatedByteLimit) }
    }

    private mutating func check(addedCount: Int) throws(WebSocketError) {
        switch kind {
        case .binary: return
        case .text:
            var text = text
            guard text.validate(payload.span.extracting(last: addedCount)) else { throw .invalidUTF8 }
            self.text = text
        }
    }
}
