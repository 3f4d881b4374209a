import Wire

/// Reactions since they were last told. Of each person the latest counts, and everybody hears once a second how many gave each (G2): what a room
/// full of people gives costs a thin link no more than what one gives.
struct Reactions {
    private var given: [ParticipantHandle: Reaction] = [:]
    private var last: Milliseconds?

    /// Between two messages, in milliseconds.
    static let pause = 1_000

    /// When to tell; nil when there is nothing.
    var deadline: Milliseconds? { given.isEmpty ? nil : (last ?? -Reactions.pause) + Reactions.pause }

    mutating func give(_ reaction: Reaction, by who: ParticipantHandle) { given[who] = reaction }

    /// How many gave each, when that is due.
    mutating func takeDue(at now: Milliseconds) -> [SignalEntry] {
        guard let deadline, deadline <= now else { return [] }
        defer { (given, last) = ([:], now) }
        return Reaction.allCases.compactMap { reaction in
            let count = given.values.count { $0 == reaction }
            return count == 0
                ? nil : SignalEntry(from: OutboxHandle(0), signal: .reaction(reaction: reaction, count: count))
        }
    }
}
