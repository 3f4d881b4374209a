import Wire

extension Room {
    /// Of the queue of hands.
    func decide(_ command: HandCommand, by actor: Actor, at moment: Moment) throws(Rejection) -> [TopicEvent] { throw .forbidden }
}
