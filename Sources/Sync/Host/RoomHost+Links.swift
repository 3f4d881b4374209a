import Classroom
import Wire

/// When somebody was heard, and for how long not.
struct Silence {
    /// Before the present connection; nil when there was none.
    var heard: Milliseconds?
    /// From then until the present connection.
    var away: Range<Milliseconds> = 0..<0

    /// A connection begins. `first`: since when nothing was heard of one who never was.
    mutating func ends(at now: Milliseconds, first: Milliseconds) {
        let start = heard ?? first
        away = min(start, now)..<now
    }
}

/// What clients say of time is believed as far as it is possible (rules C4 and R13).
extension RoomHost {
    /// How long after coming back an outbox may send what waited in it, in milliseconds.
    private static let resendWindow = 30_000

    /// When a command was given and what is measured of its author's link.
    func moment(of entry: CommandEntry, _ outbox: OutboxHandle, _ session: HostSession, roundTrip: Milliseconds)
        -> Moment
    {
        let claimed = now - min(entry.age ?? 0, now)
        var earliest = now - roundTrip
        // What was given while away waited until the outbox came back, and for its turn after that.
        if let away = outboxes[outbox]?.silence.away, claimed <= away.upperBound,
            now - away.upperBound <= RoomHost.resendWindow
        {
            earliest = min(earliest, away.lowerBound - roundTrip)
        }
        let link = LinkBound(roundTrip: roundTrip, silence: silences[session.participant]?.away ?? 0..<0)
        return Moment(now, given: max(claimed, earliest), link: link, chance: chance.next())
    }

    /// A connection of a person and its outboxes ended, which were last heard then.
    func heard(_ session: HostSession, _ id: SessionID, at heard: Milliseconds) {
        for handle in session.outboxes where outboxes[handle]?.session == id { outboxes[handle]?.silence.heard = heard }
        let before = silences[session.participant]?.heard ?? 0
        silences[session.participant, default: Silence()].heard = max(before, heard)
    }
}
