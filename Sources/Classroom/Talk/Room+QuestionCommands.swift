import Wire

extension Room {
    /// Of the questions. What `counter` asks is named after it.
    func decide(
        _ command: QuestionCommand, by actor: Actor, counter: Counter, at moment: Moment
    ) throws(Rejection) -> [TopicEvent] { throw .forbidden }
}
