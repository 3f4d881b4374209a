import EventLoop
import Net
import TLS
import Wire

/// A poll from the first person who joins to the result that all see.
final class PollLoad: ClassLoad {
    private let voters: Int
    private let seconds: Double
    private let target: HallTarget
    private let net: NetLoop
    private var clients: [PollClient] = []
    private var (connecting, entered, stored, shown, lost) = (0, 0, 0, 0, 0)
    private var histogram = LatencyHistogram()
    private var longest: UInt64 = 0
    private var probe: ServerProbe
    private var watch: LoopTimer?
    private var deadline: UInt64 = 0
    private var cache = MessageCache()
    private var then: ((PollReport) -> Void)?

    private static let optionCount = 4
    private static let concurrency = 128

    init(voters: Int, seconds: Double, server: Int32?, _ target: HallTarget, on net: NetLoop) {
        (self.voters, self.seconds, self.target, self.net) = (voters, seconds, target, net)
        probe = ServerProbe(server)
    }

    func start(then: @escaping (PollReport) -> Void) {
        self.then = then
        clients = (0...voters).map { PollClient($0, self, on: net) }
        let tls = target.tls()
        for _ in 0..<min(PollLoad.concurrency, clients.count) { connectNext(tls) }
        watch = try? LoopTimer(on: net.loop) { [unowned self] in look() }
        try? watch?.start(everyMilliseconds: 100)
    }

    // MARK: What clients ask and tell

    func decode(_ payload: [UInt8]) -> ServerMessage? { cache.decode(payload) }

    func option(of number: Int) -> Int { number % PollLoad.optionCount }

    /// Spread evenly over the time for answering.
    func delay(of number: Int) -> UInt64 { UInt64(Double(number) / Double(voters) * seconds * 1_000) }

    func didEnter(_ client: ClassClient) {
        entered += 1
        if entered < clients.count { return connectNext(target.tls()) }
        ask()
    }

    func didStore(_ client: ClassClient, _ nanoseconds: UInt64) {
        guard client !== clients[0] else { return }
        histogram.record(nanoseconds)
        longest = max(longest, nanoseconds)
        stored += 1
    }

    func didReveal() { shown += 1 }

    func didLose(_ client: ClassClient) { lost += 1 }

    private func connectNext(_ tls: TLSContext?) {
        guard connecting < clients.count else { return }
        connecting += 1
        clients[connecting - 1].connect(to: target, tls: tls)
    }

    // MARK: The poll

    private var name: ItemRef { ItemRef(counter: 1) }

    private func ask() {
        probe.begin()
        deadline = net.loop.now + UInt64(seconds * 1_000) + 30_000
        let rules = PollRules(
            secrecy: .anonymous, live: false, neighbours: false, changes: true, seconds: nil, points: nil,
            moderated: false)
        let options = (0..<PollLoad.optionCount).map { Option(text: "Answer \($0 + 1)", picture: nil) }
        let content = PollContent(
            pollKind: .single, rules: rules, prompt: "Which of these is the right one?", picture: nil, page: nil,
            options: options)
        clients[0].ask(.draft(content: content, key: .options(options: [1]), explanation: ""))
        clients[0].ask(.start(poll: name))
    }

    private var isClosing = false

    private func look() {
        guard deadline > 0 else { return }
        let isLate = net.loop.now > deadline
        if !isClosing, stored == voters || isLate {
            isClosing = true
            clients[0].ask(.close(poll: name))
            clients[0].ask(.reveal(poll: name))
        }
        let haveSeen = clients.allSatisfy { $0.tally?.answered == voters }
        guard isClosing, haveSeen && shown == clients.count || isLate else { return }
        finish()
    }

    private func finish() {
        watch?.close()
        probe.end()
        let exact = (0..<PollLoad.optionCount).map { option in (1...voters).count { self.option(of: $0) == option } }
        let wrong = clients.count { client in
            (0..<PollLoad.optionCount).map { row in client.tally?.rows.first { $0.row == row }?.votes ?? 0 } != exact
        }
        let people = clients.dropFirst()
        let report = PollReport(
            voters: voters, stored: stored, rejected: clients.reduce(0) { $0 + $1.rejections }, lost: lost,
            wrongTallies: wrong, histogram: histogram, longest: longest,
            down: people.reduce(0) { $0 + $1.received } / voters, up: people.reduce(0) { $0 + $1.sent } / voters,
            cpuNanoseconds: probe.cpuNanoseconds)
        for client in clients { client.end() }
        then?(report)
        then = nil
    }
}
