extension HTTPServerConnection {
    /// The interim response that lets the peer send its body; empty when it does not wait for one (any more).
    public mutating func continueBytes() -> [UInt8] {
        guard expectsContinue, case .awaited = response else { return [] }
        expectsContinue = false
        return Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
    }

    /// Begins the response to the current request, and finishes it when `body` is `.none` or `.bytes`. Adds the fields
    /// of framing, `Connection` and, when given, `Date`. When the request's body was not read to its end the connection
    /// closes after the response.
    /// - Parameter readsOn: The caller goes on reading the request's body while it sends, so that the connection may be
    ///   kept, if the body's end comes before that of the response.
    /// - Returns: The bytes to send.
    public mutating func respond(
        _ head: HTTPResponseHead, body: HTTPOutgoingBody = .none, date: String? = nil, readsOn: Bool = false
    ) throws(HTTPSendError) -> [UInt8] {
        guard case .awaited = response else { throw .outOfTurn }
        try check(head, body)
        if case .body = phase, !readsOn { keepsAlive = false }
        if case .failed = phase { keepsAlive = false }
        let mode = responseMode(head.status, body)
        if mode == .untilClose || head.fields.contains(token: "close", in: "Connection") { keepsAlive = false }
        var writer = HeadWriter()
        writer.line("HTTP/1.1 \(head.status) \(head.reason)")
        if let date { writer.field("Date", date) }
        writer.fields(head.fields)
        writeFraming(head.status, body, mode, &writer)
        writeConnection(head, &writer)
        writer.end()
        if case .bytes(let bytes) = body, mode != .discarded { writer.body(bytes) }
        begin(head.status, body, mode)
        return writer.bytes
    }

    /// The bytes to send for the next piece of a `.length` or `.chunked` body; none to HEAD.
    public mutating func body(_ piece: [UInt8]) throws(HTTPSendError) -> [UInt8] {
        guard case .sending(var encoder) = response else { throw .outOfTurn }
        let bytes = try encoder.encode(piece)
        response = .sending(encoder)
        return bytes
    }

    /// Finishes a `.length` or `.chunked` body. Trailers are sent with chunks only.
    /// - Returns: The bytes to send.
    public mutating func end(trailers: HTTPFields = [:]) throws(HTTPSendError) -> [UInt8] {
        guard case .sending(let encoder) = response else { throw .outOfTurn }
        let bytes = try encoder.end(trailers)
        finish()
        return bytes
    }

    /// The answer to a request that was refused: its status, a line of text, `Connection: close`. Empty when a response
    /// has begun already; the connection then just closes. Reads nothing more.
    public mutating func errorResponse(for error: HTTPError, date: String? = nil) -> [UInt8] {
        end()
        switch response {
        case .sending, .finished: return []
        case .none: isHead = false  // it was the request before
        case .awaited: break
        }
        response = .finished
        let text = Array("\(error.status) \(HTTPReason.phrase(for: error.status))\n".utf8)
        var writer = HeadWriter()
        writer.line("HTTP/1.1 \(error.status) \(HTTPReason.phrase(for: error.status))")
        if let date { writer.field("Date", date) }
        writer.field("Content-Type", "text/plain; charset=utf-8")
        writer.field("Content-Length", String(text.count))
        writer.field("Connection", "close")
        writer.end()
        if !isHead { writer.body(text) }
        return writer.bytes
    }
}

extension HTTPServerConnection {
    private func check(_ head: HTTPResponseHead, _ body: HTTPOutgoingBody) throws(HTTPSendError) {
        guard head.status == 101 || (200...599).contains(head.status) else { throw .invalidStatus }
        guard head.fields.isWellFormed else { throw .invalidField }
        if case .length(let length) = body, length < 0 { throw .bodyTooShort }
        for name in ["Content-Length", "Transfer-Encoding", "Date"] where head.fields.contains(name) {
            throw .framingFieldGiven
        }
        if [101, 204, 205].contains(head.status), body != .none { throw .bodyNotAllowed }
        guard head.status == 101 else { return }
        guard offersUpgrade, case .answering = phase else { throw .upgradeNotOffered }
    }

    private func responseMode(_ status: Int, _ body: HTTPOutgoingBody) -> BodyEncoder.Mode {
        if isHead || status == 304 { return .discarded }
        switch body {
        case .none: return .length(remaining: 0)
        case .bytes(let bytes): return .length(remaining: bytes.count)
        case .length(let length): return .length(remaining: length)
        case .chunked: return minorVersion > 0 ? .chunked : .untilClose
        }
    }

    /// The framing field that a GET would have, for HEAD too (RFC 9110 §8.6, §9.3.2).
    private func writeFraming(
        _ status: Int, _ body: HTTPOutgoingBody, _ mode: BodyEncoder.Mode, _ writer: inout HeadWriter
    ) {
        switch body {
        case .none: if ![101, 204, 304].contains(status) { writer.field("Content-Length", "0") }
        case .bytes(let bytes): writer.field("Content-Length", String(bytes.count))
        case .length(let length): writer.field("Content-Length", String(length))
        case .chunked: if minorVersion > 0, status != 304 { writer.field("Transfer-Encoding", "chunked") }
        }
    }

    private func writeConnection(_ head: HTTPResponseHead, _ writer: inout HeadWriter) {
        if !keepsAlive, head.status != 101 {
            // Also beside one of the caller's: it is a list (RFC 9112 §9.6).
            if !head.fields.contains(token: "close", in: "Connection") { writer.field("Connection", "close") }
        } else if !head.fields.contains("Connection") {
            if head.status == 101 { writer.field("Connection", "Upgrade") }
            if head.status != 101, minorVersion == 0 { writer.field("Connection", "keep-alive") }
        }
    }

    private mutating func begin(_ status: Int, _ body: HTTPOutgoingBody, _ mode: BodyEncoder.Mode) {
        expectsContinue = false
        if status == 101 {
            response = .finished
            phase = .upgraded
            return
        }
        switch body {
        case .none, .bytes: finish()
        case .length, .chunked: response = .sending(BodyEncoder(mode))
        }
    }

    private mutating func finish() {
        response = .finished
        if case .body = phase { return end() }
        finishIfDone()
    }
}
