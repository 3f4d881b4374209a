import Wire

extension Room {
    /// When something happens by itself: a poll or a question closes, what somebody held who is gone ends. The host then asks for `due(at:)`.
    public var deadline: Milliseconds? { [pollDeadline, quizDeadline, absenceDeadline].compactMap { $0 }.min() }

    /// What happens by itself at a time: nothing before `deadline`.
    public func due(at now: Milliseconds) -> [TopicEvent] {
        pollsDue(at: now) + quizzesDue(at: now) + absencesDue(at: now)
    }
}
