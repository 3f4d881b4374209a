import Wire

/// The questions that are shown to all. The fold of their events.
public struct Questions: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: QuestionState

    /// Nobody asked.
    public init() { state = QuestionState(questions: []) }

    init(_ state: QuestionState) { self.state = state }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: QuestionEvent, _ stamp: EventStamp) {}
}
