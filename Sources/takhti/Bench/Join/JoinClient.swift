import EventLoop
import HTTP
import Net
import Sync
import TLS
import WebSocket
import Wire

/// One person with a device: joins, and comes back as a browser does, after a pause that doubles.
final class JoinClient: WebSocketPeerDelegate {
    private let lesson: LessonClient
    private let number: Int
    /// SAFETY: the load keeps its clients, and lives until the loop has ended.
    private unowned let load: JoinLoad
    private let net: NetLoop
    private var peer: WebSocketPeer?
    private var timer: LoopTimer?
    private var cookie: String?
    private var participant: ParticipantHandle?
    private var tries = 0
    private var isOver = false
    /// When this try began.
    private var began: UInt64 = 0
    /// Payload bytes of all, and of what says who or how many are here.
    private(set) var (received, presence) = (0, 0)
    private(set) var isIn = false
    /// Whether it came back as somebody else.
    private(set) var isStranger = false

    /// As in web-client/src/sync/connection.ts: milliseconds.
    private static let longestPause = 30_000.0

    init(_ number: Int, _ load: JoinLoad, on net: NetLoop) {
        (self.number, self.load, self.net) = (number, load, net)
        var generator = SystemRandomNumberGenerator()
        let id = (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        lesson = LessonClient(outbox: OutboxID(bytes: id), keepsReplica: false)
    }

    func connect(after milliseconds: Double) {
        timer?.close()
        // SAFETY: the load keeps its clients until the loop has ended; `end()` closes the timer.
        timer = try? LoopTimer(on: net.loop) { [unowned self] in connect() }
        try? timer?.start(afterMilliseconds: UInt64(max(1, milliseconds)))
    }

    func end() {
        isOver = true
        timer?.close()
        peer?.close(.normal)
    }

    private func connect() {
        timer?.close()
        timer = nil
        guard let hello = try? lesson.hello(name: participant == nil ? "Person \(number)" : "").encoded() else {
            return
        }
        began = ProcessResources.monotonicNanoseconds
        tries += 1
        var options = WebSocketClient.Options()
        options.subprotocols = [WireProtocol.name, "hello.\(HallKey.text(hello))"]
        options.tls = load.tls
        if let cookie { options.fields.append("Cookie", cookie) }
        // SAFETY: as the timer: the load keeps its clients until the loop has ended.
        WebSocketClient.connect(to: load.target.url, on: net, options: options) { [unowned self] peer in
            self.peer = peer
            return self
        } then: { [weak self] outcome in
            guard let self else { return }
            switch outcome {
            case .success(let opened):
                if let set = opened.fields["Set-Cookie"] { cookie = String(set.prefix { $0 != ";" }) }
            case .failure: comeBack(wait: nil)
            }
        }
    }

    private func comeBack(wait: Int?) {
        guard !isOver else { return }
        if isIn { load.didLose() }
        isIn = false
        // Who was asked to wait comes a little later than asked, each at another moment.
        if let wait { return connect(after: Double(wait) * (1 + .random(in: 0...0.5))) }
        let pause = tries == 0 ? 200 : min(Self.longestPause, 250 * Double(1 << min(tries, 10)))
        connect(after: pause * .random(in: 0.5...1))
    }

    // MARK: WebSocketPeerDelegate

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        received += message.payload.count
        guard let decoded = load.decode(message.payload) else { return }
        if decoded.isPresence { presence += message.payload.count }
        switch lesson.receive(decoded, byteCount: message.payload.count) {
        case .welcomed(let welcome, _):
            if let participant, participant != welcome.participant { isStranger = true }
            participant = welcome.participant
            (isIn, tries) = (true, 0)
            load.didEnter(ProcessResources.monotonicNanoseconds - began)
        case .leaving(_, let wait): farewell = wait
        case .denied(_, let wait): farewell = wait ?? 5_000
        case .events, .state, .rejected, .view, .broken, .other: break
        }
        if let report = lesson.report(isLate: false), let bytes = try? report.encoded() {
            peer.send(.binary, bytes.span)
        }
    }

    private var farewell: Int?

    func webSocketDidDrain(_ peer: WebSocketPeer) {}

    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {
        self.peer = nil
        defer { farewell = nil }
        comeBack(wait: farewell)
    }
}

extension ServerMessage {
    /// Whether it says who or how many are here.
    fileprivate var isPresence: Bool {
        switch self {
        case .view(_, _, _, .counts): true
        case .view(_, _, _, .attendance), .names: true
        case .batch(let batch): batch.topic == TopicHandle(1)
        case .snapshot(let topic, _, _, _), .slice(let topic, _), .subscribed(let topic, _, _): topic == TopicHandle(1)
        default: false
        }
    }
}
