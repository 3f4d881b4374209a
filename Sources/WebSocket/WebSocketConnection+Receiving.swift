extension WebSocketConnection {
    /// Takes what came from TCP, cut anywhere, and appends what it means to `events`, in order. The events do not depend on
    /// the cuts. After `.closed` bytes are ignored (RFC 6455 §1.4, §7.1.7).
    public mutating func receive(_ bytes: Span<UInt8>, into events: inout [WebSocketEvent]) {
        var start = 0
        while start < bytes.count, phase != .closed {
            start += receiveNext(bytes.extracting(droppingFirst: start), into: &events)
        }
    }

    /// As `receive`, but stops behind the first frame that means something and gives the count of bytes taken. A caller that
    /// performs those events before it hands over the rest answers each message before the next frame, perhaps a Close,
    /// is looked at: what it sends does not depend on the cuts either.
    public mutating func receiveNext(_ bytes: Span<UInt8>, into events: inout [WebSocketEvent]) -> Int {
        let known = events.count
        var start = 0
        do throws(WebSocketError) {
            while start < bytes.count, phase != .closed, events.count == known {
                start += try take(bytes.extracting(droppingFirst: start), into: &events)
            }
            return start
        } catch {
            fail(error, into: &events)
            return bytes.count
        }
    }

    /// Takes at most one frame; gives the count of bytes taken.
    private mutating func take(
        _ bytes: Span<UInt8>, into events: inout [WebSocketEvent]
    ) throws(WebSocketError) -> Int {
        if let assembly { return try resume(assembly, bytes, into: &events) }
        let header = try FrameHeader.decode(bytes, from: environment.role.peer, allowsCompression: deflate != nil)
        guard let header, header.isFinal, !header.isCompressed, header.payloadCount <= bytes.count - header.byteCount
        else {
            let assembly = MessageAssembly()
            self.assembly = assembly
            return try resume(assembly, bytes, into: &events)
        }
        try admit(header, messageByteCount: nil)
        let end = header.byteCount + header.payloadCount
        let payload = [UInt8](bytes.extracting(header.byteCount..<end), masking: header.mask)
        try deliver(header.opcode, payload, into: &events)
        return end
    }

    /// Checks a frame's place and size before its payload is taken.
    /// - Parameter messageByteCount: what the fragments so far announced; nil between messages.
    private func admit(_ header: FrameHeader, messageByteCount: Int?) throws(WebSocketError) {
        switch header.opcode {
        case .close, .ping, .pong: return
        case .continuation: guard messageByteCount != nil else { throw .unexpectedContinuation }
        case .text, .binary: guard messageByteCount == nil else { throw .unfinishedMessage }
        }
        let limits = environment.limits
        guard header.payloadCount <= limits.frameByteLimit else { throw .frameTooLong(limit: limits.frameByteLimit) }
        guard header.payloadCount <= limits.messageByteLimit - (messageByteCount ?? 0) else {
            throw .messageTooLong(limit: limits.messageByteLimit)
        }
    }

    /// A frame that came whole: a message of its own, or control.
    private mutating func deliver(
        _ opcode: WebSocketOpcode, _ payload: [UInt8], into events: inout [WebSocketEvent]
    ) throws(WebSocketError) {
        switch opcode {
        case .binary: events.append(.message(WebSocketMessage(.binary, payload)))
        case .text:
            var text = UTF8Validator()
            guard text.validate(payload.span), text.isComplete else { throw .invalidUTF8 }
            events.append(.message(WebSocketMessage(.text, payload)))
        case .ping: if phase == .open { events.append(.send(frame(.pong, payload.span))) }
        case .pong: events.append(.pong(payload))
        case .close: try answerClose(ClosePayload(decoding: payload.span), into: &events)
        case .continuation: throw .unexpectedContinuation
        }
    }

    /// The peer's Close frame: echoed unless it answers ours (RFC 6455 §5.5.1); either way the handshake is complete.
    private mutating func answerClose(_ close: ClosePayload, into events: inout [WebSocketEvent]) {
        if phase == .open { events.append(.send(frame(ClosePayload(code: close.code, reason: "")))) }
        end(WebSocketClosure(code: close.code, reason: close.reason, isClean: true), into: &events)
    }
}

// MARK: - Frames and messages in pieces

extension WebSocketConnection {
    /// Goes on with a frame or message that is not whole; gives the count of bytes taken.
    private mutating func resume(
        _ assembly: MessageAssembly, _ bytes: Span<UInt8>, into events: inout [WebSocketEvent]
    ) throws(WebSocketError) -> Int {
        let count: Int
        if assembly.frame == nil {
            count = try assembly.takeHeader(
                bytes, from: environment.role.peer, allowsCompression: deflate != nil)
            if let header = assembly.frame { try begin(header, in: assembly) }
        } else {
            count = try assembly.takePayload(bytes, limits: environment.limits)
        }
        if assembly.isFrameWhole { try endFrame(of: assembly, into: &events) }
        return count
    }

    private mutating func begin(_ header: FrameHeader, in assembly: MessageAssembly) throws(WebSocketError) {
        try admit(header, messageByteCount: assembly.message?.wireByteCount)
        switch header.opcode {
        case .close, .ping, .pong: return
        case .continuation: break
        case .text: assembly.message = PartialMessage(.text, inflater: try inflater(for: header))
        case .binary: assembly.message = PartialMessage(.binary, inflater: try inflater(for: header))
        }
        assembly.message?.wireByteCount += header.payloadCount
    }

    private mutating func endFrame(
        of assembly: MessageAssembly, into events: inout [WebSocketEvent]
    ) throws(WebSocketError) {
        guard let header = assembly.frame else { return }
        let control = assembly.endFrame()
        if header.opcode.isControl {
            if assembly.message == nil { self.assembly = nil }
            try deliver(header.opcode, control, into: &events)
        } else if header.isFinal, var message = assembly.message {
            self.assembly = nil
            events.append(.message(try message.finish(limits: environment.limits)))
            giveBack(message.inflater)
        }
    }

    /// The inflater for a message that starts with `header`: the connection's own under context takeover, else a borrowed one.
    private mutating func inflater(for header: FrameHeader) throws(WebSocketError) -> Inflater? {
        guard header.isCompressed, let deflate else { return nil }
        let peer = environment.role.peer
        guard deflate.keepsContext(of: peer) else {
            guard let inflater = environment.pool.borrowInflater() else { throw .outOfMemory }
            return inflater
        }
        if let inflater = takeover?.inflater { return inflater }
        guard let inflater = Inflater(scratch: environment.pool.scratch) else { throw .outOfMemory }
        ownContexts().inflater = inflater
        return inflater
    }

    private func giveBack(_ inflater: Inflater?) {
        guard let inflater, let deflate, !deflate.keepsContext(of: environment.role.peer) else { return }
        environment.pool.giveBack(inflater)
    }

    mutating func ownContexts() -> TakeoverContexts {
        let contexts = takeover ?? TakeoverContexts()
        takeover = contexts
        return contexts
    }
}
