import EventLoop
import Net
import Wire

/// A quiz that the lecturer leads, from the first person who joins to the best that all see. Points do not depend on time, so that each is known.
final class QuizLoad {
    private enum Step { case joining, asking(Int), telling(Int), ending }

    let crowd = ClassCrowd<QuizClient>()
    private let players: Int
    private let questions: Int
    private let seconds: Double
    private let target: HallTarget
    private let net: NetLoop
    private var step = Step.joining
    private var wrongTallies = 0
    private var probe: ServerProbe
    private var watch: LoopTimer?
    private var deadline: UInt64 = 0
    private var then: ((QuizReport) -> Void)?

    private static let optionCount = 4
    private static let points = 100
    private static let patience: UInt64 = 30_000

    init(
        players: Int, questions: Int, seconds: Double, server: Int32?, _ target: HallTarget, on net: NetLoop
    ) {
        (self.players, self.questions, self.seconds) = (players, questions, seconds)
        (self.target, self.net) = (target, net)
        probe = ServerProbe(server)
    }

    func start(then: @escaping (QuizReport) -> Void) {
        self.then = then
        // SAFETY: `BenchLoop` keeps the load until the loop has ended.
        crowd.enter((0...players).map { QuizClient($0, self, on: net) }, target) { [unowned self] in begin() }
        watch = try? LoopTimer(on: net.loop) { [unowned self] in look() }
        try? watch?.start(everyMilliseconds: 50)
    }

    // MARK: What clients ask and tell

    /// Everybody is right sometimes, and no two questions have the same result.
    func option(of number: Int, to question: Int) -> Int { (number + question * number / 7) % QuizLoad.optionCount }

    /// Spread evenly over the time for answering.
    func delay(of number: Int) -> UInt64 { UInt64(Double(number) / Double(players) * seconds * 1_000) }

    // MARK: The quiz

    private var name: ItemRef { ItemRef(counter: 1) }

    private func begin() {
        probe.begin()
        crowd.teacher.ask(
            .draft(
                quizPace: .lecturer, leaderboard: true, title: "Bench", questions: (0..<questions).map(question)))
        crowd.teacher.ask(.start(quiz: name))
        ask(0)
    }

    private func question(_ number: Int) -> QuizQuestion {
        let rules = PollRules(
            secrecy: .staff, live: false, neighbours: false, changes: false, seconds: nil, points: QuizLoad.points,
            moderated: false)
        let options = (0..<QuizLoad.optionCount).map { Option(text: "Answer \($0 + 1)", picture: nil) }
        let content = PollContent(
            pollKind: .single, rules: rules, prompt: "Question \(number + 1)?", picture: nil, page: nil,
            options: options)
        return QuizQuestion(content: content, key: .options(options: [1]), explanation: "")
    }

    private func ask(_ question: Int) {
        step = .asking(question)
        deadline = net.loop.now + UInt64(seconds * 1_000) + QuizLoad.patience
        crowd.teacher.ask(.next(quiz: name))
    }

    private func look() {
        let isLate = net.loop.now > deadline || crowd.lost > 0
        switch step {
        // The server is gone, or lets nobody in.
        case .joining: if crowd.lost > 0 { finish() }
        case .asking(let question):
            guard crowd.stored >= players * (question + 1) || isLate else { return }
            crowd.teacher.ask(.close(quiz: name))
            crowd.teacher.ask(.reveal(quiz: name))
            (step, deadline) = (.telling(question), net.loop.now + QuizLoad.patience)
        case .telling(let question):
            let wrong = crowd.clients.count { !isExact($0.tally, of: question) }
            let isTold = crowd.people.allSatisfy { $0.scores[question] != nil }
            guard wrong == 0 && isTold || isLate else { return }
            wrongTallies += wrong
            guard question + 1 == questions else { return ask(question + 1) }
            crowd.teacher.ask(.finish(quiz: name))
            (step, deadline) = (.ending, net.loop.now + QuizLoad.patience)
        case .ending:
            guard crowd.clients.allSatisfy({ hasExactBest($0) }) || isLate else { return }
            finish()
        }
    }

    private func isExact(_ tally: TallyView, of question: Int) -> Bool {
        (0..<QuizLoad.optionCount).allSatisfy { row in
            let votes = (1...players).count { option(of: $0, to: question) == row }
            return (tally.rows.first { $0.row == row }?.votes ?? 0) == votes
        }
    }

    private func points(of number: Int) -> Int {
        (0..<questions).count { option(of: number, to: $0) == 1 } * QuizLoad.points
    }

    /// The points of the best: who of several with as many is among them is the server's to say.
    private func hasExactBest(_ client: QuizClient) -> Bool {
        let all = (1...players).map { points(of: $0) }.sorted(by: >).prefix(client.best.count)
        return !client.best.isEmpty && client.best.map(\.points).sorted(by: >) == Array(all)
    }

    private func finish() {
        watch?.close()
        probe.end()
        let report = QuizReport(
            players: players, questions: questions, stored: crowd.stored, rejected: crowd.rejections,
            lost: crowd.lost, wrongTallies: wrongTallies,
            wrongScores: crowd.people.count { client in
                client.scores.count != questions || client.scores.values.reduce(0, +) != points(of: client.number)
            },
            wrongBest: crowd.clients.count { !hasExactBest($0) }, histogram: crowd.histogram, longest: crowd.longest,
            bytes: crowd.bytesEach, cpuNanoseconds: probe.cpuNanoseconds)
        crowd.end()
        then?(report)
        then = nil
    }
}
