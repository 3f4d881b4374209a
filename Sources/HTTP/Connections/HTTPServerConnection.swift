/// The server's side of one HTTP/1.1 connection (RFC 9112): received bytes go in, events come out; responses go in,
/// bytes to send come out. It has no socket and no clock.
///
/// Requests may be pipelined, but the next one is not read until the current one was read to its `.end` and its
/// response is finished. After an error, send `errorResponse(for:)` and close. While idle it holds no memory of its
/// own.
public struct HTTPServerConnection: Sendable {
    enum Phase: Sendable {
        /// A head is being read, or awaited.
        case head(RequestHeadParser)
        case body(BodyDecoder)
        /// The request was read; its `.end` is still to be told.
        case ending(HTTPFields)
        /// The request was told; its response is not finished.
        case answering
        /// `101` was sent; the input belongs to another protocol.
        case upgraded
        case failed(HTTPError)
        /// Nothing more is read.
        case ended
    }

    enum Response: Sendable { case none, awaited, sending(BodyEncoder), finished }

    let limits: HTTPLimits
    var input = InputBuffer()
    var phase = Phase.head(RequestHeadParser())
    var response = Response.none
    var minorVersion: UInt8 = 1
    var isHead = false
    var keepsAlive = true
    private var hasInputEnded = false
    private var step: UInt32 = 0
    /// The current request offers another protocol; `101` may answer it once its `.end` was told (RFC 9110 §7.8).
    public internal(set) var offersUpgrade = false
    /// The peer waits for `continueBytes()`, or for a final response, before it sends the body.
    public internal(set) var expectsContinue = false

    /// A connection that was just accepted.
    public init(limits: HTTPLimits = .standard) { self.limits = limits }

    /// Takes received bytes; then pull `next()` until it is nil.
    public mutating func receive(_ bytes: Span<UInt8>) {
        switch phase {
        case .failed, .ended: return
        case .head, .body, .ending, .answering, .upgraded: break
        }
        guard bytes.count <= limits.bufferByteLimit - input.count else { return fail(.inputOverrun) }
        if isIdle, !bytes.isEmpty { step &+= 1 }
        input.append(bytes)
    }

    /// Takes note that the peer sends no more. What it has sent is still answered.
    public mutating func receiveEnd() { hasInputEnded = true }

    /// The next event; nil when more input, or the end of the response, is needed.
    /// - Throws: The same error again from then on; send `errorResponse(for:)` and close.
    public mutating func next() throws(HTTPError) -> HTTPRequestEvent? {
        do {
            return try advance()
        } catch {
            fail(error)
            throw error
        }
    }

    /// Bytes received and not read: at most `bufferByteLimit`.
    public var bufferedBytes: Int { input.count }

    /// Whether the caller should go on reading from the peer; when false, stop until it is true again. A single read
    /// may bring up to half of `bufferByteLimit`.
    public var wantsMoreInput: Bool {
        switch phase {
        case .failed, .ended: false
        case .head, .body, .ending, .answering, .upgraded: !hasInputEnded && input.count < limits.bufferByteLimit / 2
        }
    }

    /// No request is under way and none of its bytes has come.
    public var isIdle: Bool {
        if case .head(let parser) = phase { !parser.hasStarted && input.isEmpty } else { false }
    }

    /// `101` was sent; `takeUpgrade()` has the rest.
    public var isUpgraded: Bool {
        if case .upgraded = phase { true } else { false }
    }

    /// Whether the response before is finished, so that the next request can be read.
    public var isReadyForNext: Bool {
        if case .head = phase { true } else { false }
    }

    /// Whether to close, once all bytes to send are sent.
    public var shouldClose: Bool {
        switch phase {
        case .failed, .ended: true
        case .head: hasInputEnded && isIdle
        case .body, .ending, .answering, .upgraded: false
        }
    }

    /// The time limit that applies now; nil while the program is at work on the answer, and after an upgrade.
    public var timeLimit: HTTPTimeLimit? {
        switch phase {
        case .head where isIdle: HTTPTimeLimit(kind: .nextRequest, milliseconds: limits.idleTimeLimit, step: step)
        case .head: HTTPTimeLimit(kind: .head, milliseconds: limits.headerTimeLimit, step: step)
        case .body(let body):
            HTTPTimeLimit(
                kind: .body, milliseconds: limits.bodyTimeLimit,
                step: step &+ UInt32(truncatingIfNeeded: body.byteCount / limits.bodyStepByteCount))
        case .ending, .answering, .upgraded, .failed, .ended: nil
        }
    }

    /// Makes the current response the last one: for a graceful stop. An idle connection is then to be closed.
    public mutating func closeAfterResponse() {
        keepsAlive = false
        if isIdle { end() }
    }

    /// After `101` was sent: what the peer has sent in the new protocol. Frees everything this connection holds.
    public mutating func takeUpgrade() -> [UInt8] {
        guard case .upgraded = phase else { return [] }
        defer { end() }
        return input.take(input.count)
    }
}

extension HTTPServerConnection {
    private mutating func advance() throws(HTTPError) -> HTTPRequestEvent? {
        switch phase {
        case .head(let parser): return try readHead(parser)
        case .body(let body): return try readBody(body)
        case .ending(let trailers):
            phase = .answering
            finishIfDone()
            return .end(trailers: trailers)
        case .failed(let error): throw error
        case .answering, .upgraded, .ended: return nil
        }
    }

    private mutating func readHead(_ start: RequestHeadParser) throws(HTTPError) -> HTTPRequestEvent? {
        guard !input.isEmpty || hasInputEnded else { return nil }
        var parser = start
        phase = .ended
        let count = try parser.parse(input.bytes.span.extracting(droppingFirst: input.start), limits)
        guard let count else {
            phase = .head(parser)
            guard !hasInputEnded || isIdle else { throw .truncated }
            return nil
        }
        let head = try parser.head(input.take(count))
        let rules = try RequestRules(head, limits)
        begin(head, rules)
        return .head(head, body: rules.body)
    }

    private mutating func begin(_ head: HTTPRequestHead, _ rules: RequestRules) {
        minorVersion = UInt8(truncatingIfNeeded: head.minorVersion)
        isHead = head.method == .head
        keepsAlive = keepsAlive && rules.keepsAlive
        offersUpgrade = rules.offersUpgrade
        expectsContinue = rules.expectsContinue
        response = .awaited
        phase = rules.body == .none ? .ending([:]) : .body(BodyDecoder(rules.body))
        step &+= 1
    }

    private mutating func readBody(_ start: BodyDecoder) throws(HTTPError) -> HTTPRequestEvent? {
        guard !input.isEmpty || hasInputEnded else { return nil }
        var (body, output) = (start, [UInt8]())
        phase = .ended
        expectsContinue = expectsContinue && input.isEmpty
        do throws(HTTPError) {
            try body.decode(&input, into: &output, limits)
            guard body.isComplete || !hasInputEnded else { throw .truncated }
            if body.isComplete { step &+= UInt32(truncatingIfNeeded: body.byteCount / limits.bodyStepByteCount) &+ 1 }
            phase = body.isComplete ? .ending(body.trailers) : .body(body)
        } catch {
            guard !output.isEmpty else { throw error }
            fail(error)
        }
        if !output.isEmpty { return .body(output) }
        return body.isComplete ? try advance() : nil
    }

    /// Goes on to the next request when this one was told and answered.
    mutating func finishIfDone() {
        guard case .finished = response, case .answering = phase else { return }
        guard keepsAlive else { return end() }
        phase = .head(RequestHeadParser())
        response = .none
        step &+= 1
    }

    /// Reads nothing more and holds nothing more.
    mutating func end() {
        phase = .ended
        input.clear()
    }

    private mutating func fail(_ error: HTTPError) {
        phase = .failed(error)
        input.clear()
    }
}
