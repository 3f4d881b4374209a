import Classroom
import EventLoop
import HTTP
import Net
import Sync
import TLS
import Wire

/// A hall from the first client to the comparison at the end.
final class HallLoad {
    var ledger = HallLedger()
    private let settings: HallSettings
    private let target: HallTarget
    private let strokes: [HallStroke]
    private let net: NetLoop
    private var clients: [HallClient] = []
    private var writers: [HallWriter] = []
    private var targets: [HallTarget] = []
    private var entered = 0
    private var connecting = 0
    private var probe: ServerProbe
    private var timers: [LoopTimer] = []
    private var reporter: LoopTimer?
    private var reporting = 0
    private var then: ((Result<HallReport, any Error>) -> Void)?
    private var lastDecoded: (payload: [UInt8], message: ServerMessage)?
    private var report: HallReport
    /// What came to the first viewer while it was measured.
    private(set) var trace = MessageTrace()

    private static let concurrency = 128

    init(_ settings: HallSettings, _ target: HallTarget, _ strokes: [HallStroke], on net: NetLoop) {
        (self.settings, self.target, self.strokes, self.net) = (settings, target, strokes, net)
        probe = ServerProbe(settings.server)
        report = HallReport(settings)
    }

    func start(then: @escaping (Result<HallReport, any Error>) -> Void) {
        self.then = then
        settings.rooms == 1 ? open([target]) : openRooms([])
    }

    /// The same bytes come to many clients in a row: they are decoded once.
    func decode(_ payload: [UInt8]) -> ServerMessage? {
        if let lastDecoded, lastDecoded.payload == payload { return lastDecoded.message }
        guard let message = try? ServerMessage(decoding: payload) else { return nil }
        lastDecoded = (payload, message)
        return message
    }

    // MARK: Opening

    private func openRooms(_ done: [HallTarget]) {
        guard done.count < settings.rooms else { return open(done) }
        let fields: HTTPFields = ["Authorization": "Bearer \(target.key ?? "")"]
        let request = HTTPRequestHead(method: .post, target: "/api/rooms", fields: fields)
        HTTPFetch.send(request, body: Array("Room \(done.count + 1)".utf8), to: target.url, on: net, tls: target.tls())
        { [self] in
            guard case .success(let answer) = $0, answer.head.status == 201,
                let room = target.room(String(decoding: answer.body.filter { $0 > 32 }, as: UTF8.self))
            else { return finish(.failure(LoadFailure(description: "a room could not be opened: \($0)"))) }
            openRooms(done + [room])
        }
    }

    private func open(_ targets: [HallTarget]) {
        self.targets = targets
        let tls = target.tls()
        for number in 0..<settings.clients {
            let isWriter = number < settings.writers
            // Half of the replicas are writers, where there are so many.
            let index = isWriter ? number : number - settings.writers
            let share =
                isWriter ? settings.replicas / 2 : settings.replicas - min(settings.writers, settings.replicas / 2)
            let client = HallClient(
                number, targets[number % targets.count], isWriter: isWriter, isReplica: index < share, self, on: net,
                tls: tls)
            clients.append(client)
            if isWriter { writers.append(HallWriter(client, number, strokes, on: net)) }
        }
        for _ in 0..<min(HallLoad.concurrency, clients.count) { connectNext() }
    }

    private func connectNext() {
        guard connecting < clients.count else { return }
        connecting += 1
        clients[connecting - 1].connect()
    }

    func didEnter(_ client: HallClient) {
        guard then != nil, client.reconnects == 0, entered < clients.count else { return }
        entered += 1
        if entered == clients.count { after(500) { [self] in begin() } } else { connectNext() }
    }

    func didFail(_ client: HallClient) {
        finish(.failure(LoadFailure(description: "not let in: \(client.denial.map { "\($0)" } ?? "?")")))
    }

    /// Batches of the measurement are noted as they come to the first viewer.
    func note(_ byteCount: Int, of client: HallClient, at now: UInt64) {
        guard settings.keepsTrace, ledger.counts(at: now), client === clients[settings.writers] else { return }
        trace.add(at: now - ledger.from, byteCount: byteCount)
    }

    // MARK: Running

    private func begin() {
        do {
            reporter = try LoopTimer(on: net.loop) { [unowned self] in reportSome() }
            try reporter?.start(everyMilliseconds: 100)
            for writer in writers { try writer.start() }
        } catch { return finish(.failure(error)) }
        after(settings.warmUp) { [self] in
            ledger.from = ProcessResources.monotonicNanoseconds
            probe.begin()
            after(settings.measured) { [self] in
                ledger.until = ProcessResources.monotonicNanoseconds
                probe.end()
                report.memory = probe.memory(perConnectionOf: settings.clients)
                for writer in writers { writer.stop() }
                settleUntil(net.now + settings.settle)
            }
        }
    }

    /// A tenth of the clients every tenth of a second: each once a second.
    private func reportSome() {
        reporting = (reporting + 1) % 10
        for index in stride(from: reporting, to: clients.count, by: 10) { clients[index].report(isLate: true) }
    }

    // MARK: The end

    private func settleUntil(_ deadline: UInt64) {
        after(300) { [self] in
            for writer in writers { writer.stop() }
            let isStill = clients.allSatisfy { $0.isIn && $0.lesson.pending.isEmpty }
            guard isStill || net.now >= deadline else { return settleUntil(deadline) }
            compare(targets[...], deadline)
        }
    }

    /// Compares what the clients of each room have with what the server has.
    private func compare(_ rest: ArraySlice<HallTarget>, _ deadline: UInt64) {
        guard let room = rest.first, let key = target.key else { return complete() }
        let request = HTTPRequestHead(
            target: "/api/rooms/\(room.code)/fingerprints", fields: ["Authorization": "Bearer \(key)"])
        HTTPFetch.send(request, to: room.url, on: net, tls: target.tls()) { [self] outcome in
            guard case .success(let answer) = outcome, answer.head.status == 200 else {
                if net.now < deadline { return after(300) { [self] in compare(rest, deadline) } }
                return finish(.failure(LoadFailure(description: "no fingerprints: \(outcome)")))
            }
            let server = HallFingerprints(answer.body)
            let comparison = server.compare(clients.filter { $0.target.code == room.code })
            guard comparison.isEqual || net.now >= deadline else {
                return after(300) { [self] in compare(rest, deadline) }
            }
            report.add(comparison)
            compare(rest.dropFirst(), deadline)
        }
    }

    private func complete() {
        report.take(ledger, clients, writers, probe)
        finish(.success(report))
    }

    private func finish(_ outcome: Result<HallReport, any Error>) {
        for writer in writers { writer.close() }
        reporter?.close()
        for timer in timers { timer.close() }
        for client in clients { client.end() }
        let then = then
        self.then = nil
        then?(outcome)
    }

    private func after(_ milliseconds: UInt64, _ action: @escaping () -> Void) {
        guard let timer = try? LoopTimer(on: net.loop, action) else { return }
        timers.append(timer)
        try? timer.start(afterMilliseconds: max(1, milliseconds))
    }
}
