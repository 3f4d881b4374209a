import Wire

/// What a person holds in the room ends some time after the person's last connection (R6): a raised hand, and rights given to that one person.
/// Links drop and come back; those who stay away hold nobody up.
extension Room {
    /// How long it stays, in milliseconds.
    static let absenceGrace = 120_000

    /// When the next one stays away for too long.
    var absenceDeadline: Milliseconds? { absentees.first.map { $0 + Room.absenceGrace } }

    /// What those lose who stayed away for too long.
    func absencesDue(at now: Milliseconds) -> [TopicEvent] {
        absentees.awaySince(now - Room.absenceGrace).flatMap { lettingGo(of: $0) }
    }

    /// What a person holds goes, by itself.
    func lettingGo(of who: ParticipantHandle) -> [TopicEvent] {
        let lowered = TopicEvent(Room.coreTopic, .hand(event: .lowered(participant: who)), by: .room)
        return (core.isUp(who) ? [lowered] : []) + ending(who, by: .room) { _ in true } + leavingKeyboards(who)
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

    /// Keeps `absentees` as core and roster have it.
    mutating func followAbsence(_ event: Event) {
        switch event {
        case .roster(.joined(let who, _, _, _, _)), .roster(.left(let who)), .roster(.removed(let who, _)),
            .hand(.raised(let who)), .hand(.lowered(let who)), .hand(.calledOn(let who, _)),
            .grant(.granted(let who, _, _)), .grant(.grantEnded(let who, _)):
            absentees.note(who, awaySince: end(of: who))
        case .lab(.keyboardAsked(_, let who)), .lab(.keyboardLeft(_, let who)):
            absentees.note(who, awaySince: end(of: who))
        case .hand(.allLowered), .lab(.keyboardGiven), .lab(.dissolved): findAbsentees()
        case .roster, .hand, .page, .room, .poll, .quiz, .chat, .question, .staff, .personal, .lab, .ballot: break
        }
    }

    /// Looks at everybody who holds something, each once.
    mutating func findAbsentees() {
        absentees = Absentees()
        let holders =
            core.state.hands.hands.map(\.participant) + core.state.room.grants.map(\.participant)
            + keyboardHolders
        for who in Set(holders) { absentees.note(who, awaySince: end(of: who)) }
    }

    /// Since when somebody is away who holds something; else nil.
    private func end(of who: ParticipantHandle) -> Milliseconds? {
        guard let person = roster[who], !person.here else { return nil }
        let holds = core.isUp(who) || core.state.room.grants.contains { $0.participant == who } || holdsKeyboard(who)
        return holds ? person.since : nil
    }
}
