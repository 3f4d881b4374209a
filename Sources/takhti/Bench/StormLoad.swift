import EventLoop
import Net
import WebSocket

/// Handshakes, as many as the server takes: each connection is reset when it is open, and the next begins.
final class StormLoad: Load {
    private let settings: LoadSettings
    private let target: LoadTarget
    private let net: NetLoop
    private let phases: LoadPhases
    private var report: LoadReport
    private var session: [UInt8]?
    private var isOpening = true
    /// Failed attempts since the retry timer fired last: they are made again then, not at once and without end.
    private var failed = 0
    private var retry: LoopTimer?
    private let delegate = Silence()

    init(_ settings: LoadSettings, _ target: LoadTarget, on net: NetLoop) {
        (self.settings, self.target, self.net) = (settings, target, net)
        phases = LoadPhases(settings, on: net)
        report = LoadReport(settings, connections: settings.connections)
    }

    func start(then: @escaping (Result<LoadReport, any Error>) -> Void) {
        for _ in 0..<settings.connections { openNext() }
        do {
            retry = try LoopTimer(on: net.loop) { [self] in
                let again = failed
                failed = 0
                for _ in 0..<again { openNext() }
            }
            try retry?.start(everyMilliseconds: 10)
            try phases.run(
                stop: { [self] in isOpening = false },
                done: { [self] in
                    retry?.close()
                    report.cpuNanoseconds = phases.probe.cpuNanoseconds
                    report.memoryPerConnection = phases.probe.memory(perConnectionOf: settings.connections)
                    then(.success(report))
                })
        } catch {
            then(.failure(error))
        }
    }

    private func openNext() {
        guard isOpening else { return }
        let begun = ProcessResources.monotonicNanoseconds
        var options = target.options
        options.session = session
        WebSocketClient.connect(to: target.url, on: net, options: options) { [delegate] _ in
            delegate
        } then: { [self] outcome in
            let counts = phases.counts(at: ProcessResources.monotonicNanoseconds)
            switch outcome {
            case .success(let opened):
                if counts { count(opened, begun) }
                if target.resumes { session = opened.peer.exportSession() ?? session }
                opened.peer.abort()
            case .failure:
                if counts { report.lost += 1 }
                failed += 1
                return
            }
            openNext()
        }
    }

    private func count(_ opened: WebSocketClient.Opened, _ begun: UInt64) {
        report.delivered += 1
        report.histogram.record(ProcessResources.monotonicNanoseconds - begun)
        if opened.tls?.isResumed == true { report.resumed += 1 }
    }
}

private final class Silence: WebSocketPeerDelegate {
    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {}
    func webSocketDidDrain(_ peer: WebSocketPeer) {}
    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) {}
}
