import Wire

/// How many requests to the pages of one machine are under way: what comes beyond waits for its turn.
///
/// One that is not answered soon is a stream (events, a WebSocket, a long file) and makes room for others. One person leaves room for the others
/// of the group, and one address a quarter of the turns for other addresses.
///
/// **Whose turn it is.** What is free goes to whoever has least: of the addresses that wait the one with the fewest requests under way, of the
/// people there the one with the fewest, then whoever came first. While somebody waits and nothing becomes free by itself, the oldest stream
/// ends of whoever has most, counted in the same way. So nobody, with however many names, keeps anybody else out for longer than `streamAge`
/// and the turns of those who wait before; who has a stream keeps it unless others need it more. Where more wait than may, the last one of
/// whoever waits most is refused.
struct PageSlots<Waiter> {
    private struct Slot {
        let holder: PageHolder
        let since: UInt64
        var isStream = false
        /// Whether it was told to end.
        var isEnding = false
    }

    private struct Waiting {
        let holder: PageHolder
        let since: UInt64
        let waiter: Waiter
    }

    private let requestLimit: Int
    private let streamLimit: Int
    private let personLimit: Int
    private let networkLimit: Int
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
        networkLimit = requestLimit - requestLimit / 4
    }

    /// Whether nothing is under way and nobody waits.
    var isEmpty: Bool { slots.isEmpty && waiting.isEmpty }
    /// Requests under way.
    var count: Int { slots.count }

    // MARK: Whose turn it is

    /// Lets somebody wait for a turn. Too many may wait: who waits no more then, this one or another; nil else.
    mutating func wait(_ waiter: Waiter, _ holder: PageHolder, at now: UInt64) -> Waiter? {
        guard waiting.count(where: { $0.holder.who == holder.who }) < Self.waitingLimit / 2 else { return waiter }
        waiting.append(Waiting(holder: holder, since: now, waiter: waiter))
        guard waiting.count > Self.waitingLimit else { return nil }
        let holdings = PageHoldings(waiting.map(\.holder))
        var last = waiting.endIndex - 1
        for index in waiting.indices.reversed() where holdings.isLess(waiting[last].holder, waiting[index].holder) {
            last = index
        }
        return waiting.remove(at: last).waiter
    }

    /// Whether it is somebody's turn.
    var hasNext: Bool { !nextIndices.isEmpty }

    /// The next whose turn it is, who has `number` from now on.
    mutating func next(_ number: Int, at now: UInt64) -> Waiter? {
        let holdings = PageHoldings(slots.values.map(\.holder))
        let least = nextIndices.min { holdings.isLess(waiting[$0].holder, waiting[$1].holder) }
        guard let least else { return nil }
        let next = waiting.remove(at: least)
        slots[number] = Slot(holder: next.holder, since: now)
        return next.waiter
    }

    /// Those who wait and for whom there is a turn.
    private var nextIndices: [Int] {
        let requests = slots.values.filter { !$0.isStream }
        guard requests.count < requestLimit else { return [] }
        let counts = requests.reduce(into: [:]) { $0[$1.holder.network, default: 0] += 1 }
        return waitingIndices.filter { counts[waiting[$0].holder.network, default: 0] < networkLimit }
    }

    /// Those who wait and have not as many as one person may.
    private var waitingIndices: [Int] {
        let counts = slots.values.reduce(into: [:]) { $0[$1.holder.who, default: 0] += 1 }
        return waiting.indices.filter { counts[waiting[$0].holder.who, default: 0] < personLimit }
    }

    // MARK: What ends

    /// One is over.
    mutating func end(_ number: Int, at now: UInt64) {
        slots[number] = nil
        promote(at: now)
    }

    /// Those that were told to end, and have not.
    var ending: [Int] { slots.filter(\.value.isEnding).keys.sorted() }

    /// What has to end for those who wait, where nothing becomes free by itself: the streams are as many as may be, and requests that became
    /// old take the place of new ones. nil while the last one that was told so has not ended.
    mutating func surplus(at now: UInt64) -> Int? {
        guard !waitingIndices.isEmpty, !hasNext, slots.values.contains(where: { !$0.isStream && isOld($0, now) }) else {
            return nil
        }
        return endGreatest(at: now)
    }

    /// Tells the oldest of whoever has most to end, once it is old enough; nil while there is none, or one is about to.
    mutating func endGreatest(at now: UInt64) -> Int? {
        guard !slots.values.contains(where: \.isEnding) else { return nil }
        let holdings = PageHoldings(slots.values.map(\.holder))
        let greatest = slots.filter { isOld($0.value, now) }.max { one, other in
            if holdings.isLess(one.value.holder, other.value.holder) { return true }
            if holdings.isLess(other.value.holder, one.value.holder) { return false }
            return (one.value.since, one.key) > (other.value.since, other.key)
        }
        guard let greatest else { return nil }
        slots[greatest.key]?.isEnding = true
        return greatest.key
    }

    private func isOld(_ slot: Slot, _ now: UInt64) -> Bool { slot.since + Self.streamAge <= now }

    /// Looks at what takes long; those who waited too long.
    mutating func takeLate(at now: UInt64) -> [Waiter] {
        promote(at: now)
        let late = waiting.filter { $0.since + Self.patience <= now }
        waiting.removeAll { $0.since + Self.patience <= now }
        return late.map(\.waiter)
    }

    /// What became old is a stream, of which there are so many.
    private mutating func promote(at now: UInt64) {
        var streams = slots.values.count(where: \.isStream)
        for (number, slot) in slots.sorted(by: { $0.key < $1.key })
        where !slot.isStream && isOld(slot, now) && streams < streamLimit {
            slots[number]?.isStream = true
            streams += 1
        }
    }

    /// Those who wait and are so; they wait no more.
    mutating func takeWaiting(where isSo: (Waiter) -> Bool) -> [Waiter] {
        let taken = waiting.filter { isSo($0.waiter) }.map(\.waiter)
        waiting.removeAll { isSo($0.waiter) }
        return taken
    }
}
