import EventLoop
import HTTP
import Net
import Server
import Sync
import TLS
import WebSocket
import Wire

/// One client of a hall: a connection that comes back when it breaks, and the lesson over it.
final class HallClient: WebSocketPeerDelegate {
    let lesson: LessonClient
    let target: HallTarget
    let isReplica: Bool
    private let name: String
    private let isWriter: Bool
    private unowned let load: HallLoad
    private let net: NetLoop
    private let tls: TLSContext?
    private var peer: WebSocketPeer?
    private var cookie: String?
    private var retry: LoopTimer?
    private var isEnding = false
    private(set) var isIn = false
    private(set) var reconnects = 0
    private(set) var lost = 0
    private(set) var outOfOrder = 0
    private(set) var rejections: [Rejection: Int] = [:]
    /// Why the server does not let it in.
    private(set) var denial: Denial?

    init(
        _ number: Int, _ target: HallTarget, isWriter: Bool, isReplica: Bool, _ load: HallLoad, on net: NetLoop,
        tls: TLSContext?
    ) {
        (self.target, self.isWriter, self.load, self.net, self.tls) = (target, isWriter, load, net, tls)
        self.isReplica = isReplica
        name = "\(isWriter ? "Writer" : "Viewer") \(number)"
        var generator = SystemRandomNumberGenerator()
        let id = (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        lesson = LessonClient(outbox: OutboxID(bytes: id), keepsReplica: isReplica)
    }

    // MARK: Connecting

    func connect() {
        let ticket = isWriter ? target.key.flatMap(HallKey.bytes) ?? [] : []
        guard let hello = try? lesson.hello(name: name, ticket: ticket).encoded() else { return }
        var options = WebSocketClient.Options()
        options.subprotocols = [WireProtocol.name, "hello.\(HallKey.text(hello))"]
        options.tls = tls
        if let cookie { options.fields = ["Cookie": cookie] }
        WebSocketClient.connect(to: target.url, on: net, options: options) { [unowned self] peer in
            self.peer = peer
            return self
        } then: { [weak self] outcome in
            guard let self else { return }
            switch outcome {
            case .success(let opened):
                if let field = opened.fields["Set-Cookie"] { cookie = String(field.prefix { $0 != ";" }) }
            case .failure: comeBack()
            }
        }
    }

    /// Tries again after a short pause, different for each client.
    private func comeBack() {
        guard !isEnding, denial == nil else { return }
        retry?.close()
        retry = try? LoopTimer(on: net.loop) { [unowned self] in
            retry?.close()
            retry = nil
            connect()
        }
        try? retry?.start(afterMilliseconds: UInt64.random(in: 50...350))
    }

    func end() {
        isEnding = true
        retry?.close()
        retry = nil
        peer?.close(.normal)
    }

    // MARK: Sending

    /// Asks for something, now or when there is a connection.
    func ask(_ command: Command) {
        let message = lesson.send(command)
        load.ledger.send(lesson.lastCounter, by: lesson.handle, at: ProcessResources.monotonicNanoseconds)
        if isIn { send(message) }
    }

    func report(isLate: Bool) { if isIn, let report = lesson.report(isLate: isLate) { send(report) } }

    private func send(_ message: ClientMessage) {
        guard let peer, let bytes = try? message.encoded() else { return }
        peer.send(.binary, bytes.span)
    }

    // MARK: Receiving

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        guard let decoded = load.decode(message.payload) else { return lost += 1 }
        take(lesson.receive(decoded, byteCount: message.payload.count), message.payload.count)
        report(isLate: false)
    }

    private func take(_ news: LessonClient.News, _ byteCount: Int) {
        switch news {
        case .welcomed(_, let refused):
            isIn = true
            for command in refused { rejections[command.reason, default: 0] += 1 }
            for message in lesson.resend() { send(message) }
            load.didEnter(self)
        case .denied(let reason, _): denial = reason
        case .events(_, let events, _):
            let now = ProcessResources.monotonicNanoseconds
            load.ledger.receive(events.map(\.stamp), by: lesson.handle, byteCount: byteCount, at: now)
            load.note(byteCount, of: self, at: now)
        case .broken(let topic, let expected, let base):
            let ahead = (base - expected) & 0xFF
            if ahead < 128 { lost += max(1, ahead) } else { outOfOrder += 1 }
            send(.subscribe(topic: topic, sequence: nil))
        case .rejected(_, let reason): rejections[reason, default: 0] += 1
        case .leaving, .state, .view, .other: break
        }
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {}

    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {
        self.peer = nil
        let wasIn = isIn
        isIn = false
        if denial != nil { return load.didFail(self) }
        if wasIn, !isEnding { reconnects += 1 }
        comeBack()
    }
}

/// Keys and hellos as they stand in links and fields: base 64 for URLs.
enum HallKey {
    static func bytes(_ text: String) -> [UInt8]? { Base64URL.decode(text) }
    static func text(_ bytes: [UInt8]) -> String { Base64URL.encode(bytes) }
}
