import EventLoop
import Net
import WebSocket

/// Every connection has one message under way: it sends the next when the last has come back, or by the clock.
final class EchoLoad: Load {
    private let settings: LoadSettings
    private let net: NetLoop
    private let phases: LoadPhases
    private var clients: [EchoClient] = []
    private var opener: ConnectionOpener?
    private var clock: SendClock?
    private var report: LoadReport
    private var isSending = true

    init(_ settings: LoadSettings, _ target: LoadTarget, on net: NetLoop) {
        (self.settings, self.net) = (settings, net)
        phases = LoadPhases(settings, on: net)
        report = LoadReport(settings, connections: settings.connections)
        opener = ConnectionOpener(settings.connections, to: target, on: net) { [unowned self] number, peer in
            let client = EchoClient(number, peer, self, size: settings.size)
            clients.append(client)
            return client
        }
    }

    func start(then: @escaping (Result<LoadReport, any Error>) -> Void) {
        opener?.start { [self] outcome in
            do {
                report.loopShares = try outcome.get()
                try beginSending()
                try phases.run(stop: { [self] in stop() }, done: { [self] in then(.success(finished())) })
            } catch {
                then(.failure(error))
            }
        }
    }

    private func beginSending() throws {
        guard settings.rate > 0 else { return clients.forEach { $0.send() } }
        clock = try SendClock(senders: clients.count, rate: settings.rate, on: net) { [self] in
            clients[$0].send(isUrgent: true)
        }
    }

    private func stop() {
        isSending = false
        clock?.stop()
    }

    private func finished() -> LoadReport {
        for client in clients {
            client.count.finish(sent: client.sent)
            report.lost += client.count.lost
            report.duplicates += client.count.duplicates
        }
        report.cpuNanoseconds = phases.probe.cpuNanoseconds
        report.memoryPerConnection = phases.probe.memory(perConnectionOf: settings.connections)
        return report
    }

    fileprivate var answersAtOnce: Bool { isSending && settings.rate == 0 }

    fileprivate func received(_ stamp: Stamp) {
        let now = ProcessResources.monotonicNanoseconds
        clock?.sendDue(at: now)
        guard phases.counts(at: now), stamp.sentAt <= now else { return }
        report.delivered += 1
        report.histogram.record(now - stamp.sentAt)
    }
}

private final class EchoClient: WebSocketPeerDelegate {
    private let number: Int
    private let peer: WebSocketPeer
    private unowned let load: EchoLoad
    private var payload: [UInt8]
    private(set) var sent: UInt64 = 0
    var count = DeliveryCount()

    init(_ number: Int, _ peer: WebSocketPeer, _ load: EchoLoad, size: Int) {
        (self.number, self.peer, self.load) = (number, peer, load)
        payload = [UInt8](repeating: 0x5A, count: size)
    }

    func send(isUrgent: Bool = false) {
        Stamp(sentAt: ProcessResources.monotonicNanoseconds, sender: UInt64(number), number: sent).write(into: &payload)
        sent += 1
        let message = payload
        peer.send(.binary, message.span)
        if isUrgent { peer.flush() }
    }

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        guard let stamp = Stamp(message.payload), stamp.sender == UInt64(number) else { return }
        count.receive(stamp.number)
        load.received(stamp)
        if load.answersAtOnce { send() }
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}
