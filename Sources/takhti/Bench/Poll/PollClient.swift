import Classroom
import EventLoop
import Net
import Sync
import TLS
import WebSocket
import Wire

/// One person in a poll: joins, sees it open, answers after a while, and hears that the vote is stored.
final class PollClient: WebSocketPeerDelegate {
    let lesson: LessonClient
    private let number: Int
    private unowned let load: PollLoad
    private let net: NetLoop
    private var peer: WebSocketPeer?
    private var timer: LoopTimer?
    private var sentAt: UInt64?
    /// Payload bytes since the poll was opened, to the client and from it.
    private(set) var (received, sent) = (0, 0)
    private(set) var rejections = 0
    private(set) var isClosed = false
    /// The result as it was last seen.
    private(set) var tally: TallyView?
    private(set) var tallyTopic: TopicHandle?

    init(_ number: Int, _ load: PollLoad, on net: NetLoop) {
        (self.number, self.load, self.net) = (number, load, net)
        var generator = SystemRandomNumberGenerator()
        let id = (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        lesson = LessonClient(outbox: OutboxID(bytes: id), keepsReplica: false)
    }

    func connect(to target: HallTarget, tls: TLSContext?) {
        let ticket = number == 0 ? target.key.flatMap(HallKey.bytes) ?? [] : []
        guard let hello = try? lesson.hello(name: "Voter \(number)", ticket: ticket).encoded() else { return }
        var options = WebSocketClient.Options()
        options.subprotocols = [WireProtocol.name, "hello.\(HallKey.text(hello))"]
        options.tls = tls
        WebSocketClient.connect(to: target.url, on: net, options: options) { [unowned self] peer in
            self.peer = peer
            return self
        } then: { [weak self] outcome in
            if case .failure = outcome, let self { load.didLose(self) }
        }
    }

    func ask(_ command: PollCommand) {
        sentAt = ProcessResources.monotonicNanoseconds
        send(lesson.send(.poll(command: command)))
    }

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
        case .view(let topic, let view): if topic == tallyTopic { take(view, isDifference: decoded.isDifference) }
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

    private func take(_ event: Event, _ stamp: EventStamp) {
        guard case .poll(let event) = event else { return }
        switch event {
        case .opened(let poll, _, let tally, _, _, _):
            (received, sent) = (0, 0)
            tallyTopic = tally
            // As a browser does: one's own votes, and the result when it is shown.
            if let welcome = lesson.welcome {
                send(.subscribe(topic: TopicHandle(65_536 - welcome.participant.number), sequence: nil))
            }
            send(.subscribe(topic: tally, sequence: nil))
            if number > 0 { vote(ItemRef(outbox: poll.outbox ?? stamp.author, counter: poll.counter)) }
        case .revealed: load.didReveal()
        case .reopened, .closing, .closed, .hidden: break
        }
    }

    private func take(_ view: View, isDifference: Bool) {
        guard case .tally(let next) = view else { return }
        guard isDifference, let old = tally else { return tally = next }
        guard case .tally(let merged) = View.tally(old).merged(with: view) else { return }
        tally = merged
    }

    private func vote(_ poll: ItemRef) {
        timer = try? LoopTimer(on: net.loop) { [unowned self] in
            timer?.close()
            timer = nil
            ask(.vote(poll: poll, neighbour: nil, after: nil, answer: .option(option: load.option(of: number))))
        }
        try? timer?.start(afterMilliseconds: load.delay(of: number))
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {}

    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {
        self.peer = nil
        isClosed = true
        load.didLose(self)
    }
}

extension ServerMessage {
    fileprivate var isDifference: Bool { if case .view(_, _, .some, _) = self { true } else { false } }
}
