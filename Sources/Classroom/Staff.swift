import Wire

/// What only those who teach may read: drafts, questions that wait, who asked, a chat of their own. The fold of its events.
public struct Staff: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: StaffState
    /// Where each answer in a quiz is, and the bytes of all; follow from the state.
    var answerPlaces: [AnswerName: Int] = [:]
    var answerByteCount = 0

    /// Nothing yet.
    public init() { state = StaffState(drafts: [], quizzes: [], answers: [], questions: [], lines: []) }

    init(_ state: StaffState) {
        self.state = state
        findAnswers()
    }

    /// Whether something was prepared.
    var hasDrafts: Bool { !state.drafts.isEmpty || !state.quizzes.isEmpty }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: StaffEvent, _ stamp: EventStamp) {
        switch event {
        case .questionAsked, .questionDismissed, .questionShown, .said: applyTalk(event, stamp)
        case .pollDrafted, .pollDiscarded: applyPolls(event, stamp)
        case .quizDrafted, .quizDiscarded, .quizAnswered: applyQuizzes(event, stamp)
        case .keysTyped: break
        }
    }
}

extension Room {
    /// Whether a poll or a quiz was prepared.
    public var hasDrafts: Bool { staff.hasDrafts }
}
