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
    private var steps: [PaceStep] = []

    /// How long a feeling counts, in milliseconds.
    public static let lifetime = 60_000
    /// How long a step is remembered, and how far apart two are at the least, in milliseconds.
    static let memory = 600_000
    static let stepTime = 5_000

    /// Nobody said anything.
    public init() {}

    /// How many felt what in the last ten minutes, and do now.
    public var view: PaceView { PaceView(steps: steps) }

    /// When the next feeling counts no more; nil when there is none.
    public var deadline: Milliseconds? { gone < order.count ? order[gone].since + Feelings.lifetime : nil }

    /// Somebody says how it feels; just right is no feeling.
    public mutating func feel(_ pace: Pace, _ who: ParticipantHandle, at now: Milliseconds) {
        forget(who)
        defer { note(at: now) }
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
        note(at: now)
    }

    /// Forgets what somebody said who is gone.
    public mutating func forget(_ who: ParticipantHandle, at now: Milliseconds) {
        forget(who)
        note(at: now)
    }

    private mutating func forget(_ who: ParticipantHandle) {
        guard let feeling = feelings.removeValue(forKey: who) else { return }
        counts[feeling.pace, default: 1] -= 1
    }

    /// Remembers how it feels now, if that is news; what changes within a few seconds is one step.
    private mutating func note(at now: Milliseconds) {
        let step = PaceStep(
            at: now - now % Feelings.stepTime, tooFast: counts[.tooFast] ?? 0, tooSlow: counts[.tooSlow] ?? 0,
            lost: counts[.lost] ?? 0)
        if let last = steps.last {
            guard !step.feelsLike(last) else { return }
            if last.at >= step.at { steps.removeLast() }
        } else if step.isFine {
            return
        }
        steps.append(step)
        // The step before the ten minutes says how they began.
        while steps.count > 1, steps[1].at + Feelings.memory <= now { steps.removeFirst() }
    }
}

extension PaceStep {
    /// Whether nobody felt anything.
    fileprivate var isFine: Bool { tooFast == 0 && tooSlow == 0 && lost == 0 }

    fileprivate func feelsLike(_ other: PaceStep) -> Bool {
        (tooFast, tooSlow, lost) == (other.tooFast, other.tooSlow, other.lost)
    }
}
