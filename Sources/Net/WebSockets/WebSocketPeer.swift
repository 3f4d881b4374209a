import EventLoop
import WebSocket

/// One open WebSocket, in either role. Lives on its loop's thread; the loop's list of connections keeps it until it is closed.
public final class WebSocketPeer: TransportOwner {
    private let transport: Transport
    private var connection: WebSocketConnection
    private var delegate: (any WebSocketPeerDelegate)?
    /// When something last came, in the loop's milliseconds.
    private var lastRead: UInt64
    /// `progressMark` when the peer's silence was last looked at: another now means that it still takes something.
    private var markAtLastCheck = 0
    private let isClient: Bool
    private var awaitsPong = false
    private var isHeldBack = false
    private var isPaused = false

    /// What the handshake agreed on; nil for none.
    public let subprotocol: String?

    init(
        _ connection: consuming WebSocketConnection, over transport: Transport, isClient: Bool, subprotocol: String?
    ) {
        self.transport = transport
        self.connection = connection
        self.isClient = isClient
        self.subprotocol = subprotocol
        lastRead = transport.net.now
    }

    /// Takes the transport over, with bytes that came behind the handshake.
    func start(_ delegate: any WebSocketPeerDelegate, leftover: [UInt8]) {
        self.delegate = delegate
        guard transport.handOver(to: self) else { return disconnected() }
        transport.deadline = transport.net.now + UInt64(limits.pingAfter)
        if !leftover.isEmpty { transportDidRead(leftover.span) }
    }

    private var limits: NetLimits { transport.net.limits }

    // MARK: Sending

    /// Bytes that the peer has not yet taken: the back-pressure.
    public var queuedByteCount: Int { transport.queuedByteCount }

    /// Whether messages can still be sent.
    public var isOpen: Bool { connection.isOpen && transport.isOpen }

    /// The address of the other end.
    public var peerAddress: SocketAddress? { transport.peerAddress }

    /// The TLS session of a client, for resuming it in a later connection; nil when there is none.
    public func exportSession() -> [UInt8]? { transport.session?.exportSession() }

    /// The loop it lives on.
    public var net: NetLoop { transport.net }

    /// Sends a message of its own. Ignored once closing.
    public func send(_ kind: WebSocketMessage.Kind, _ payload: Span<UInt8>) {
        guard mayQueue, let bytes = connection.encode(kind, payload) else { return }
        transport.send(bytes)
    }

    /// Sends a message that others get, too; its bytes are shared. Ignored once closing.
    public func send(_ message: PreparedMessage) {
        guard mayQueue, let bytes = connection.bytes(for: message) else { return }
        transport.send(bytes)
    }

    /// As `send(_:)`, but now rather than with the rest of the turn.
    public func sendNow(_ message: PreparedMessage) {
        guard mayQueue, let bytes = connection.bytes(for: message) else { return }
        transport.sendNow(bytes)
    }

    /// Sends frames made elsewhere, as they are: several messages that a server gathered for many peers. They must be whole,
    /// unmasked and, unless this peer negotiated it, not compressed. They leave now, not with the rest of the turn. Ignored once closing.
    public func sendNow(frames: [UInt8]) {
        guard mayQueue, connection.isOpen else { return }
        transport.sendNow(frames)
    }

    /// A peer that takes nothing is dropped before its queue becomes everyone's memory.
    private var mayQueue: Bool {
        let queued = transport.queuedByteCount
        return queued == 0 || mayQueue(behind: queued)
    }

    @discardableResult
    private func mayQueue(behind queued: Int) -> Bool {
        guard queued <= limits.sendQueueByteLimit else {
            transport.net.logger.info("dropped a WebSocket that does not keep up", metadata: ["queued": "\(queued)"])
            transport.abort()
            return false
        }
        transport.net.keepWithinBudget()
        return transport.isOpen
    }

    /// Lets what was sent leave now rather than with the rest of the turn.
    public func flush() { transport.flush() }

    /// Sends a ping; the pong counts as a sign of life.
    public func ping(_ payload: [UInt8] = []) {
        if let bytes = connection.ping(payload.span) { transport.send(bytes) }
    }

    /// Begins the closing handshake; the delegate hears of its end. Idempotent.
    public func close(_ code: CloseCode = .normal, reason: String = "") {
        guard let bytes = connection.close(code, reason: reason) else { return }
        transport.send(bytes)
        markAtLastCheck = transport.progressMark
        transport.deadline = transport.net.now + UInt64(limits.webSocket.closeTimeLimit)
    }

    /// Drops the connection without a closing handshake.
    public func abort() { transport.abort() }

    // MARK: Receiving

    /// Reads nothing more until `resumeReading()`, so that the peer has to wait.
    public func pauseReading() {
        isPaused = true
        transport.pauseReading()
    }

    /// Reads again.
    public func resumeReading() {
        isPaused = false
        if !isHeldBack { transport.resumeReading() }
    }

    func transportDidRead(_ bytes: Span<UInt8>) {
        lastRead = transport.net.now
        guard !connection.isClosed else { return }
        var events = ScratchBuffers.take(&transport.net.scratch.events)
        var start = 0
        while start < bytes.count, !connection.isClosed {
            start += connection.receiveNext(bytes.extracting(droppingFirst: start), into: &events)
            for event in events { perform(event) }
            events.removeAll(keepingCapacity: true)
        }
        transport.net.scratch.events = events
        guard transport.isCongested else { return }
        if isClient { mayQueue(behind: transport.queuedByteCount) } else { holdBack() }
    }

    /// A client that does not read our answers is not asked for more. A server that does not is read from all the same, or both would
    /// wait for each other when both have much to say; but our answers to it, such as pongs, have their limit.
    private func holdBack() {
        isHeldBack = true
        transport.pauseReading()
    }

    private func perform(_ event: WebSocketEvent) {
        switch event {
        case .message(let message): delegate?.webSocket(self, didReceive: message)
        case .pong(let payload):
            awaitsPong = false
            delegate?.webSocket(self, didReceivePong: payload)
        case .send(let bytes): transport.send(bytes)
        case .closed(let closure): finish(closure)
        }
    }

    /// RFC 6455 §7.1.1: the server ends TCP first; a client gives it time to.
    private func finish(_ closure: WebSocketClosure) {
        if isClient && closure.isClean {
            transport.deadline = transport.net.now + UInt64(limits.webSocket.closeTimeLimit)
        } else {
            transport.end()
        }
        report(closure)
    }

    private func report(_ closure: WebSocketClosure) {
        let delegate = delegate
        self.delegate = nil
        delegate?.webSocket(self, didClose: closure)
    }

    func transportDidEnd() {
        disconnected()
        transport.close()
    }

    func transportDidFail(_ error: NetError) { disconnected() }

    private func disconnected() {
        var events: [WebSocketEvent] = []
        connection.peerDidDisconnect(into: &events)
        for case .closed(let closure) in events { report(closure) }
    }

    func transportDidDrain() {
        if isHeldBack {
            isHeldBack = false
            if !isPaused { transport.resumeReading() }
        }
        if connection.isOpen { delegate?.webSocketDidDrain(self) }
    }

    // MARK: Time

    /// Looks after a silent peer. A peer that takes what waits for it is slow, not dead (progress counts as life).
    func transportDeadlinePassed() {
        let takesSome = transport.queuedByteCount > 0 && transport.progressMark != markAtLastCheck
        markAtLastCheck = transport.progressMark
        guard connection.isOpen else { return closingDeadlinePassed(takesSome) }
        let now = transport.net.now
        if takesSome || isPaused { lastRead = max(lastRead, now - UInt64(limits.pingAfter)) }
        let silence = now - lastRead
        if silence < UInt64(limits.pingAfter) {
            awaitsPong = false
            transport.deadline = lastRead + UInt64(limits.pingAfter)
        } else if awaitsPong && silence >= UInt64(limits.pingAfter + limits.pongTimeLimit) {
            transport.abort()
        } else {
            if !awaitsPong { ping() }
            awaitsPong = true
            transport.deadline = now + UInt64(limits.pongTimeLimit)
        }
    }

    /// The peer has not answered our Close in time; one that still takes what was sent before it gets more.
    private func closingDeadlinePassed(_ takesSome: Bool) {
        guard takesSome else { return transportDidEnd() }
        transport.deadline = transport.net.now + UInt64(limits.webSocket.closeTimeLimit)
    }

    func transportShouldFinish() { close(.goingAway) }
}

@available(*, unavailable) extension WebSocketPeer: Sendable {}
