import Wire

extension Personal {
    /// One's own votes and answers.
    mutating func applyPolls(_ event: PersonalEvent, _ stamp: EventStamp) {}
}
