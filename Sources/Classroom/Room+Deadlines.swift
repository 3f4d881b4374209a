import Wire

extension Room {
    /// When something happens by itself: a poll or a question closes. The host then asks for `due(at:)`.
    public var deadline: Milliseconds? { [pollDeadline, quizDeadline].compactMap { $0 }.min() }

    /// What happens by itself at a time: nothing before `deadline`.
    public func due(at now: Milliseconds) -> [TopicEvent] { pollsDue(at: now) + quizzesDue(at: now) }
}
