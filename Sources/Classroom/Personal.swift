import Wire

/// What only one participant may read: own votes, answers and questions. The fold of its events.
public struct Personal: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: PersonalState

    /// Nothing yet.
    public init() {
        state = PersonalState(
            role: .student, votes: [], answers: [], quizzes: [], questions: [], asked: [], waiting: [])
    }

    init(_ state: PersonalState) { self.state = state }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: PersonalEvent, _ stamp: EventStamp) {
        switch event {
        case .questionKept, .questionWaits, .questionGone, .questionVoted, .calledOn: applyTalk(event, stamp)
        case .voted: applyPolls(event, stamp)
        case .quizAnswered, .quizAsked, .quizScored, .quizExplained: applyQuizzes(event, stamp)
        case .roleSet(let role): state.role = role
        }
    }
}
