import Classroom
import Wire

/// Quizzes that are prepared, begun, answered, explained and ended.
extension RandomLesson {
    mutating func quiz(_ actor: Actor) {
        host.link = LinkBound(roundTrip: seeded.below(700))
        guard seeded.bool() else { return give(.quiz(command: taking()), actor) }
        give(.quiz(command: leading()), seeded.below(4) == 0 ? actor : actors[0])
    }

    private mutating func leading() -> QuizCommand {
        let drafts = host.room.staff.state.quizzes
        let running = host.room.core.quizzes.last { !$0.finished }
        guard let running, seeded.below(12) > 0 else {
            let last = drafts.isEmpty ? nil : drafts[drafts.count - 1 - seeded.below(min(drafts.count, 3))]
            let quiz = last?.name.reference ?? ItemRef(counter: 3)
            switch seeded.below(8) {
            case 0, 1: return draft()
            case 2: return .discard(quiz: quiz)
            case 3: return .hide(quiz: host.room.core.quizzes.last?.name.reference ?? quiz)
            default: return .start(quiz: quiz)
            }
        }
        let quiz = running.name.reference
        switch seeded.below(12) {
        case 0, 11: return .finish(quiz: quiz)
        case 1: return .showLeaderboard(quiz: quiz, shown: seeded.bool())
        case 2..<5: return .close(quiz: quiz)
        case 5..<8: return .reveal(quiz: quiz)
        default: return .next(quiz: quiz)
        }
    }

    private mutating func taking() -> QuizCommand {
        guard let quiz = host.room.core.quizzes.last else { return .next(quiz: ItemRef(counter: 3)) }
        let own = host.room.personal.sorted { $0.key < $1.key }.compactMap {
            $0.value.state.quizzes.last { $0.quiz == quiz.name }
        }
        if quiz.quizPace == .own, seeded.below(3) == 0 { return .next(quiz: quiz.name.reference) }
        let asked = quiz.asked?.question ?? own.map(\.question).max() ?? 0
        let content = quiz.asked?.content ?? own.last?.content
        return .answer(
            quiz: quiz.name.reference, question: seeded.below(8) == 0 ? seeded.below(4) : asked,
            after: seeded.below(3_000), answer: answer(to: content?.pollKind ?? .single))
    }

    private mutating func draft() -> QuizCommand {
        let questions = (0..<seeded.below(5)).map { _ in
            let content = content()
            var key = AnswerKey.unmarked
            switch content.pollKind {
            case .single, .truth: key = .options(options: [seeded.below(2)])
            case .multiple: key = .options(options: [1, 0])
            case .ranking: key = .options(options: Array((0..<content.options.count).reversed()))
            case .number: key = .number(value: Decimal(digits: 2, places: 0), tolerance: Decimal(digits: 15, places: 1))
            case .words, .text: key = .words(words: ["chat", "كتاب"])
            case .spot: key = .spot(box: Box(x: 0, y: 0, width: 9_000, height: 5_000))
            case .rating: break
            }
            return QuizQuestion(content: content, key: key, explanation: seeded.bool() ? "because" : "")
        }
        return .draft(
            quizPace: seeded.below(3) == 0 ? .own : .lecturer, leaderboard: seeded.bool(), title: "Quiz",
            questions: questions)
    }
}
