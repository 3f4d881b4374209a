import Wire

extension Staff {
    /// Names an answer: one person's to one question.
    struct AnswerName: Hashable {
        var quiz: ItemName
        var participant: ParticipantHandle
        var question: Int
    }

    /// Drafts stay with those who teach, and so does who answered what.
    mutating func applyQuizzes(_ event: StaffEvent, _ stamp: EventStamp) {
        switch event {
        case .quizDrafted(let pace, let leaderboard, let title, let questions):
            guard quiz(stamp.name) == nil, state.quizzes.count < 127 else { return }
            state.quizzes.append(
                QuizDraft(
                    name: stamp.name, quizPace: pace, leaderboard: leaderboard, title: title, questions: questions))
        case .quizDiscarded(let quiz):
            let name = quiz.name(seenFrom: stamp.author)
            state.quizzes.removeAll { $0.name == name }
        case .quizAnswered(let quiz, let participant, let question, let after, let right, let points, let answer):
            take(
                QuizAnswer(
                    quiz: quiz.name(seenFrom: stamp.author), participant: participant, question: question,
                    after: after, right: right, points: points, answer: answer))
        case .pollDrafted, .pollDiscarded, .questionAsked, .questionShown, .questionDismissed, .said, .keysTyped: break
        }
    }

    private mutating func take(_ answer: QuizAnswer) {
        let name = AnswerName(quiz: answer.quiz, participant: answer.participant, question: answer.question)
        if let place = answerPlaces[name] {
            answerByteCount += answer.answer.byteCount - state.answers[place].answer.byteCount
            return state.answers[place] = answer
        }
        guard state.answers.count < WireLimits.crowdLimit else { return }
        answerByteCount += answer.answer.byteCount
        answerPlaces[name] = state.answers.count
        state.answers.append(answer)
    }

    /// Finds what follows from the state.
    mutating func findAnswers() {
        let answers = state.answers
        (state.answers, answerPlaces, answerByteCount) = ([], [:], 0)
        for answer in answers { take(answer) }
    }

    /// A draft, begun or not.
    func quiz(_ name: ItemName) -> QuizDraft? { state.quizzes.first { $0.name == name } }

    /// What counts of a person for a question.
    func answer(_ name: AnswerName) -> QuizAnswer? { answerPlaces[name].map { state.answers[$0] } }

    /// Whether one more fits into a snapshot.
    func hasRoom(for answer: Answer) -> Bool {
        state.answers.count < WireLimits.crowdLimit
            && answerByteCount + answer.byteCount <= Staff.answerByteLimit
    }

    /// Bytes of all answers in quizzes, without who gave them and when.
    static let answerByteLimit = 4_194_304
}

extension Answer {
    /// Of its encoding, at most.
    fileprivate var byteCount: Int {
        switch self {
        case .option, .rating, .nothing: 2
        case .options(let options): 2 + options.count
        case .words(let words): 2 + words.reduce(0) { $0 + 2 + $1.utf8.count }
        case .text(let text): 4 + text.utf8.count
        case .number: 10
        case .spot: 10
        }
    }
}
