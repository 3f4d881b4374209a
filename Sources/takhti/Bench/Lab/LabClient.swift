import EventLoop
import Net
import Sync
import TLS
import Terminal
import WebSocket
import Wire

/// One client of a lab: the lecturer, or somebody who watches one machine.
final class LabClient: WebSocketPeerDelegate {
    private let lesson: LessonClient
    private let name: String
    private let net: NetLoop
    /// SAFETY: the load keeps its clients, and lives until the loop has ended.
    private unowned let load: LabLoad
    private var peer: WebSocketPeer?
    /// Its screen is decoded, not only counted.
    private let decodes: Bool
    private(set) var screen: ScreenState?
    /// Payload bytes and messages of screens.
    private(set) var (bytes, frames) = (0, 0)
    private(set) var hasBroken = false
    /// Nanoseconds from asking for a screen to its first frame.
    private(set) var firstFrame: UInt64?
    private var asked: UInt64?
    /// Of the last keystroke.
    private var number = 0

    init(_ name: String, _ load: LabLoad, on net: NetLoop, decodes: Bool) {
        (self.name, self.load, self.net, self.decodes) = (name, load, net, decodes)
        var generator = SystemRandomNumberGenerator()
        let id = (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        lesson = LessonClient(outbox: OutboxID(bytes: id), keepsReplica: false)
    }

    func connect(to target: HallTarget, asLecturer: Bool) {
        let ticket = asLecturer ? target.key.flatMap(HallKey.bytes) ?? [] : []
        guard let hello = try? lesson.hello(name: name, ticket: ticket).encoded() else { return }
        var options = WebSocketClient.Options()
        options.subprotocols = [WireProtocol.name, "hello.\(HallKey.text(hello))"]
        options.tls = target.tls()
        // SAFETY: the load keeps its clients until the loop has ended.
        WebSocketClient.connect(to: target.url, on: net, options: options) { [unowned self] peer in
            self.peer = peer
            return self
        } then: { [weak self] outcome in
            if case .failure(let error) = outcome { self?.load.fail("\(self?.name ?? "") does not get in: \(error)") }
        }
    }

    /// Its own.
    var outbox: OutboxHandle { lesson.handle }

    func end() { peer?.close(.normal) }

    func ask(_ command: LabCommand) { send(lesson.send(.lab(command: command))) }

    func follow(_ topic: TopicHandle) { send(.subscribe(topic: topic, sequence: nil)) }

    /// Asks for a screen as who opens its machine does.
    func watch(_ screen: TopicHandle) {
        asked = ProcessResources.monotonicNanoseconds
        follow(screen)
    }

    func type(_ keys: [UInt8], into machine: ItemName) {
        number = (number + 1) % 65_536
        send(.keys(machine: machine, number: number, keys: keys))
    }

    private func send(_ message: ClientMessage) {
        guard let peer, let bytes = try? message.encoded() else { return }
        peer.send(.binary, bytes.span)
    }

    /// Whether the cursor stands behind a prompt.
    var isAtPrompt: Bool {
        guard let screen else { return false }
        return screen.text(ofRow: screen.cursor.row).hasSuffix("$")
    }

    // MARK: WebSocketPeerDelegate

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        guard let decoded = load.decode(message.payload) else { return hasBroken = true }
        switch lesson.receive(decoded, byteCount: message.payload.count) {
        case .welcomed: load.didEnter(self)
        case .denied(let reason, _): load.fail("\(name) is not let in: \(reason)")
        case .events(let topic, let events, _):
            for (stamp, event) in events { load.happened(event, stamp, in: topic, heardBy: self) }
        case .rejected(_, let reason): load.fail("\(name) was refused: \(reason)")
        case .leaving, .state, .view, .broken, .other: break
        }
        if case .view(_, _, let since, .screen(let view)) = decoded { take(view, since, message.payload.count) }
        if let report = lesson.report(isLate: false) { send(report) }
    }

    private func take(_ view: ScreenView, _ since: Int?, _ byteCount: Int) {
        bytes += byteCount
        frames += 1
        if let asked { firstFrame = ProcessResources.monotonicNanoseconds - asked }
        asked = nil
        guard decodes else { return }
        var next = since == nil ? .origin : screen ?? .origin
        guard let difference = try? ScreenDifference(decoding: view.frame) else { return hasBroken = true }
        next.apply(difference)
        screen = next
        load.didSee(self)
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {}

    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) { self.peer = nil }
}
