import Net
import Sync
import Wire

/// One person in a quiz: answers each question after a while, and learns what the answer is worth.
final class QuizClient: ClassClient {
    private unowned let load: QuizLoad
    /// What it was told that its answers are worth, by question.
    private(set) var scores: [Int: Int] = [:]
    /// The result of the present question as it was last seen.
    private(set) var tally = TallyView.nothing
    /// The best as they were last seen.
    private(set) var best: [Standing] = []
    private var topics: (tally: TopicHandle, leaderboard: TopicHandle)?

    init(_ number: Int, _ load: QuizLoad, on net: NetLoop) {
        self.load = load
        super.init(number, load.crowd, on: net)
    }

    func ask(_ command: QuizCommand) { give(.quiz(command: command)) }

    override func take(_ event: Event, _ stamp: EventStamp) {
        switch event {
        case .quiz(let event): take(event, stamp)
        case .personal(.quizScored(_, let question, _, let points)): scores[question] = points
        default: break
        }
    }

    private func take(_ event: QuizEvent, _ stamp: EventStamp) {
        switch event {
        case .started(_, let tally, let leaderboard, _, _, _, _):
            resetBytes()
            topics = (tally, leaderboard)
            follow(tally, leaderboard)
        case .asked(let quiz, let question, _, _):
            tally = .nothing
            if number > 0 { answer(ItemRef(outbox: quiz.outbox ?? stamp.author, counter: quiz.counter), question) }
        case .explained, .finished, .closing, .closed, .leaderboardShown, .hidden: break
        }
    }

    override func take(_ view: View, of topic: TopicHandle, isDifference: Bool) {
        if topic == topics?.tally { tally = tally.after(view, isDifference: isDifference) }
        if topic == topics?.leaderboard, case .leaderboard(let view) = view { best = view.standings }
    }

    private func answer(_ quiz: ItemRef, _ question: Int) {
        let delay = load.delay(of: number)
        after(delay) { [unowned self] in
            let option = load.option(of: number, to: question)
            ask(.answer(quiz: quiz, question: question, after: Int(delay), answer: .option(option: option)))
        }
    }
}
