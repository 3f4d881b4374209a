import Classroom
import EventLoop
import Net
import Sync
import TLS
import WebSocket
import Wire

/// What those who bench a class are told by its people.
protocol ClassLoad: AnyObject {
    /// The same bytes come to many clients in a row: they are decoded once. nil for what is no message.
    func decode(_ payload: [UInt8]) -> ServerMessage?
    func didEnter(_ client: ClassClient)
    /// All that a client gave is stored, so long after it gave the last.
    func didStore(_ client: ClassClient, _ nanoseconds: UInt64)
    func didLose(_ client: ClassClient)
}

/// One person in a class that is measured: joins, gives commands, and hears that they are stored. The first, number 0, teaches.
class ClassClient: WebSocketPeerDelegate {
    let lesson: LessonClient
    let number: Int
    /// SAFETY: the load keeps its clients, and lives until the loop has ended.
    private unowned let load: any ClassLoad
    private let net: NetLoop
    private var peer: WebSocketPeer?
    private var timer: LoopTimer?
    private var sentAt: UInt64?
    /// Payload bytes since `resetBytes()`, to the client and from it.
    private(set) var (received, sent) = (0, 0)
    private(set) var rejections = 0

    init(_ number: Int, _ load: any ClassLoad, on net: NetLoop) {
        (self.number, self.load, self.net) = (number, load, net)
        var generator = SystemRandomNumberGenerator()
        let id = (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        lesson = LessonClient(outbox: OutboxID(bytes: id), keepsReplica: false)
    }

    /// Something happened in a topic that it follows.
    func take(_ event: Event, _ stamp: EventStamp) {}

    /// A view that it follows has another state, or differs from the last.
    func take(_ view: View, of topic: TopicHandle, isDifference: Bool) {}

    func connect(to target: HallTarget, tls: TLSContext?) {
        let ticket = number == 0 ? target.key.flatMap(HallKey.bytes) ?? [] : []
        guard let hello = try? lesson.hello(name: "Voter \(number)", ticket: ticket).encoded() else { return }
        var options = WebSocketClient.Options()
        options.subprotocols = [WireProtocol.name, "hello.\(HallKey.text(hello))"]
        options.tls = tls
        // SAFETY: as `load`.
        WebSocketClient.connect(to: target.url, on: net, options: options) { [unowned self] peer in
            self.peer = peer
            return self
        } then: { [weak self] outcome in
            if case .failure = outcome, let self { load.didLose(self) }
        }
    }

    func give(_ command: Command) {
        sentAt = ProcessResources.monotonicNanoseconds
        send(lesson.send(command))
    }

    /// Runs `action` in so many milliseconds.
    func after(_ milliseconds: UInt64, _ action: @escaping () -> Void) {
        // SAFETY: as `load`; a closed timer calls nothing.
        timer = try? LoopTimer(on: net.loop) { [unowned self] in
            timer?.close()
            timer = nil
            action()
        }
        try? timer?.start(afterMilliseconds: milliseconds)
    }

    /// As a browser does: one's own part, and views that are shown now or later.
    func follow(_ views: TopicHandle...) {
        guard let welcome = lesson.welcome else { return }
        for topic in [TopicHandle(65_536 - welcome.participant.number)] + views {
            send(.subscribe(topic: topic, sequence: nil))
        }
    }

    func resetBytes() { (received, sent) = (0, 0) }

    func end() {
        timer?.close()
        peer?.close(.normal)
    }

    private func send(_ message: ClientMessage) {
        guard let peer, let bytes = try? message.encoded() else { return }
        sent += bytes.count
        peer.send(.binary, bytes.span)
    }

    // MARK: WebSocketPeerDelegate

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        received += message.payload.count
        guard let decoded = load.decode(message.payload) else { return load.didLose(self) }
        switch lesson.receive(decoded, byteCount: message.payload.count) {
        case .welcomed: load.didEnter(self)
        case .events(_, let events, _): for (stamp, event) in events { take(event, stamp) }
        case .view(let topic, let view): take(view, of: topic, isDifference: decoded.isDifference)
        case .rejected: rejections += 1
        case .denied, .leaving, .broken: load.didLose(self)
        case .state, .other: break
        }
        if let sentAt, lesson.pending.isEmpty {
            self.sentAt = nil
            load.didStore(self, ProcessResources.monotonicNanoseconds - sentAt)
        }
        if let report = lesson.report(isLate: false) { send(report) }
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {}

    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {
        self.peer = nil
        load.didLose(self)
    }
}

extension TallyView {
    /// The result after `view`, which may differ from it only.
    func after(_ view: View, isDifference: Bool) -> TallyView {
        guard isDifference, case .tally(let merged) = View.tally(self).merged(with: view) else {
            if case .tally(let next) = view { return next }
            return self
        }
        return merged
    }

    static let nothing = TallyView(answered: 0, rows: [])
}

extension ServerMessage {
    fileprivate var isDifference: Bool { if case .view(_, _, .some, _) = self { true } else { false } }
}
