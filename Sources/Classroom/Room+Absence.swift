import Wire

/// What a person holds in the room ends some time after the person's last connection (R6): a raised hand, and rights given to that one person.
/// Links drop and come back; those who stay away hold nobody up.
extension Room {
    /// How long it stays, in milliseconds.
    static let absenceGrace = 120_000

    /// When the next one stays away for too long.
    var absenceDeadline: Milliseconds? { holders.compactMap(end).min() }

    /// What those lose who stayed away for too long.
    func absencesDue(at now: Milliseconds) -> [TopicEvent] {
        holders.filter { end($0).map { $0 <= now } ?? false }.flatMap { lettingGo(of: $0) }
    }

    /// What a person holds goes, by itself.
    func lettingGo(of who: ParticipantHandle) -> [TopicEvent] {
        let lowered = TopicEvent(Room.coreTopic, .hand(event: .lowered(participant: who)), by: .room)
        return (core.isUp(who) ? [lowered] : []) + ending(who, by: .room) { _ in true }
    }

    /// Ends a person's grants of some rights.
    func ending(_ participant: ParticipantHandle, by author: TopicEvent.Author = .actor, _ isMeant: (Right) -> Bool)
        -> [TopicEvent]
    {
        let rights = core.room.grants.filter { $0.participant == participant }.map(\.right)
        return Right.allCases.filter { rights.contains($0) && isMeant($0) }.map { right in
            let ended = GrantEvent.grantEnded(participant: participant, right: right)
            return TopicEvent(Room.coreTopic, .grant(event: ended), by: author)
        }
    }

    /// Whoever holds something, each once.
    private var holders: [ParticipantHandle] {
        let all = core.state.hands.hands.map(\.participant) + core.room.grants.map(\.participant)
        return Set(all).sorted()
    }

    private func end(_ who: ParticipantHandle) -> Milliseconds? {
        guard let person = roster[who], !person.here else { return nil }
        return person.since + Room.absenceGrace
    }
}
