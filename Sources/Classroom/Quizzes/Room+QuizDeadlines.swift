import Wire

extension Room {
    /// When the question that everybody sees goes on by itself.
    var quizDeadline: Milliseconds? {
        switch core.runningQuiz?.asked?.phase {
        case .running(let closes): closes
        case .closing(let until): until
        case .closed, .revealed, nil: nil
        }
    }

    /// Answering ends when its time is over, and altogether when the grace for answers under way is.
    func quizzesDue(at now: Milliseconds) -> [TopicEvent] {
        guard let quiz = core.runningQuiz, let deadline = quizDeadline, deadline <= now else { return [] }
        let ref = ItemRef(outbox: quiz.name.outbox, counter: quiz.name.counter)
        if case .running? = quiz.asked?.phase {
            return [core(.closing(quiz: ref, until: deadline + Room.voteGrace))]
        }
        return [core(.closed(quiz: ref))]
    }

    private func core(_ event: QuizEvent) -> TopicEvent { TopicEvent(Room.coreTopic, .quiz(event: event), by: .room) }
}
