import Wire

/// How many requests to the pages of one machine are under way: what comes beyond waits for its turn.
///
/// One that is not answered soon is a stream (events, a WebSocket, a long file) and makes room for others. One person leaves room for the others
/// of the group.
struct PageSlots<Waiter> {
    private struct Slot {
        let who: ParticipantHandle
        let since: UInt64
        var isStream = false
    }

    private struct Waiting {
        let who: ParticipantHandle
        let since: UInt64
        let waiter: Waiter
    }

    private let requestLimit: Int
    private let streamLimit: Int
    private let personLimit: Int
    private var slots: [Int: Slot] = [:]
    private var waiting: [Waiting] = []

    /// Requests that wait.
    static var waitingLimit: Int { 128 }
    /// Milliseconds that a request waits for its turn.
    static var patience: UInt64 { 30_000 }
    /// Milliseconds after which a request is a stream.
    static var streamAge: UInt64 { 5_000 }

    /// - Parameter isLocal: Whether a connection is cheap. To another server each is a login, of which it takes few at once (sshd_config(5),
    ///   MaxStartups: 10).
    init(isLocal: Bool) {
        (requestLimit, streamLimit, personLimit) = isLocal ? (16, 64, 24) : (6, 24, 12)
    }

    /// Whether nothing is under way and nobody waits.
    var isEmpty: Bool { slots.isEmpty && waiting.isEmpty }

    /// Lets somebody wait for a turn. False when too many do.
    mutating func wait(_ waiter: Waiter, _ who: ParticipantHandle, at now: UInt64) -> Bool {
        guard waiting.count < Self.waitingLimit, waiting.count(where: { $0.who == who }) < Self.waitingLimit / 2 else {
            return false
        }
        waiting.append(Waiting(who: who, since: now, waiter: waiter))
        return true
    }

    /// Whether it is somebody's turn.
    var hasNext: Bool { nextIndex != nil }

    /// The next whose turn it is, who has `number` from now on.
    mutating func next(_ number: Int, at now: UInt64) -> Waiter? {
        guard let nextIndex else { return nil }
        let next = waiting.remove(at: nextIndex)
        slots[number] = Slot(who: next.who, since: now)
        return next.waiter
    }

    private var nextIndex: Int? {
        guard !waiting.isEmpty, slots.values.count(where: { !$0.isStream }) < requestLimit else { return nil }
        return waiting.firstIndex { mayBegin($0.who) }
    }

    private func mayBegin(_ who: ParticipantHandle) -> Bool { slots.values.count { $0.who == who } < personLimit }

    /// One is over.
    mutating func end(_ number: Int) { slots[number] = nil }

    /// Looks at what takes long; those who waited too long.
    mutating func takeLate(at now: UInt64) -> [Waiter] {
        var streams = slots.values.count(where: \.isStream)
        for (number, slot) in slots.sorted(by: { $0.key < $1.key })
        where !slot.isStream && slot.since + Self.streamAge <= now && streams < streamLimit {
            slots[number]?.isStream = true
            streams += 1
        }
        let late = waiting.filter { $0.since + Self.patience <= now }
        waiting.removeAll { $0.since + Self.patience <= now }
        return late.map(\.waiter)
    }

    /// Those who wait and are so; they wait no more.
    mutating func takeWaiting(where isSo: (Waiter) -> Bool) -> [Waiter] {
        let taken = waiting.filter { isSo($0.waiter) }.map(\.waiter)
        waiting.removeAll { isSo($0.waiter) }
        return taken
    }
}
