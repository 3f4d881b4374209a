import Wire

/// The chat of everybody. The fold of its events.
public struct Chat: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: ChatState

    /// Nothing was said.
    public init() { state = ChatState(lines: [], slow: 0, paused: false) }

    init(_ state: ChatState) { self.state = state }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: ChatEvent, _ stamp: EventStamp) {}
}
