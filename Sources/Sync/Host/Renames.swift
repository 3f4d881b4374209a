import Wire

/// People who changed their names, for those who were told the former ones (N1). Once a second a few at the most, each by the latest: however
/// often people call themselves otherwise, it costs a thin link no more than some 600 bytes a second.
struct Renames {
    /// Those whose names somebody asked for.
    private var told: Set<ParticipantHandle> = []
    /// In the order in which they changed.
    private var waiting: [ParticipantHandle] = []
    private var last: Milliseconds?

    /// Between two messages, in milliseconds.
    static let pause = 1_000
    /// Names of one message.
    static let countLimit = 8

    /// When to tell; nil when there is nothing.
    var deadline: Milliseconds? { waiting.isEmpty ? nil : (last ?? -Renames.pause) + Renames.pause }

    /// Somebody was told how they are called.
    mutating func tell(_ people: [ParticipantHandle]) { told.formUnion(people) }

    /// Somebody has another name.
    mutating func changed(_ who: ParticipantHandle) {
        if told.contains(who), !waiting.contains(who) { waiting.append(who) }
    }

    /// Whose names to tell, when that is due.
    mutating func takeDue(at now: Milliseconds) -> [ParticipantHandle] {
        guard let deadline, deadline <= now else { return [] }
        last = now
        defer { waiting.removeFirst(min(waiting.count, Renames.countLimit)) }
        return Array(waiting.prefix(Renames.countLimit))
    }
}
