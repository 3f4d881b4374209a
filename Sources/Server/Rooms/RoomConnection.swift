import EventLoop
import HTTP
import Net
import Sync
import WebSocket
import Wire

/// One client of a room: its request until it is let in, its WebSocket from then on.
final class RoomConnection: WebSocketPeerDelegate, SessionSink {
    private let rooms: LoopRooms
    private let cookies: [String]
    /// The sign-in by which it came; it ends with it.
    let signIn: Int64?
    private var exchange: HTTPExchange?
    private var peer: WebSocketPeer?
    private var slot: RelaySlot?
    private var session = SessionID(loop: 0, count: 0)
    private var flood: MessageMeter
    private var isRestrained = false
    /// When pings went out that were not answered yet; the first has the number `pongs` + 1.
    private var pings: [UInt64] = []
    private var pongs: UInt8 = 0
    /// Called when the room lets it in.
    var onWelcome: (() -> Void)?

    /// - Parameter cookies: `Set-Cookie` of a device that was not known, or of a sign-in.
    init(_ exchange: HTTPExchange, in rooms: LoopRooms, cookies: [String], signIn: Int64? = nil) {
        (self.exchange, self.rooms, self.cookies, self.signIn) = (exchange, rooms, cookies, signIn)
        flood = MessageMeter(at: rooms.net.now)
        exchange.onAbandon = { [weak self] in self?.leave() }
    }

    func attach(to slot: RelaySlot, as session: SessionID) { (self.slot, self.session) = (slot, session) }

    private func leave() {
        exchange = nil
        rooms.unbind(self)
        guard let slot else { return }
        self.slot = nil
        rooms.use(slot) { relay, _ in relay.closed(session) }
    }

    // MARK: SessionSink

    func open() -> Bool {
        guard accept() else { return false }
        onWelcome?()
        onWelcome = nil
        return true
    }

    private func accept() -> Bool {
        guard let exchange, exchange.isOpen else { return false }
        self.exchange = nil
        exchange.onAbandon = nil
        let fields = HTTPFields(cookies.map { ("Set-Cookie", $0) })
        peer = exchange.acceptWebSocket({ _ in self }, subprotocols: [WireProtocol.name], fields: fields)
        if peer == nil { leave() }
        return peer != nil
    }

    func deny(_ reason: Denial, wait: Interval?) {
        guard accept(), let peer else { return }
        if let message = try? ServerMessage.denied(reason: reason, wait: wait).encoded() {
            peer.send(.binary, message.span)
        }
        peer.close(.normal)
    }

    func send(_ message: SharedMessage, isAlone: Bool) {
        guard let peer else { return }
        if isAlone { peer.sendNow(rooms.frame(message)) } else { peer.send(rooms.frame(message)) }
    }

    func end(_ reason: Farewell) {
        guard let peer, peer.isOpen else { return }
        if let message = try? ServerMessage.leaving(reason: reason, wait: reason.wait).encoded() {
            peer.send(.binary, message.span)
        }
        peer.close(.goingAway)
        leave()
    }

    /// The sign-in by which it came has ended.
    func signOut() {
        if peer == nil { deny(.signInNeeded, wait: nil) } else { end(.signedOut) }
        leave()
    }

    var queuedByteCount: Int { peer?.queuedByteCount ?? 0 }

    // MARK: WebSocketPeerDelegate

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        guard let slot else { return }
        guard message.kind == .binary else { return refuse(peer, .unsupportedData, "binary only") }
        do throws(WireError) {
            let message = try ClientMessage(decoding: message.payload)
            restrain(peer, message.weight)
            rooms.use(slot) { $0.receive(message, from: session, at: $1) }
            if case .ping = message { measure(peer) }
        } catch {
            refuse(peer, error == .messageTooLong ? .messageTooBig : .invalidPayload, error.rawValue)
        }
    }

    /// Measures the link when the client does: its browser answers by itself (rule C4).
    private func measure(_ peer: WebSocketPeer) {
        guard pings.count < RoomConnection.pingLimit else { return }
        pings.append(rooms.net.now)
        peer.ping([pongs &+ UInt8(pings.count)])
    }

    /// Pings that may be under way.
    private static let pingLimit = 8

    func webSocket(_ peer: WebSocketPeer, didReceivePong payload: [UInt8]) {
        // Only the last of several pings has to be answered (RFC 6455 §5.5.3).
        guard let slot, payload.count == 1, case let place = Int(payload[0] &- pongs &- 1), place < pings.count else {
            return
        }
        let sent = pings[place]
        pings.removeFirst(place + 1)
        pongs = payload[0]
        rooms.use(slot) { $0.measured(Int(rooms.net.now - sent), of: session, at: $1) }
    }

    /// One bad message closes one connection (rule S3), and what comes behind it counts no more.
    private func refuse(_ peer: WebSocketPeer, _ code: CloseCode, _ reason: String) {
        peer.close(code, reason: reason)
        leave()
    }

    /// Who sends faster than hands can is not read from for a while: TCP makes it wait.
    private func restrain(_ peer: WebSocketPeer, _ count: Int) {
        guard let pause = flood.add(count, at: rooms.net.now), !isRestrained else { return }
        isRestrained = true
        peer.pauseReading()
        rooms.after(pause) { [weak self, weak peer] in
            self?.isRestrained = false
            peer?.resumeReading()
        }
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {
        guard let slot else { return }
        rooms.use(slot) { $0.drained(session, at: $1) }
    }

    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {
        self.peer = nil
        leave()
    }
}

extension ClientMessage {
    /// What it costs: as many commands.
    fileprivate var weight: Int {
        switch self {
        case .commands(_, let commands): commands.count
        case .subscribe, .adopt, .fetchNames: 16
        case .signal, .unsubscribe, .received, .ping, .keys, .fetchLines, .fetchEarlier: 1
        }
    }
}

/// How much a client may send: as many commands as all pens of a hall together write, and an hour's outbox in a burst.
private struct MessageMeter {
    private var level = 0
    private var at: UInt64

    private static let perSecond = 2_000
    private static let burst = 8_192

    init(at now: UInt64) { at = now }

    /// Milliseconds to wait before more is read; nil for none.
    mutating func add(_ count: Int, at now: UInt64) -> UInt64? {
        level = max(0, level - Int(now - at) * Self.perSecond / 1_000)
        at = now
        level += count
        return level > Self.burst ? UInt64((level - Self.burst) * 1_000 / Self.perSecond) + 1 : nil
    }
}

extension Farewell {
    /// Milliseconds before coming back makes sense; nil where it makes none.
    fileprivate var wait: Interval? {
        switch self {
        case .restarting, .stopping: 1_000
        case .updated, .removed, .banned, .roomClosed, .signedOut, .replaced, .tooSlow: nil
        }
    }
}
