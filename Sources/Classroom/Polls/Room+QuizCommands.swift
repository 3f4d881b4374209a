import Wire

extension Room {
    /// Of quizzes. What `counter` drafts is named after it.
    func decide(
        _ command: QuizCommand, by actor: Actor, counter: Counter, at moment: Moment
    ) throws(Rejection) -> [TopicEvent] { throw .forbidden }
}
