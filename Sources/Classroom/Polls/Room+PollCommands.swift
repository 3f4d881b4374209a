import Wire

extension Room {
    /// Of polls. What `counter` drafts is named after it.
    func decide(
        _ command: PollCommand, by actor: Actor, counter: Counter, at moment: Moment
    ) throws(Rejection) -> [TopicEvent] { throw .forbidden }
}
