import Wire

/// Who is away and holds something in the room, since when, and which of them went first. Follows from the state: kept, because it is asked for
/// with every input.
struct Absentees: Sendable {
    private var since: [ParticipantHandle: Milliseconds] = [:]
    /// Since when the first is away.
    private(set) var first: Milliseconds?

    /// Those who are away since `time` at the latest.
    func awaySince(_ time: Milliseconds) -> [ParticipantHandle] { since.filter { $0.value <= time }.keys.sorted() }

    /// `time`: since when; nil: here, or without anything to lose.
    mutating func note(_ who: ParticipantHandle, awaySince time: Milliseconds?) {
        let before = since[who]
        guard before != time else { return }
        since[who] = time
        if let time { first = min(first ?? time, time) }
        if before == first { first = since.values.min() }
    }
}
