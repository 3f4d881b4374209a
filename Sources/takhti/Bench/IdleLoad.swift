import EventLoop
import Net
import WebSocket

/// Connections that are opened and left alone.
final class IdleLoad: Load {
    private let settings: LoadSettings
    private let phases: LoadPhases
    private let opener: ConnectionOpener
    private var report: LoadReport

    init(_ settings: LoadSettings, _ target: LoadTarget, on net: NetLoop) {
        self.settings = settings
        phases = LoadPhases(settings, on: net)
        report = LoadReport(settings, connections: settings.connections)
        let watcher = IdleClients()
        opener = ConnectionOpener(settings.connections, to: target, on: net) { _, _ in watcher }
        clients = watcher
    }

    private let clients: IdleClients

    func start(then: @escaping (Result<LoadReport, any Error>) -> Void) {
        opener.start { [self] outcome in
            do {
                report.loopShares = try outcome.get()
                try phases.run(stop: {}, done: { [self] in then(.success(finished())) })
            } catch {
                then(.failure(error))
            }
        }
    }

    private func finished() -> LoadReport {
        report.lost = clients.closed
        report.cpuNanoseconds = phases.probe.cpuNanoseconds
        report.memoryPerConnection = phases.probe.memory(perConnectionOf: settings.connections)
        return report
    }
}

/// Counts those that did not stay: an idle connection that the server closed is a loss.
private final class IdleClients: WebSocketPeerDelegate {
    private(set) var closed: UInt64 = 0
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {}
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) { closed += 1 }
}
