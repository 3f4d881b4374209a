/// The client's side of one HTTP/1.1 connection (RFC 9112): one request at a time; its bytes come out, received bytes
/// go in, events come out. As strict as the server's side, and with the same limits.
public struct HTTPClientConnection: Sendable {
    private enum Phase: Sendable {
        /// No request is under way.
        case idle
        case head(ResponseHeadParser)
        case body(BodyDecoder)
        /// The response was read; its `.end` is still to be told.
        case ending(HTTPFields)
        /// `101` was read; the input belongs to another protocol.
        case upgraded
        case failed(HTTPError)
        /// Nothing more is read.
        case ended
    }

    private let limits: HTTPLimits
    private var input = InputBuffer()
    private var phase = Phase.idle
    private var encoder: BodyEncoder?
    private var isHead = false
    private var offersUpgrade = false
    private var keepsAlive = true
    private var hasInputEnded = false

    /// A connection that was just made.
    public init(limits: HTTPLimits = .standard) { self.limits = limits }

    /// Begins a request, whole when `body` is `.none` or `.bytes`. Fields of framing are added; Host is the caller's.
    /// - Returns: The bytes to send.
    public mutating func send(
        _ head: HTTPRequestHead, body: HTTPOutgoingBody = .none
    ) throws(HTTPSendError) -> [UInt8] {
        guard canSend else { throw .outOfTurn }
        try HTTPClientConnection.check(head, body)
        var writer = HeadWriter()
        writer.line("\(head.method.rawValue) \(head.target) HTTP/1.\(head.minorVersion)")
        writer.fields(head.fields)
        writeFraming(head.method, body, &writer)
        writer.end()
        if case .bytes(let bytes) = body { writer.body(bytes) }
        isHead = head.method == .head
        offersUpgrade = head.fields.contains("Upgrade")
        keepsAlive = head.minorVersion > 0 && !head.fields.contains(token: "close", in: "Connection")
        phase = .head(ResponseHeadParser())
        return writer.bytes
    }

    /// The bytes to send for the next piece of a `.length` or `.chunked` body.
    public mutating func body(_ piece: [UInt8]) throws(HTTPSendError) -> [UInt8] {
        guard let bytes = try encoder?.encode(piece) else { throw .outOfTurn }
        return bytes
    }

    /// Finishes a `.length` or `.chunked` body.
    /// - Returns: The bytes to send.
    public mutating func end(trailers: HTTPFields = [:]) throws(HTTPSendError) -> [UInt8] {
        guard let bytes = try encoder?.end(trailers) else { throw .outOfTurn }
        encoder = nil
        return bytes
    }

    /// Takes received bytes; then pull `next()` until it is nil.
    public mutating func receive(_ bytes: Span<UInt8>) {
        switch phase {
        case .failed, .ended: return
        case .idle, .head, .body, .ending, .upgraded: break
        }
        guard bytes.count <= limits.bufferByteLimit - input.count else { return fail(.inputOverrun) }
        input.append(bytes)
    }

    /// Takes note that the peer sends no more: the end of a body without a length.
    public mutating func receiveEnd() { hasInputEnded = true }

    /// The next event; nil when more input is needed.
    /// - Throws: The same error again from then on; close.
    public mutating func next() throws(HTTPError) -> HTTPResponseEvent? {
        do {
            return try advance()
        } catch {
            fail(error)
            throw error
        }
    }

    /// Whether a request may be sent.
    public var canSend: Bool {
        if case .idle = phase { encoder == nil && input.isEmpty && !hasInputEnded } else { false }
    }

    /// Bytes received and not read: at most `bufferByteLimit`.
    public var bufferedBytes: Int { input.count }

    /// Whether the caller should go on reading from the peer.
    public var wantsMoreInput: Bool {
        switch phase {
        case .failed, .ended: false
        case .idle, .head, .body, .ending, .upgraded: !hasInputEnded && input.count < limits.bufferByteLimit / 2
        }
    }

    /// Whether to close the connection.
    public var shouldClose: Bool {
        switch phase {
        case .failed, .ended: true
        case .idle: hasInputEnded
        case .head, .body, .ending, .upgraded: false
        }
    }

    /// After `101`: what the peer has sent in the new protocol. Frees everything this connection holds.
    public mutating func takeUpgrade() -> [UInt8] {
        guard case .upgraded = phase else { return [] }
        phase = .ended
        return input.take(input.count)
    }
}

extension HTTPClientConnection {
    private static func check(_ head: HTTPRequestHead, _ body: HTTPOutgoingBody) throws(HTTPSendError) {
        guard head.fields.isWellFormed else { throw .invalidField }
        if case .length(let length) = body, length < 0 { throw .bodyTooShort }
        let isTarget = !head.target.isEmpty && head.target.utf8.allSatisfy(\.isTarget)
        guard isTarget, head.method != .connect, (0...1).contains(head.minorVersion) else { throw .invalidTarget }
        guard !head.fields.contains("Content-Length"), !head.fields.contains("Transfer-Encoding") else {
            throw .framingFieldGiven
        }
        guard head.method != .trace || body == .none, head.minorVersion > 0 || body != .chunked else {
            throw .bodyNotAllowed
        }
    }

    /// Content-Length is sent with an empty body too where the method calls for one (RFC 9110 §8.6).
    private mutating func writeFraming(_ method: HTTPMethod, _ body: HTTPOutgoingBody, _ writer: inout HeadWriter) {
        switch body {
        case .none:
            if [.post, .put, .patch].contains(method) { writer.field("Content-Length", "0") }
        case .bytes(let bytes): writer.field("Content-Length", String(bytes.count))
        case .length(let length):
            writer.field("Content-Length", String(length))
            encoder = BodyEncoder(.length(remaining: length))
        case .chunked:
            writer.field("Transfer-Encoding", "chunked")
            encoder = BodyEncoder(.chunked)
        }
    }

    private mutating func advance() throws(HTTPError) -> HTTPResponseEvent? {
        switch phase {
        case .idle:
            guard input.isEmpty else { throw .unexpectedResponse }
            return nil
        case .head(let parser): return try readHead(parser)
        case .body(let body): return try readBody(body)
        case .ending(let trailers):
            phase = keepsAlive && encoder == nil ? .idle : .ended
            return .end(trailers: trailers)
        case .failed(let error): throw error
        case .upgraded, .ended: return nil
        }
    }

    private mutating func readHead(_ start: ResponseHeadParser) throws(HTTPError) -> HTTPResponseEvent? {
        var parser = start
        phase = .ended
        guard let count = try parser.parse(input.bytes.span.extracting(droppingFirst: input.start), limits) else {
            guard !hasInputEnded else { throw .truncated }
            phase = .head(parser)
            return nil
        }
        let head = parser.head(input.take(count))
        if head.status < 200, head.status != 101 {
            phase = .head(ResponseHeadParser())
            return .informational(head)
        }
        return .head(head, body: try begin(head, minorVersion: parser.minorVersion))
    }

    private mutating func begin(_ head: HTTPResponseHead, minorVersion: Int) throws(HTTPError) -> HTTPBodyKind {
        guard head.status != 101 else {
            guard offersUpgrade else { throw .unexpectedResponse }
            phase = .upgraded
            return .none
        }
        let body = try bodyKind(head, minorVersion)
        let persists =
            !head.fields.contains(token: "close", in: "Connection")
            && (minorVersion > 0 || head.fields.contains(token: "keep-alive", in: "Connection"))
        keepsAlive = keepsAlive && persists && body != .untilClose
        phase = body == .none ? .ending([:]) : .body(BodyDecoder(body))
        return body
    }

    /// RFC 9112 §6.3.
    private func bodyKind(_ head: HTTPResponseHead, _ minorVersion: Int) throws(HTTPError) -> HTTPBodyKind {
        let framing = try MessageFraming(head.fields, minorVersion: minorVersion)
        if isHead || head.status == 204 || head.status == 304 { return .none }
        if framing.isChunked { return .chunked }
        guard let length = framing.contentLength else { return .untilClose }
        guard length <= limits.bodyByteLimit else { throw .bodyTooLong }
        return length > 0 ? .length(length) : .none
    }

    private mutating func readBody(_ start: BodyDecoder) throws(HTTPError) -> HTTPResponseEvent? {
        guard !input.isEmpty || hasInputEnded else { return nil }
        var (body, output) = (start, [UInt8]())
        phase = .ended
        do throws(HTTPError) {
            try body.decode(&input, into: &output, limits)
            let isComplete = body.isComplete || hasInputEnded && body.endsWithConnection
            guard isComplete || !hasInputEnded else { throw .truncated }
            phase = isComplete ? .ending(body.trailers) : .body(body)
        } catch {
            guard !output.isEmpty else { throw error }
            fail(error)
        }
        if !output.isEmpty { return .body(output) }
        if case .ending = phase { return try advance() }
        return nil
    }

    private mutating func fail(_ error: HTTPError) {
        phase = .failed(error)
        input.clear()
    }
}
