/// Keeps the turns of a busy loop apart, as network cards moderate their interrupts: to wake for a single small message costs more
/// than to deal with it. After a quiet time some turns may follow each other at once, so that a few requests are not kept waiting.
struct TurnPacing {
    /// Milliseconds between the turns of a busy loop; 0 lets each begin as soon as something comes.
    var interval: UInt64
    /// When the turn after this one is due, if all are an interval apart.
    private var due: UInt64 = 0

    init(interval: UInt64 = 0) { self.interval = interval }

    /// Turns that a quiet time saves up.
    static let savedTurnLimit: UInt64 = 8

    /// A turn ends at `now`; how long to rest, in milliseconds, before the next.
    mutating func rest(at now: UInt64) -> UInt64 {
        guard interval > 0 else { return 0 }
        let saved = now - min(now, TurnPacing.savedTurnLimit * interval)
        due = min(max(due + interval, saved), now + interval)
        return due - min(due, now)
    }
}
