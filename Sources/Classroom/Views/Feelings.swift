import Wire

/// How the pace of the lesson feels to those who said so lately. Never stored, and told to nobody but as numbers (G3).
public struct Feelings: Sendable {
    private struct Feeling {
        var pace: Pace
        var since: Milliseconds
    }

    private var feelings: [ParticipantHandle: Feeling] = [:]
    private var counts: [Pace: Int] = [:]
    /// Those who said something, in that order; who said something else since is passed over.
    private var order: [(who: ParticipantHandle, since: Milliseconds)] = []
    private var gone = 0

    /// How long a feeling counts, in milliseconds.
    public static let lifetime = 60_000

    /// Nobody said anything.
    public init() {}

    /// How many feel what.
    public var view: PaceView {
        PaceView(tooFast: counts[.tooFast] ?? 0, tooSlow: counts[.tooSlow] ?? 0, lost: counts[.lost] ?? 0)
    }

    /// When the next feeling counts no more; nil when there is none.
    public var deadline: Milliseconds? { gone < order.count ? order[gone].since + Feelings.lifetime : nil }

    /// Somebody says how it feels; just right is no feeling.
    public mutating func feel(_ pace: Pace, _ who: ParticipantHandle, at now: Milliseconds) {
        forget(who)
        guard pace != .fine else { return }
        feelings[who] = Feeling(pace: pace, since: now)
        counts[pace, default: 0] += 1
        order.append((who, now))
    }

    /// Forgets what was felt too long ago.
    public mutating func expire(at now: Milliseconds) {
        while gone < order.count, order[gone].since + Feelings.lifetime <= now {
            let (who, since) = order[gone]
            if feelings[who]?.since == since { forget(who) }
            gone += 1
        }
        if gone > 1_000, gone > order.count / 2 {
            order.removeFirst(gone)
            gone = 0
        }
    }

    /// Forgets what somebody said who is gone.
    public mutating func forget(_ who: ParticipantHandle) {
        guard let feeling = feelings.removeValue(forKey: who) else { return }
        counts[feeling.pace, default: 1] -= 1
    }
}
