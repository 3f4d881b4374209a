import HTTP

/// All that a connection told about some input. It must not depend on how the input was split, so transcripts of the
/// same bytes are compared.
public struct HTTPTranscript: Equatable, Sendable {
    /// One message, in either direction.
    public struct Message: Equatable, Sendable {
        /// The head of a request; nil for a response.
        public var request: HTTPRequestHead?
        /// The head of a response; nil for a request.
        public var response: HTTPResponseHead?
        /// How the body is delimited.
        public var kind: HTTPBodyKind
        /// The body, or as much as came.
        public var body: [UInt8] = []
        /// The trailers; nil before the end.
        public var trailers: HTTPFields?
        /// Whether the head asked for `100 Continue`.
        public var expectsContinue = false
        /// Whether the head offered another protocol.
        public var offersUpgrade = false
        /// Whether the connection lives on after the message.
        public var keepsAlive = false
    }

    /// The messages, in order; informational ones too.
    public var messages: [Message] = []
    /// Why the input was refused.
    public var error: HTTPError?
    /// What followed an upgrade.
    public var leftover: [UInt8]?
    /// Broken promises of the connection.
    public var complaints: [String] = []
    /// The most bytes held; not compared.
    public var maxBufferedBytes: Int { buffered.count }

    private var buffered = Buffered()

    /// A number that is equal to every other.
    private struct Buffered: Equatable, Sendable {
        var count = 0
        static func == (_: Buffered, _: Buffered) -> Bool { true }
    }

    /// The whole input in one piece, or cut at `cuts`, as a server reads it. Each request is answered with an empty
    /// 200, a 101 when it offers an upgrade.
    /// - Parameter answersEarly: Answers at the head, before the body was read.
    public static func server(
        _ bytes: [UInt8], cuts: [Int] = [], limits: HTTPLimits = .standard, answersEarly: Bool = false
    ) -> HTTPTranscript {
        var transcript = HTTPTranscript()
        var connection = HTTPServerConnection(limits: limits)
        var start = 0
        for end in cuts + [bytes.count] {
            connection.receive(bytes.span.extracting(start..<end))
            start = end
            transcript.watch(connection.bufferedBytes, limits)
            guard transcript.pull(&connection, answersEarly) else { break }
            if transcript.leftover != nil { break }
        }
        transcript.leftover? += bytes[start...]
        if transcript.error != nil, connection.bufferedBytes > 0 || !connection.shouldClose {
            transcript.complaints.append("holds on after an error")
        }
        return transcript
    }

    /// The whole input in one piece, or cut at `cuts`, as a client reads it in answer to one request.
    /// - Parameter isEnded: The server closes after the input.
    public static func client(
        _ bytes: [UInt8], cuts: [Int] = [], limits: HTTPLimits = .standard, request: HTTPRequestHead,
        isEnded: Bool = false
    ) -> HTTPTranscript {
        var transcript = HTTPTranscript()
        var connection = HTTPClientConnection(limits: limits)
        guard (try? connection.send(request)) != nil else {
            transcript.complaints.append("cannot send")
            return transcript
        }
        var start = 0
        for end in cuts + [bytes.count] {
            connection.receive(bytes.span.extracting(start..<end))
            start = end
            transcript.watch(connection.bufferedBytes, limits)
            guard transcript.pull(&connection) else { return transcript }
            if transcript.leftover != nil { break }
        }
        transcript.leftover? += bytes[start...]
        if isEnded {
            connection.receiveEnd()
            _ = transcript.pull(&connection)
        }
        return transcript
    }

    private mutating func watch(_ count: Int, _ limits: HTTPLimits) {
        buffered.count = max(buffered.count, count)
        if count > limits.bufferByteLimit { complaints.append("holds \(count) bytes") }
    }

    /// False after an error.
    private mutating func pull(_ connection: inout HTTPServerConnection, _ answersEarly: Bool) -> Bool {
        do throws(HTTPError) {
            while let event = try connection.next() { note(event, &connection, answersEarly) }
            return true
        } catch {
            self.error = error
            if connection.errorResponse(for: error).isEmpty, !answersEarly {
                complaints.append("no answer to an error")
            }
            return false
        }
    }

    private mutating func note(
        _ event: HTTPRequestEvent, _ connection: inout HTTPServerConnection, _ answersEarly: Bool
    ) {
        switch event {
        case .head(let head, let kind):
            var message = Message(request: head, response: nil, kind: kind)
            message.expectsContinue = connection.expectsContinue
            message.offersUpgrade = connection.offersUpgrade
            messages.append(message)
            if answersEarly { answer(200, &connection) }
        case .body(let piece):
            if piece.isEmpty { complaints.append("an empty piece") }
            messages[messages.count - 1].body += piece
        case .end(let trailers):
            messages[messages.count - 1].trailers = trailers
            if !answersEarly { answer(connection.offersUpgrade ? 101 : 200, &connection) }
            messages[messages.count - 1].keepsAlive = !connection.shouldClose
        }
    }

    private mutating func answer(_ status: Int, _ connection: inout HTTPServerConnection) {
        do throws(HTTPSendError) {
            let bytes = try connection.respond(HTTPResponseHead(status: status))
            if bytes.isEmpty { complaints.append("an empty response") }
        } catch {
            complaints.append("cannot respond: \(error)")
        }
        if status == 101 { leftover = connection.takeUpgrade() }
    }

    /// False after an error.
    private mutating func pull(_ connection: inout HTTPClientConnection) -> Bool {
        do throws(HTTPError) {
            while let event = try connection.next() { note(event, &connection) }
            return true
        } catch {
            self.error = error
            return false
        }
    }

    private mutating func note(_ event: HTTPResponseEvent, _ connection: inout HTTPClientConnection) {
        switch event {
        case .informational(let head):
            messages.append(Message(request: nil, response: head, kind: .none, trailers: [:]))
        case .head(let head, let kind):
            messages.append(Message(request: nil, response: head, kind: kind))
            if head.status == 101 { leftover = connection.takeUpgrade() }
        case .body(let piece):
            if piece.isEmpty { complaints.append("an empty piece") }
            messages[messages.count - 1].body += piece
        case .end(let trailers):
            messages[messages.count - 1].trailers = trailers
            messages[messages.count - 1].keepsAlive = !connection.shouldClose
        }
    }
}
