import EventLoop
import Net
import WebSocket

/// Publishers send at a rate or as a trace says; everybody else of the group receives.
final class FanOutLoad: Load {
    private let settings: LoadSettings
    private let net: NetLoop
    private let phases: LoadPhases
    private var clients: [FanOutClient] = []
    private var opener: ConnectionOpener?
    private var clock: SendClock?
    private var report: LoadReport

    init(_ settings: LoadSettings, _ target: LoadTarget, on net: NetLoop) {
        (self.settings, self.net) = (settings, net)
        phases = LoadPhases(settings, on: net)
        report = LoadReport(settings, connections: settings.connections + settings.publishers)
        opener = ConnectionOpener(report.connections, to: target, on: net) { [unowned self] number, peer in
            let client = FanOutClient(number, peer, self, settings)
            clients.append(client)
            return client
        }
    }

    func start(then: @escaping (Result<LoadReport, any Error>) -> Void) {
        opener?.start { [self] outcome in
            do {
                report.loopShares = try outcome.get()
                clients.sort { $0.number < $1.number }
                clock = try makeClock()
                try phases.run(stop: { [self] in clock?.stop() }, done: { [self] in then(.success(finished())) })
            } catch {
                then(.failure(error))
            }
        }
    }

    private func makeClock() throws -> SendClock {
        guard let trace = settings.trace else {
            return try SendClock(senders: settings.publishers, rate: settings.rate, on: net) { [self] in
                clients[$0].publish(settings.size)
            }
        }
        return try SendClock(replaying: trace, length: settings.measured * 1_000_000, on: net) { [self] in
            clients[0].publish(max(Stamp.byteCount, $0))
        }
    }

    private func finished() -> LoadReport {
        let sent = clients.prefix(settings.publishers).map(\.sent)
        for client in clients {
            for publisher in 0..<settings.publishers where publisher != client.number {
                client.counts[publisher].finish(sent: sent[publisher])
                report.lost += client.counts[publisher].lost
                report.duplicates += client.counts[publisher].duplicates
            }
        }
        report.cpuNanoseconds = phases.probe.cpuNanoseconds
        report.memoryPerConnection = phases.probe.memory(perConnectionOf: report.connections)
        return report
    }

    fileprivate func received(_ stamp: Stamp) {
        let now = ProcessResources.monotonicNanoseconds
        clock?.sendDue(at: now)
        guard phases.counts(at: now), stamp.sentAt <= now else { return }
        report.delivered += 1
        report.histogram.record(now - stamp.sentAt)
    }
}

/// A connection of the group; the first ones publish.
private final class FanOutClient: WebSocketPeerDelegate {
    let number: Int
    private let peer: WebSocketPeer
    private unowned let load: FanOutLoad
    private var payload: [UInt8] = []
    private(set) var sent: UInt64 = 0
    var counts: [DeliveryCount]

    init(_ number: Int, _ peer: WebSocketPeer, _ load: FanOutLoad, _ settings: LoadSettings) {
        (self.number, self.peer, self.load) = (number, peer, load)
        counts = [DeliveryCount](repeating: DeliveryCount(), count: settings.publishers)
    }

    func publish(_ byteCount: Int) {
        if payload.count != byteCount { payload = [UInt8](repeating: 0x5A, count: byteCount) }
        Stamp(sentAt: ProcessResources.monotonicNanoseconds, sender: UInt64(number), number: sent).write(into: &payload)
        sent += 1
        let message = payload
        peer.send(.binary, message.span)
        peer.flush()
    }

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        guard let stamp = Stamp(message.payload), counts.indices.contains(Int(clamping: stamp.sender)) else { return }
        counts[Int(stamp.sender)].receive(stamp.number)
        load.received(stamp)
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}
