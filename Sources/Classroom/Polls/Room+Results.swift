import Wire

/// What came of one poll, for those who keep the lesson.
public struct PollResult: Sendable {
    /// What was asked, also where it is off the screens.
    public let content: PollContent
    /// What is right; unmarked where nothing is.
    public let key: AnswerKey
    /// People who answered, neighbours without a device included.
    public let answered: Int
    /// Of them with the right answer; nil where nothing is right.
    public let right: Int?
    /// As the tally counts, with every word.
    public let rows: [TallyRow]
    /// Who answered what; empty where nobody may know.
    public let ballots: [Ballot]

    /// Whether an answer is right; nil where nothing is.
    public func isRight(_ answer: Answer) -> Bool? {
        key == .unmarked ? nil : key.isMet(by: answer, to: content.pollKind)
    }
}

extension Room {
    /// All polls that were opened, in their order. To be read where the core, the staff's topic and the ballots are.
    public var pollResults: [PollResult] {
        core.polls.map { poll in
            let draft = staff.draft(poll.name)
            let (content, key) = (draft?.content ?? poll.content, draft?.key ?? .unmarked)
            let box = ballots[poll.ballots] ?? BallotBox()
            var shown = content
            shown.rules.moderated = false
            let right =
                key == .unmarked ? nil : box.state.ballots.count { key.isMet(by: $0.answer, to: content.pollKind) }
            return PollResult(
                content: content, key: key, answered: box.state.ballots.count, right: right,
                rows: Tally(of: box, shown).view(answered: 0, differing: []).rows,
                ballots: content.rules.secrecy == .anonymous ? [] : box.state.ballots)
        }
    }

    /// Quizzes that began, in their order, with all answers that count.
    public var quizResults: [(title: String, questions: [QuizQuestion], answers: [QuizAnswer])] {
        core.quizzes.map { quiz in
            let draft = staff.state.quizzes.first { $0.name == quiz.name }
            return (quiz.title, draft?.questions ?? [], staff.state.answers.filter { $0.quiz == quiz.name })
        }
    }
}
