import EventLoop
import Net
import TLS
import Wire

/// A hall that fills, and fills again after each restart of the server.
final class JoinLoad {
    let target: HallTarget
    let tls: TLSContext?
    private let people: Int
    private let within: Double
    private let returnLimit: Double?
    private let net: NetLoop
    private var clients: [JoinClient] = []
    private var inside = 0
    private var histogram = LatencyHistogram()
    private var probe: ServerProbe
    private var watch: LoopTimer?
    private var began: UInt64 = 0
    private var filled: UInt64?
    /// When the first connection broke after all were in.
    private var lost: UInt64?
    private var phase = Phase.joining
    private var lastDecoded: (payload: [UInt8], message: ServerMessage)?
    private var then: ((Bool) -> Void)?

    private enum Phase { case joining, settling(until: UInt64), waiting(until: UInt64), returning }

    /// What is left to hear after the last one joined, in milliseconds.
    private static let settling: UInt64 = 2_000

    init(
        people: Int, within: Double, returnLimit: Double?, server: Int32?, _ target: HallTarget, on net: NetLoop
    ) {
        (self.people, self.within, self.returnLimit) = (people, within, returnLimit)
        (self.target, self.net, tls) = (target, net, target.tls())
        probe = ServerProbe(server)
    }

    func start(then: @escaping (Bool) -> Void) {
        self.then = then
        began = net.loop.now
        probe.begin()
        clients = (0..<people).map { JoinClient($0, self, on: net) }
        for (number, client) in clients.enumerated() {
            client.connect(after: Double(number) / Double(people) * within * 1_000)
        }
        // SAFETY: `BenchLoop` keeps the load until the loop has ended.
        watch = try? LoopTimer(on: net.loop) { [unowned self] in look() }
        try? watch?.start(everyMilliseconds: 20)
    }

    // MARK: What clients tell

    /// The same bytes come to many clients in a row: they are decoded once.
    func decode(_ payload: [UInt8]) -> ServerMessage? {
        if let lastDecoded, lastDecoded.payload == payload { return lastDecoded.message }
        guard let message = try? ServerMessage(decoding: payload) else { return nil }
        lastDecoded = (payload, message)
        return message
    }

    func didEnter(_ nanoseconds: UInt64) {
        histogram.record(nanoseconds)
        inside += 1
        if inside == people { filled = net.loop.now }
    }

    func didLose() {
        inside -= 1
        if lost == nil { lost = net.loop.now }
    }

    // MARK: The course

    private func look() {
        let now = net.loop.now
        switch phase {
        case .joining:
            if inside == people { return phase = .settling(until: now + Self.settling) }
            if now > began + UInt64(within * 1_000) + 30_000 { finish(isSound: false) }
        case .settling(let end):
            guard now >= end else { return }
            reportJoins()
            guard let returnLimit, inside == people else { return finish(isSound: inside == people) }
            (histogram, lost, filled) = (LatencyHistogram(), nil, nil)
            phase = .waiting(until: now + UInt64(returnLimit * 1_000))
        case .waiting(let end):
            if lost != nil { return phase = .returning }
            if now > end { finish(isSound: false) }
        case .returning:
            if inside == people { return finish(isSound: reportReturn()) }
            if let lost, now > lost + UInt64((returnLimit ?? 0) * 1_000) { finish(isSound: reportReturn()) }
        }
    }

    private func reportJoins() {
        probe.end()
        let presence = clients.map(\.presence)
        var fields: [(String, String)] = [
            ("people", "\(people)"), ("joined", "\(inside)"),
            ("seconds", "\(Double((filled ?? net.loop.now) - began) / 1_000)"),
            ("p50_welcome_us", "\(Int(histogram.microseconds(at: 0.5)))"),
            ("p99_welcome_us", "\(Int(histogram.microseconds(at: 0.99)))"),
            ("presence_bytes_per_client", "\(presence.reduce(0, +) / people)"),
            ("most_presence_bytes", "\(presence.max() ?? 0)"),
            ("bytes_per_client", "\(clients.reduce(0) { $0 + $1.received } / people)"),
        ]
        if let cpu = probe.cpuNanoseconds {
            fields.append(("server_cpu_ms", "\(cpu / 1_000_000)"))
            fields.append(("server_cpu_us_per_join", "\(cpu / 1_000 / UInt64(people))"))
        }
        print("{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}")
        ProcessResources.flushStandardOutput()  // whoever restarts the server waits for it
    }

    /// Whether all are back, as who they were.
    private func reportReturn() -> Bool {
        let strangers = clients.count(where: \.isStranger)
        let took = Double((filled ?? net.loop.now) - (lost ?? 0)) / 1_000
        let fields: [(String, String)] = [
            ("people", "\(people)"), ("returned", "\(inside)"), ("strangers", "\(strangers)"),
            ("seconds_since_loss", "\(took)"), ("p50_welcome_us", "\(Int(histogram.microseconds(at: 0.5)))"),
            ("p99_welcome_us", "\(Int(histogram.microseconds(at: 0.99)))"),
        ]
        print("{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}")
        return inside == people && strangers == 0
    }

    private func finish(isSound: Bool) {
        watch?.close()
        for client in clients { client.end() }
        then?(isSound)
        then = nil
    }
}
