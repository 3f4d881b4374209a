import Wire

extension Personal {
    /// One's own questions, and those that one wants to know, too.
    mutating func applyTalk(_ event: PersonalEvent, _ stamp: EventStamp) {}
}
