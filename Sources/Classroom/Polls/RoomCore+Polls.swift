import Wire

extension RoomCore {
    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: PollEvent, _ stamp: EventStamp) {}

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: QuizEvent, _ stamp: EventStamp) {}

    /// The poll whose votes or tally a topic holds.
    func poll(of topic: TopicHandle) -> Poll? { state.polls.polls.first { $0.ballots == topic || $0.tally == topic } }

    /// The quiz whose points a topic shows.
    func quiz(of topic: TopicHandle) -> Quiz? { state.quizzes.quizzes.first { $0.leaderboard == topic } }
}
