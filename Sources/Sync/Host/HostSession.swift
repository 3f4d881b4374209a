import Wire

/// One connection as the host knows it.
struct HostSession {
    let relay: RelayID
    let participant: ParticipantHandle
    /// The tab's own outbox.
    let outbox: OutboxHandle
    /// Whether its relay takes it for somebody who teaches or moderates.
    var isStaff: Bool
    /// Outboxes whose commands it may send: its own and those it adopted.
    var outboxes: Set<OutboxHandle>
    /// The last counter of each outbox on this connection (rule C1).
    var counters: [OutboxHandle: Counter] = [:]
}

/// An outbox as the host knows it.
struct HostOutbox {
    let id: OutboxID
    let handle: OutboxHandle
    private(set) var participant: ParticipantHandle
    /// The last command that is applied or rejected.
    var stored: Counter = 0
    /// The latest that were rejected, ascending: their author may not have heard of it.
    private(set) var refused: [RefusedCommand] = []
    /// As far as it is on disk; nil before anything of it is.
    var durable: HostWrite.OutboxRow?
    /// The connection that sends for it now.
    var session: SessionID?
    /// When it was heard, and for how long not.
    var silence = Silence()

    init(id: OutboxID, handle: OutboxHandle, participant: ParticipantHandle) {
        (self.id, self.handle, self.participant) = (id, handle, participant)
    }

    init(_ row: HostWrite.OutboxRow) {
        (id, handle, participant) = (row.id, row.handle, row.participant)
        (stored, refused, durable) = (row.stored, row.refused, row)
    }

    var row: HostWrite.OutboxRow {
        HostWrite.OutboxRow(id: id, handle: handle, participant: participant, stored: stored, refused: refused)
    }

    /// Whether somebody who knows its id may have it: nothing was done with it yet, and nobody but its tab knows the id. So a tab whose first
    /// answer was lost on the way, and with it the cookie, comes in with its second try.
    var isUnused: Bool { stored == 0 }

    mutating func belong(to participant: ParticipantHandle) { self.participant = participant }

    /// What its owner is told when coming back.
    var entry: OutboxEntry { OutboxEntry(id: id, outbox: handle, stored: stored, refused: refused) }

    /// The same while nothing can be stored: what is not on disk is sent again, and answered once it is.
    var durableEntry: OutboxEntry {
        OutboxEntry(id: id, outbox: handle, stored: durable?.stored ?? 0, refused: durable?.refused ?? [])
    }

    mutating func refuse(_ counter: Counter, _ reason: Rejection) {
        if refused.count >= WireLimits.refusedLimit { refused.removeFirst() }
        refused.append(RefusedCommand(counter: counter, reason: reason))
    }
}

/// A leaky bucket: so many in a time, and a burst.
struct Bucket {
    private let rate: Int
    private let burst: Int
    private let period: Int
    /// Of `period` for each that was taken in.
    private var level = 0
    private var at: Milliseconds = 0

    /// - Parameter period: Milliseconds in which `rate` of them drain.
    init(rate: Int, burst: Int, period: Milliseconds = 1_000) {
        (self.rate, self.burst, self.period) = (rate, burst, period)
    }

    /// Takes one in; nil when it fits, else the milliseconds until it would.
    mutating func add(at now: Milliseconds) -> Int? {
        if let wait = wait(at: now) { return wait }
        level += period
        return nil
    }

    /// The milliseconds until one would fit; nil when it does.
    mutating func wait(at now: Milliseconds) -> Int? {
        level = max(0, level - max(0, now - at) * rate)
        at = now
        let excess = level + period - burst * period
        return excess > 0 ? excess / rate + 1 : nil
    }
}
