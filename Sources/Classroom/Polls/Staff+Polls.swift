import Wire

extension Staff {
    /// Drafts, and answers in quizzes.
    mutating func applyPolls(_ event: StaffEvent, _ stamp: EventStamp) {}
}
