import EventLoop
import Net
import Wire

/// A poll from the first person who joins to the result that all see.
final class PollLoad {
    let crowd = ClassCrowd<PollClient>()
    private let voters: Int
    private let seconds: Double
    private let target: HallTarget
    private let net: NetLoop
    private var shown = 0
    private var probe: ServerProbe
    private var watch: LoopTimer?
    private var deadline: UInt64 = 0
    private var then: ((PollReport) -> Void)?

    private static let optionCount = 4

    init(voters: Int, seconds: Double, server: Int32?, _ target: HallTarget, on net: NetLoop) {
        (self.voters, self.seconds, self.target, self.net) = (voters, seconds, target, net)
        probe = ServerProbe(server)
    }

    func start(then: @escaping (PollReport) -> Void) {
        self.then = then
        // SAFETY: `BenchLoop` keeps the load until the loop has ended.
        crowd.enter((0...voters).map { PollClient($0, self, on: net) }, target) { [unowned self] in ask() }
        watch = try? LoopTimer(on: net.loop) { [unowned self] in look() }
        try? watch?.start(everyMilliseconds: 100)
    }

    // MARK: What clients ask and tell

    func option(of number: Int) -> Int { number % PollLoad.optionCount }

    /// Spread evenly over the time for answering.
    func delay(of number: Int) -> UInt64 { UInt64(Double(number) / Double(voters) * seconds * 1_000) }

    func didReveal() { shown += 1 }

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
        crowd.teacher.ask(.draft(content: content, key: .options(options: [1]), explanation: ""))
        crowd.teacher.ask(.start(poll: name))
    }

    private var isClosing = false

    private func look() {
        guard deadline > 0 else { return }
        let isLate = net.loop.now > deadline
        if !isClosing, crowd.stored == voters || isLate {
            isClosing = true
            crowd.teacher.ask(.close(poll: name))
            crowd.teacher.ask(.reveal(poll: name))
        }
        let haveSeen = crowd.clients.allSatisfy { $0.tally?.answered == voters }
        guard isClosing, haveSeen && shown == crowd.clients.count || isLate else { return }
        finish()
    }

    private func finish() {
        watch?.close()
        probe.end()
        let exact = (0..<PollLoad.optionCount).map { option in (1...voters).count { self.option(of: $0) == option } }
        let wrong = crowd.clients.count { client in
            (0..<PollLoad.optionCount).map { row in client.tally?.rows.first { $0.row == row }?.votes ?? 0 } != exact
        }
        let report = PollReport(
            voters: voters, stored: crowd.stored, rejected: crowd.rejections, lost: crowd.lost, wrongTallies: wrong,
            histogram: crowd.histogram, longest: crowd.longest, bytes: crowd.bytesEach,
            cpuNanoseconds: probe.cpuNanoseconds)
        crowd.end()
        then?(report)
        then = nil
    }
}
