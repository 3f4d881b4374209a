import Wire

extension Room {
    /// An answer to the question that is asked, marked at once. What it is worth is told when the question is over: to those who teach, and to its author.
    func answering(
        _ quiz: Quiz, _ question: Int, _ claimed: Interval, _ answer: Answer, _ actor: Actor, _ moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        try require(.answer, actor)
        let who = actor.participant
        let asked = quiz.quizPace == .own ? personal[who]?.question(of: quiz.name) : quiz.asked
        guard !quiz.finished else { throw .tooLate }
        guard let asked, question <= asked.question, let kept = self.question(asked.question, of: quiz) else {
            throw .wrongPhase
        }
        guard question == asked.question else { throw .tooLate }
        let time = QuizTime(claimed: claimed, since: asked.since, moment)
        let isLate = try time.isLate(asked)
        let answer = try checked(answer, asked.content)
        let name = Staff.AnswerName(quiz: quiz.name, participant: who, question: question)
        if let before = staff.answer(name) {
            guard asked.content.rules.changes, quiz.quizPace == .lecturer else { throw .wrongPhase }
            guard before.answer != answer else { throw .alreadySo }
        }
        guard staff.hasRoom(for: answer) else { throw .tooMany }
        let isRight = kept.key.isMet(by: answer, to: asked.content.pollKind)
        let points = isRight ? asked.content.rules.points(after: time.after) : 0
        let ref = ItemRef(quiz.name, seenFrom: actor.outbox)
        let told = StaffEvent.quizAnswered(
            quiz: ref, participant: who, question: question, after: time.after, right: isRight, points: points,
            answer: answer)
        var own: [PersonalEvent] = [
            .quizAnswered(quiz: ref, question: question, late: isLate, after: time.after, answer: answer)
        ]
        if quiz.quizPace == .own {
            own.append(.quizScored(quiz: ref, question: question, right: isRight, points: points))
            own.append(
                .quizExplained(quiz: ref, question: question, key: kept.key, explanation: kept.explanation))
        }
        let topic = Room.personalTopic(of: who)
        return [try staff(told)] + own.map { TopicEvent(topic, .personal(event: $0)) }
    }

    private func checked(_ answer: Answer, _ content: PollContent) throws(Rejection) -> Answer {
        let answer = try content.checked(answer)
        switch answer {
        case .nothing: throw .badAnswer
        case .text(let text): guard text.utf8.count <= WireLimits.lineByteLimit else { throw .badText }
        case .option, .options, .words, .rating, .number, .spot: break
        }
        return answer
    }
}

extension PollRules {
    /// What a right answer is worth: all points without a time limit; with one, half of them fall away evenly until its end (R14).
    func points(after: Milliseconds) -> Int {
        guard let points else { return 0 }
        guard let seconds else { return points }
        let limit = seconds * 1_000
        return points - points * min(after, limit) / (2 * limit)
    }
}
