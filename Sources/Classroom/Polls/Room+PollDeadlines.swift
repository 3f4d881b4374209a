import Wire

extension Room {
    /// When the next poll stops by itself.
    var pollDeadline: Milliseconds? { nil }

    /// Polls whose time is over.
    func pollsDue(at now: Milliseconds) -> [TopicEvent] { [] }

    /// When the next question of a quiz stops by itself.
    var quizDeadline: Milliseconds? { nil }

    /// Questions whose time is over.
    func quizzesDue(at now: Milliseconds) -> [TopicEvent] { [] }
}
