import EventLoop
import HTTP
import WebSocket

/// Passes one request on over a stream to whoever listens at its other end, and the answer back. Bodies go through in pieces as they come;
/// whoever is slow lets the other side wait, so that nothing is held beyond `NetLimits.sendHighWaterByteCount` and what HTTP buffers in
/// each direction. A WebSocket becomes a `Tunnel`.
///
/// Both sides speak HTTP of their own here: what one of them says is read strictly and written anew, so no framing, field of a connection
/// or second answer of one reaches the other.
public final class HTTPPassage: TransportOwner {
    /// How long the other end may take, in milliseconds.
    public struct TimeLimits: Sendable {
        /// Until the head of its answer, after what was sent to it last.
        public var head = 60_000
        /// From one piece of its answer to the next.
        public var piece = 120_000
        /// Without a byte either way on a WebSocket.
        public var silence = 600_000

        /// The defaults.
        public init() {}
    }

    private let limits: TimeLimits
    /// The answer's head as the client gets it.
    private let rewrite: (HTTPResponseHead) -> HTTPResponseHead
    private var exchange: HTTPExchange?
    private var handshake: ServerHandshake?
    private var http = HTTPClientConnection(limits: HTTPPassage.http)
    private var transport: Transport?
    private var tunnel: Tunnel?
    private var hasBegun = false
    private var isHeld = false
    private var hasInputEnded = false
    private var onEnd: (() -> Void)?

    /// A body is never held as a whole, so it may be long.
    private static let http = HTTPLimits(bodyByteLimit: 1 << 40)

    /// Prepares it. The body of `exchange` must not have been read; if it has one, it was paused.
    /// - Parameter stream: Closed in the end.
    public init(
        _ exchange: HTTPExchange, over stream: ByteStream, on net: NetLoop, limits: TimeLimits = TimeLimits(),
        rewriting rewrite: @escaping (HTTPResponseHead) -> HTTPResponseHead
    ) {
        (self.exchange, self.limits, self.rewrite) = (exchange, limits, rewrite)
        transport = Transport(stream, on: net)
    }

    /// Begins.
    /// - Parameters:
    ///   - request: What is sent; the fields of framing and `Connection` are added.
    ///   - asksForWebSocket: Whether the exchange is to become a WebSocket: the fields for that are added, too.
    ///   - onEnd: Called once when it is over, however it ends.
    public func begin(_ request: HTTPRequestHead, asksForWebSocket: Bool, onEnd: @escaping () -> Void) {
        self.onEnd = onEnd
        guard let exchange, let transport else { return end() }
        exchange.onAbandon = { [weak self] in self?.abandoned() }
        // Else a stream of events that says nothing would last on without a reader.
        exchange.onInputEnd = { [weak exchange] in exchange?.breakOff() }
        var request = request
        if asksForWebSocket {
            guard let offer = WebSocketOffer(exchange) else { return refuse() }
            handshake = offer.handshake
            for field in offer.fields { request.fields.append(field.name, field.value) }
        } else {
            request.fields.set("Connection", "close")
        }
        do {
            try transport.start(self)
            extend(limits.head)
            transport.send(try http.send(request, body: Self.body(of: exchange)))
        } catch { return fail() }
        guard exchange.hasBody else { return }
        exchange.readBody({ [weak self] in self?.send($0) }, end: { [weak self] _ in self?.endBody() })
        exchange.resumeBody()
    }

    private static func body(of exchange: HTTPExchange) -> HTTPOutgoingBody {
        guard exchange.hasBody else { return .none }
        return exchange.request.fields["Content-Length"].flatMap { Int($0) }.map { .length($0) } ?? .chunked
    }

    /// Ends it now; the client sees an answer that broke off, or none.
    public func close() {
        if let tunnel { tunnel.close() } else { fail() }
    }

    // MARK: The request's body

    private func send(_ piece: [UInt8]) {
        guard let transport, let bytes = try? http.body(piece) else { return fail() }
        transport.send(bytes)
        extend(limits.head)
        if transport.isCongested { exchange?.pauseBody() }
    }

    private func endBody() {
        guard let transport, let bytes = try? http.end() else { return fail() }
        transport.send(bytes)
    }

    func transportDidDrain() { exchange?.resumeBody() }

    // MARK: The answer

    func transportDidRead(_ bytes: Span<UInt8>) {
        http.receive(bytes)
        advance()
    }

    func transportDidEnd() {
        hasInputEnded = true
        http.receiveEnd()
        advance()
    }

    private func advance() {
        do throws(HTTPError) {
            while !isHeld, transport != nil, let event = try http.next() { take(event) }
        } catch { return fail() }
        guard let transport, !isHeld else { return }
        if hasInputEnded { return fail() }
        if http.wantsMoreInput { transport.resumeReading() } else { transport.pauseReading() }
    }

    private func take(_ event: HTTPResponseEvent) {
        switch event {
        case .informational: break
        case .head(let head, let body): answer(head, body)
        case .body(let piece): pass(piece)
        case .end: finishAnswer()
        }
    }

    private func answer(_ head: HTTPResponseHead, _ body: HTTPBodyKind) {
        guard let exchange else { return }
        if head.status == 101 { return switchProtocols(head) }
        hasBegun = true
        extend(limits.piece)
        exchange.begin(rewrite(head), body: Self.body(of: head, body, exchange))
        // One that could not be written as it is was answered with 500.
        if body != .none, !exchange.isOpen { end() }
    }

    /// To HEAD the length that GET would have (RFC 9110 §9.3.2).
    private static func body(of head: HTTPResponseHead, _ kind: HTTPBodyKind, _ exchange: HTTPExchange)
        -> HTTPOutgoingBody
    {
        switch kind {
        case .length(let length): return .length(length)
        case .chunked, .untilClose: return .chunked
        case .none:
            guard exchange.request.method == .head, ![204, 304].contains(head.status),
                let length = head.fields["Content-Length"].flatMap({ Int($0) }), length > 0
            else { return .none }
            return .length(length)
        }
    }

    private func pass(_ piece: [UInt8]) {
        guard let exchange else { return }
        extend(limits.piece)
        exchange.write(piece)
        guard exchange.isOpen else { return end() }
        guard exchange.shouldWait else { return }
        isHeld = true
        transport?.pauseReading()
        transport?.deadline = .max
        exchange.whenDrained { [weak self] in self?.goOn() }
    }

    private func goOn() {
        guard isHeld else { return }
        isHeld = false
        extend(limits.piece)
        advance()
    }

    private func finishAnswer() {
        let exchange = exchange
        end()
        exchange?.end()
    }

    // MARK: Another protocol

    /// Only a WebSocket that was asked for, and by a program that has read its key (RFC 6455 §4.1).
    private func switchProtocols(_ head: HTTPResponseHead) {
        guard let exchange, let transport, let handshake,
            let fields = WebSocketOffer.agreement(head, handshake, exchange.request)
        else { return fail() }
        let early = http.takeUpgrade()
        guard let (client, leftover) = exchange.switchProtocols(fields) else { return fail() }
        (self.exchange, self.transport) = (nil, nil)
        tunnel = Tunnel(client, transport, silenceLimit: limits.silence) { [weak self] in self?.end() }
        tunnel?.start(with: leftover, and: early)
    }

    // MARK: End

    private func extend(_ limit: Int) {
        guard let transport else { return }
        transport.deadline = transport.net.now + UInt64(limit)
    }

    private func refuse() {
        let exchange = exchange
        end()
        exchange?.respond(status: 400, fields: ["Connection": "close"])
    }

    /// The other end broke the rules, or broke off.
    private func fail() {
        let (exchange, hasBegun) = (exchange, hasBegun)
        end()
        guard let exchange else { return }
        if hasBegun {
            exchange.breakOff()
        } else {
            exchange.respond(
                status: 502,
                fields: [
                    "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff",
                    "Cache-Control": "no-store",
                ], body: Array("what listens there does not answer\n".utf8))
        }
    }

    private func abandoned() {
        exchange = nil
        end()
    }

    private func end() {
        exchange = nil
        transport?.close()
        (transport, tunnel) = (nil, nil)
        let then = onEnd
        onEnd = nil
        then?()
    }

    func transportDidFail(_ error: NetError) { fail() }
    func transportDeadlinePassed() { fail() }
    /// The answer under way is finished with the client's connection.
    func transportShouldFinish() {}
}

@available(*, unavailable) extension HTTPPassage: Sendable {}
