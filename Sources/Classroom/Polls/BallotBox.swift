import Wire

/// Every vote of one poll. The fold of its events; only the server reads it.
public struct BallotBox: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: BallotState

    /// Nobody voted.
    public init() { state = BallotState(ballots: [], hall: [], hiddenWords: []) }

    init(_ state: BallotState) { self.state = state }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: BallotEvent, _ stamp: EventStamp) {}
}
