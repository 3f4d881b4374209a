import EventLoop
import HTTP
import WebSocket

/// HTTP/1.1 spoken by a server over one transport, until the connection ends or becomes a WebSocket.
final class HTTPServerSession: TransportOwner {
    let transport: Transport
    private let service: any HTTPService
    private var http: HTTPServerConnection
    private var exchange: HTTPExchange?
    private var timeLimit: HTTPTimeLimit?
    private var isAdvancing = false
    private var hasUpgraded = false
    /// Whether the server stops: the next answer is the last.
    private(set) var isFinishing = false
    /// `progressMark` when a peer that is being answered was last looked at.
    private var markAtLastCheck = 0

    init(over transport: Transport, service: any HTTPService) {
        self.transport = transport
        self.service = service
        http = HTTPServerConnection(limits: transport.net.limits.http)
        watchTime()
    }

    // MARK: Receiving

    func transportDidRead(_ bytes: Span<UInt8>) {
        http.receive(bytes)
        advance()
    }

    func transportDidEnd() {
        http.receiveEnd()
        advance()
        exchange?.onInputEnd?()
    }

    /// Reads events for as long as there are any and the program takes them.
    func advance() {
        guard !isAdvancing else { return }
        isAdvancing = true
        defer { isAdvancing = false }
        do throws(HTTPError) {
            while mayRead, let event = try http.next() { perform(event) }
        } catch {
            return refuse(error)
        }
        settle()
    }

    private var mayRead: Bool {
        if let exchange { !exchange.isBodyPaused && transport.isOpen } else { transport.isOpen && !isCongested }
    }

    private func perform(_ event: HTTPRequestEvent) {
        switch event {
        case .head(let head, let body): begin(head, body)
        case .body(let bytes): exchange?.receive(bytes)
        case .end(let trailers): exchange?.receiveEnd(trailers)
        }
    }

    /// Hands a request to the program: with its head if a body follows, else when it is complete.
    private func begin(_ head: HTTPRequestHead, _ body: HTTPBodyKind) {
        let exchange = HTTPExchange(head, body: body, session: self)
        self.exchange = exchange
        if body != .none { service.respond(to: exchange) }
    }

    func requestIsComplete(_ exchange: HTTPExchange) { if !exchange.hasBody { service.respond(to: exchange) } }

    private func refuse(_ error: HTTPError) {
        exchange?.abandon()
        exchange = nil
        transport.send(http.errorResponse(for: error, date: transport.net.dateText))
        transport.end()
    }

    /// After each step: who is waited for, for how long, and whether this was all.
    private func settle() {
        guard transport.isOpen, !hasUpgraded else { return }
        if http.shouldClose && exchange == nil { return transport.end() }
        if http.wantsMoreInput && !isCongested { transport.resumeReading() } else { transport.pauseReading() }
        watchTime()
    }

    private var isCongested: Bool { transport.isCongested }

    // MARK: Answering

    var isOpen: Bool { transport.isOpen }
    /// Whether a program that streams should wait for `transportDidDrain`.
    var shouldWait: Bool { isCongested }
    /// Whether `101` was sent.
    var hasSwitched: Bool { http.isUpgraded }
    var offersUpgrade: Bool { http.offersUpgrade }
    var expectsContinue: Bool { http.expectsContinue }

    func sendContinue() { transport.send(http.continueBytes()) }

    func respond(_ head: HTTPResponseHead, body: HTTPOutgoingBody, readsOn: Bool = false) throws(HTTPSendError) {
        transport.send(try http.respond(head, body: body, date: transport.net.dateText, readsOn: readsOn))
        switch body {
        case .none, .bytes: finished()
        case .length, .chunked: break
        }
    }

    func write(_ piece: [UInt8]) throws(HTTPSendError) { transport.send(try http.body(piece)) }

    func endResponse(trailers: HTTPFields) throws(HTTPSendError) {
        transport.send(try http.end(trailers: trailers))
        finished()
    }

    private func finished() {
        exchange = nil
        advance()
    }

    /// The response cannot be finished as promised: only the end of the connection tells.
    func breakOff() { transport.abort() }

    /// Turns the connection into a WebSocket after `101` was sent.
    func upgrade(_ handshake: ServerHandshake) -> (peer: WebSocketPeer, leftover: [UInt8]) {
        let leftover = letGo()
        let connection = WebSocketConnection(transport.net.serverEnvironment, deflate: handshake.deflate)
        let unsentLimit = transport.net.limits.webSocketUnsentByteLimit
        if unsentLimit > 0 { transport.limitUnsent(toByteCount: unsentLimit) }
        transport.resumeReading()
        let peer = WebSocketPeer(connection, over: transport, isClient: false, subprotocol: handshake.subprotocol)
        return (peer, leftover)
    }

    /// After `101` was sent, leaves the connection to another protocol, with what came in it already.
    func letGo() -> [UInt8] {
        exchange = nil
        hasUpgraded = true
        return http.takeUpgrade()
    }

    // MARK: The transport's other news

    func transportDidDrain() {
        exchange?.drained()
        advance()
    }

    func transportDidFail(_ error: NetError) {
        exchange?.abandon()
        exchange = nil
    }

    private func watchTime() {
        let limit = http.timeLimit
        guard limit != timeLimit else { return }
        timeLimit = limit
        markAtLastCheck = transport.progressMark
        transport.deadline = transport.net.now + UInt64(limit?.milliseconds ?? transport.net.limits.sendTimeLimit)
    }

    func transportDidSecure() {
        timeLimit = nil
        watchTime()
    }

    func transportDeadlinePassed() {
        if timeLimit == nil || isCongested || exchange?.isBodyPaused == true { return checkProgress() }
        if let error = timeLimit?.error { refuse(error) } else { transport.end() }
    }

    /// While we answer, or have the peer wait, its own time limits rest; but it has to take what waits for it.
    private func checkProgress() {
        let mark = transport.progressMark
        guard transport.queuedByteCount == 0 || mark != markAtLastCheck else { return transport.abort() }
        markAtLastCheck = mark
        transport.deadline = transport.net.now + UInt64(transport.net.limits.sendTimeLimit)
    }

    func transportShouldFinish() {
        isFinishing = true
        http.closeAfterResponse()
        if http.shouldClose {
            transport.end(lingering: exchange == nil ? transport.net.limits.idleLingerTimeLimit : nil)
        }
    }
}
