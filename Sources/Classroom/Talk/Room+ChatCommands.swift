import Wire

extension Room {
    /// Of the chat.
    func decide(_ command: ChatCommand, by actor: Actor, at moment: Moment) throws(Rejection) -> [TopicEvent] {
        throw .forbidden
    }
}
