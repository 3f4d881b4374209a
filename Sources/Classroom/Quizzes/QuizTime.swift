import Wire

/// How long somebody had a question before answering it: what the own device says, as far as the measured link makes that possible (R13).
struct QuizTime {
    /// From the moment the device showed it.
    let after: Milliseconds
    private let now: Milliseconds

    /// Nobody can have seen a question before it was asked, nor before the person came back; nor later than the link takes there and back.
    init(claimed: Milliseconds, since: Milliseconds, _ moment: Moment) {
        let silence = moment.link.silence
        let start = silence.contains(since) ? silence.upperBound : since
        let most = max(0, moment.given - start)
        after = min(max(claimed, most - moment.link.roundTrip, 0), most)
        now = moment.now
    }

    /// Whether the answer was given before the end and arrives after it. Each device has as long as the question was open, on its own clock.
    /// - Throws: `tooLate` when it was given after the end, or when the grace is over.
    func isLate(_ asked: AskedQuestion) throws(Rejection) -> Bool {
        let end: Milliseconds
        switch asked.phase {
        case .running(nil): return false
        case .running(let closes?):
            guard now >= closes else { return false }
            end = closes
        case .closing(let until): end = until - Room.voteGrace
        case .closed, .revealed: throw .tooLate
        }
        guard after <= end - asked.since, now <= end + Room.voteGrace else { throw .tooLate }
        return true
    }
}
