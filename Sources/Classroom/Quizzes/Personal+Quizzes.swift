import Wire

extension Personal {
    /// One's own answers, what they are worth, and one's own question where everybody goes on alone.
    mutating func applyQuizzes(_ event: PersonalEvent, _ stamp: EventStamp) {
        func name(_ quiz: ItemRef) -> ItemName { quiz.name(seenFrom: stamp.author) }
        switch event {
        case .quizAnswered(let quiz, let question, _, let after, let answer):
            let own = OwnAnswer(quiz: name(quiz), question: question, after: after, result: nil, answer: answer)
            state.answers.removeAll { $0.quiz == own.quiz && $0.question == question }
            if state.answers.count >= 16_383 { state.answers.removeFirst() }
            state.answers.append(own)
        case .quizScored(let quiz, let question, let right, let points):
            let name = name(quiz)
            guard let index = state.answers.lastIndex(where: { $0.quiz == name && $0.question == question }) else {
                return
            }
            state.answers[index].result = OwnResult(right: right, points: points)
        case .quizAsked(let quiz, let question, let closes, let content):
            let own = OwnQuestion(
                quiz: name(quiz), question: question, since: stamp.time, phase: .running(closes: closes),
                content: content)
            state.quizzes.removeAll { $0.quiz == own.quiz }
            if state.quizzes.count >= 127 { state.quizzes.removeFirst() }
            state.quizzes.append(own)
        case .quizExplained(let quiz, let question, let key, let explanation):
            let name = name(quiz)
            guard let index = state.quizzes.lastIndex(where: { $0.quiz == name && $0.question == question }) else {
                return
            }
            state.quizzes[index].phase = .revealed(key: key, explanation: explanation)
        case .voted, .questionKept, .questionWaits, .questionGone, .questionVoted, .calledOn, .roleSet: break
        }
    }

    /// The latest question of a quiz in which everybody goes on alone.
    func question(of quiz: ItemName) -> AskedQuestion? {
        state.quizzes.last { $0.quiz == quiz }.map {
            AskedQuestion(question: $0.question, since: $0.since, phase: $0.phase, content: $0.content)
        }
    }
}
