import EventLoop
import HTTP
import WebSocket

/// One request and its answer. Lives on its loop's thread, and may be kept until it is answered; if the client goes away first,
/// `onAbandon` is called and answers are ignored.
public final class HTTPExchange {
    /// What was asked for.
    public let request: HTTPRequestHead
    /// Whether a body follows the head.
    public let hasBody: Bool
    private var session: HTTPServerSession?
    private var onBody: (([UInt8]) -> Void)?
    private var onBodyEnd: ((HTTPFields) -> Void)?
    private var onDrain: (() -> Void)?
    private var hasAnswered = false

    /// Called when the client is gone before the answer was complete.
    public var onAbandon: (() -> Void)?
    /// Called when the client will say no more. It may be waiting for the answer all the same; browsers do not.
    var onInputEnd: (() -> Void)?

    init(_ request: HTTPRequestHead, body: HTTPBodyKind, session: HTTPServerSession) {
        self.request = request
        hasBody = body != .none
        self.session = session
    }

    /// Whether the client can still be answered.
    public var isOpen: Bool { session?.isOpen ?? false }

    /// Whether the connection is under TLS.
    public var isSecure: Bool { session?.transport.isSecure ?? false }

    /// Where the client, or the proxy before it, connects from.
    public var peerAddress: SocketAddress? { session?.transport.peerAddress }

    // MARK: The request's body

    private(set) var isBodyPaused = false

    /// Reads the body piece by piece, none above the limits of `HTTPLimits`. A client that waits for it is told to go on.
    public func readBody(_ onBody: @escaping ([UInt8]) -> Void, end: @escaping (HTTPFields) -> Void) {
        (self.onBody, onBodyEnd) = (onBody, end)
        session?.sendContinue()
    }

    /// Reads the whole body, then calls `then`; a body above `limit` bytes is answered with 413.
    public func collectBody(limit: Int, then: @escaping ([UInt8]) -> Void) {
        guard hasBody else { return then([]) }
        var body: [UInt8] = []
        readBody(
            { [unowned self] piece in
                guard body.count + piece.count <= limit else {
                    onBodyEnd = nil
                    return respond(status: 413, fields: ["Connection": "close"])
                }
                body += piece
            }, end: { _ in then(body) })
    }

    /// Reads the body for its own sake, so that an answer tells of a request that was well-formed to its end, and then calls `then`.
    /// A client that waits to be told to send its body is not: it is answered at once.
    public func discardBody(then: @escaping () -> Void) {
        guard hasBody, session?.expectsContinue == false else { return then() }
        readBody({ _ in }, end: { _ in then() })
    }

    /// Takes no more of the body until `resumeBody()`, so that the client has to wait.
    public func pauseBody() { isBodyPaused = true }

    /// Goes on with the body.
    public func resumeBody() {
        isBodyPaused = false
        session?.advance()
    }

    func receive(_ piece: [UInt8]) { onBody?(piece) }

    func receiveEnd(_ trailers: HTTPFields) {
        let end = onBodyEnd
        (onBody, onBodyEnd) = (nil, nil)
        end?(trailers)
        session?.requestIsComplete(self)
    }

    // MARK: The answer

    /// Answers with a whole body, or none. Later answers are ignored.
    public func respond(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
        begin(HTTPResponseHead(status: status, fields: fields), body: body.isEmpty ? .none : .bytes(body))
    }

    /// Answers with a line of text.
    public func respond(status: Int, text: String) {
        respond(status: status, fields: ["Content-Type": "text/plain; charset=utf-8"], body: Array("\(text)\n".utf8))
    }

    /// Begins an answer whose body, if `.length` or `.chunked`, is given to `write(_:)` and completed by `end()`. An answer that is
    /// not well-formed is a fault of the program: the client gets 500.
    public func begin(_ head: HTTPResponseHead, body: HTTPOutgoingBody) {
        guard !hasAnswered, let session else { return }
        hasAnswered = true
        switch body {
        case .none, .bytes: finish()
        case .length, .chunked: break
        }
        do throws(HTTPSendError) {
            try session.respond(head, body: body, readsOn: onBody != nil)
        } catch {
            session.transport.net.logger.error("an answer was not well-formed", metadata: ["error": "\(error)"])
            finish()
            do throws(HTTPSendError) { try session.respond(HTTPResponseHead(status: 500), body: .none) } catch {
                session.breakOff()
            }
        }
    }

    /// Sends a piece of the body. While `shouldWait` is true the program makes no more until `whenDrained`.
    public func write(_ piece: [UInt8]) {
        guard let session else { return }
        do throws(HTTPSendError) { try session.write(piece) } catch { breakOff(session, error) }
    }

    /// Completes the answer.
    public func end(trailers: HTTPFields = [:]) {
        guard let session else { return }
        finish()
        do throws(HTTPSendError) { try session.endResponse(trailers: trailers) } catch { breakOff(session, error) }
    }

    /// Whether the client has not yet taken much of what was written.
    public var shouldWait: Bool { session?.shouldWait ?? false }

    /// Calls `action` once, when the client has taken what was written.
    public func whenDrained(_ action: @escaping () -> Void) { onDrain = action }

    /// Ends the connection in the middle of the answer: what was promised cannot be sent.
    public func breakOff() { session?.breakOff() }

    private func breakOff(_ session: HTTPServerSession, _ error: HTTPSendError) {
        session.transport.net.logger.error("an answer broke its own framing", metadata: ["error": "\(error)"])
        session.breakOff()
    }

    // MARK: Upgrade

    /// Whether the request asks for a WebSocket; the handshake may still be refused.
    public var asksForWebSocket: Bool {
        session?.offersUpgrade == true && request.fields.contains(token: "websocket", in: "Upgrade")
    }

    /// The subprotocols that the client offers, as it prefers them.
    public var offeredSubprotocols: [String] { request.fields.tokens(of: "Sec-WebSocket-Protocol") }

    /// Accepts the WebSocket handshake, or answers with why not and returns nil (RFC 6455 §4.2.2). `Origin` is the caller's to check
    /// beforehand. Messages reach `delegate` from now on.
    /// - Parameters:
    ///   - subprotocols: Those supported, the preferred first.
    ///   - fields: Further fields of the answer, such as cookies.
    @discardableResult
    public func acceptWebSocket(
        _ delegate: (WebSocketPeer) -> any WebSocketPeerDelegate, subprotocols: [String] = [],
        deflate policy: DeflatePolicy? = nil, fields: HTTPFields = [:]
    ) -> WebSocketPeer? {
        guard let session, !hasAnswered else { return nil }
        guard !session.isFinishing else {
            respond(status: 503, fields: ["Connection": "close"])
            return nil
        }
        do throws(HandshakeRefusal) {
            guard !hasBody else { throw .notAnUpgrade }
            let handshake = try ServerHandshake(
                method: request.method.rawValue, httpVersion: (1, request.minorVersion), subprotocols: subprotocols,
                deflate: policy, values: request.fields.values(of:))
            return switchProtocols(session, handshake, fields, delegate)
        } catch {
            respond(status: error.status, fields: HTTPFields(error.fields.map { ($0.name, $0.value) }))
            return nil
        }
    }

    private func switchProtocols(
        _ session: HTTPServerSession, _ handshake: ServerHandshake, _ more: HTTPFields,
        _ delegate: (WebSocketPeer) -> any WebSocketPeerDelegate
    ) -> WebSocketPeer? {
        var fields = HTTPFields(handshake.fields.map { ($0.name, $0.value) })
        for field in more { fields.append(field.name, field.value) }
        begin(HTTPResponseHead(status: 101, fields: fields), body: .none)
        guard session.hasSwitched else { return nil }
        let (peer, leftover) = session.upgrade(handshake)
        peer.start(delegate(peer), leftover: leftover)
        return peer
    }

    /// Answers 101 with these fields and lets go of the connection, which from now on speaks what was agreed; with what the client has said
    /// in it. nil when that cannot be, and 503 was answered.
    func switchProtocols(_ fields: HTTPFields) -> (transport: Transport, leftover: [UInt8])? {
        guard let session, !hasAnswered else { return nil }
        guard !session.isFinishing else {
            respond(status: 503, fields: ["Connection": "close"])
            return nil
        }
        begin(HTTPResponseHead(status: 101, fields: fields), body: .none)
        guard session.hasSwitched else { return nil }
        return (session.transport, session.letGo())
    }

    // MARK: End

    func drained() {
        let action = onDrain
        onDrain = nil
        action?()
    }

    private func finish() {
        session = nil
        (onBody, onBodyEnd) = (nil, nil)
        onAbandon = nil
        onInputEnd = nil
        onDrain = nil
    }

    func abandon() {
        let action = onAbandon
        finish()
        (onBody, onBodyEnd) = (nil, nil)
        action?()
    }
}

@available(*, unavailable) extension HTTPExchange: Sendable {}
