import Wire

/// Who was here how long and took part how often: a reading of the whole log, from the first event on (V4).
public struct Attendances: Sendable {
    private struct Stay {
        var isHere: Bool
        var joined: Milliseconds
        var since: Milliseconds
        var earlier = 0
    }

    /// Topics are read one after the other: a hand may be told before its owner's coming.
    private var stays: [ParticipantHandle: Stay] = [:]
    private var hands: [ParticipantHandle: Int] = [:]
    private var answers: [ParticipantHandle: Int] = [:]
    /// Polls and questions of quizzes in which each person's own answer counts: an answer that is changed is one.
    private var answered: Set<Answered> = []

    private struct Answered: Hashable {
        var who: ParticipantHandle
        var asked: Asked
    }

    private enum Asked: Hashable {
        case poll(TopicHandle)
        case question(of: ItemRef, Int)
    }

    /// Nobody was here.
    public init() {}

    /// As those who teach get it.
    public var view: AttendanceView { AttendanceView(people: stays.keys.sorted().compactMap { self[$0] }) }

    /// One person's part.
    public subscript(participant: ParticipantHandle) -> Attendance? {
        guard let stay = stays[participant] else { return nil }
        return Attendance(
            participant: participant, here: stay.isHere, joined: stay.joined, since: stay.since, earlier: stay.earlier,
            hands: hands[participant] ?? 0, answers: answers[participant] ?? 0)
    }

    /// The kinds of log topics that it is read from.
    public static func reads(_ kind: TopicKind) -> Bool {
        switch kind {
        case .core, .roster, .ballots, .staff: true
        case .page, .chat, .questions, .personal, .lab, .counts, .tally, .pace, .screen, .metrics, .leaderboard,
            .attendance, .house:
            false
        }
    }

    /// Folds one event in; returns whether that changed anything.
    @discardableResult
    public mutating func apply(_ event: Event, of topic: TopicHandle, at time: Milliseconds) -> Bool {
        switch event {
        case .roster(.joined(let who, _, _, _, _)): come(who, time)
        case .roster(.left(let who)), .roster(.removed(let who, _)): go(who, time)
        case .roster(.interrupted(let since)): interrupt(since, time)
        case .hand(.raised(let who)): Self.count(1, of: who, in: &hands)
        case .ballot(.voted(let who, nil, _, _, _, let answer)):
            answer == .nothing ? takeBack(who, .poll(topic)) : take(who, .poll(topic))
        case .staff(.quizAnswered(let quiz, let who, let question, _, _, _, _)):
            take(who, .question(of: quiz, question))
        case .roster, .hand, .ballot, .staff, .page, .room, .grant, .poll, .quiz, .chat, .question, .personal, .lab:
            false
        }
    }

    private mutating func come(_ who: ParticipantHandle, _ time: Milliseconds) -> Bool {
        guard var stay = stays[who] else {
            stays[who] = Stay(isHere: true, joined: time, since: time)
            return true
        }
        guard !stay.isHere else { return false }
        (stay.isHere, stay.since) = (true, time)
        stays[who] = stay
        return true
    }

    private mutating func go(_ who: ParticipantHandle, _ time: Milliseconds) -> Bool {
        guard var stay = stays[who], stay.isHere else { return false }
        stay.earlier = min(stay.earlier + max(0, time - stay.since), Attendances.longest)
        (stay.isHere, stay.since) = (false, time)
        stays[who] = stay
        return true
    }

    /// Those who are here were not for a while.
    private mutating func interrupt(_ since: Milliseconds, _ time: Milliseconds) -> Bool {
        for (who, stay) in stays where stay.isHere && go(who, max(since, stay.since)) { _ = come(who, time) }
        return true
    }

    /// The greatest `Interval` of the schema.
    private static let longest = 4_294_967_295

    private mutating func take(_ who: ParticipantHandle, _ asked: Asked) -> Bool {
        answered.insert(Answered(who: who, asked: asked)).inserted && Self.count(1, of: who, in: &answers)
    }

    private mutating func takeBack(_ who: ParticipantHandle, _ asked: Asked) -> Bool {
        answered.remove(Answered(who: who, asked: asked)) != nil && Self.count(-1, of: who, in: &answers)
    }

    private static func count(_ step: Int, of who: ParticipantHandle, in counts: inout [ParticipantHandle: Int]) -> Bool
    {
        counts[who, default: 0] += step
        return true
    }
}
