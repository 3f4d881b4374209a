import Wire

extension Room {
    /// Of people and rights. Nobody changes an owner, and nobody but an owner makes one.
    func decide(_ command: PeopleCommand, by actor: Actor) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .rename(let name): return [try renaming(name, actor)]
        case .sit(let place): return [try sitting(place, actor)]
        case .setRole(let participant, let role): return try roleSetting(participant, role, actor)
        case .grant(let participant, let right, let page): return [try granting(participant, right, page, actor)]
        case .takeBack(let participant, let right):
            try require(.teach, actor)
            let ended = ending(participant) { $0 == right }
            guard !ended.isEmpty else { throw .alreadySo }
            return ended
        case .remove(let participant, let ban): return try removal(participant, ban, actor)
        case .admit(let participant):
            guard try subordinate(participant, actor).banned else { throw .alreadySo }
            return [TopicEvent(Room.rosterTopic, .roster(event: .admitted(participant: participant)))]
        }
    }

    private func myself(_ actor: Actor) throws(Rejection) -> RosterEntry {
        guard let person = roster[actor.participant] else { throw .noSuchParticipant }
        return person
    }

    /// Somebody on whom one who teaches decides.
    private func other(_ participant: ParticipantHandle, _ actor: Actor) throws(Rejection) -> RosterEntry {
        try require(.teach, actor)
        guard let person = roster[participant] else { throw .noSuchParticipant }
        return person
    }

    /// Somebody whom one who moderates may send out and let in again: nobody who has as much to say.
    private func subordinate(_ participant: ParticipantHandle, _ actor: Actor) throws(Rejection) -> RosterEntry {
        try requireModeration(actor)
        guard let person = roster[participant] else { throw .noSuchParticipant }
        guard person.role != .owner, participant != actor.participant else { throw .forbidden }
        guard rights(of: actor.participant).teach || !mayModerate(participant) else { throw .forbidden }
        return person
    }

    private func renaming(_ name: String, _ actor: Actor) throws(Rejection) -> TopicEvent {
        let person = try myself(actor)
        guard let name = NameText(trimming: name), !name.text.isEmpty else { throw .badText }
        guard name.text != person.name else { throw .alreadySo }
        return TopicEvent(Room.rosterTopic, .roster(event: .renamed(participant: person.participant, name: name.text)))
    }

    private func sitting(_ place: Place, _ actor: Actor) throws(Rejection) -> TopicEvent {
        let person = try myself(actor)
        guard person.place != place else { throw .alreadySo }
        return TopicEvent(Room.rosterTopic, .roster(event: .sat(participant: person.participant, place: place)))
    }

    /// Everybody who looks at the list learns it, and the person who may not.
    private func roleSetting(_ participant: ParticipantHandle, _ role: Role, _ actor: Actor) throws(Rejection)
        -> [TopicEvent]
    {
        let person = try other(participant, actor)
        guard participant != actor.participant else { throw .forbidden }
        guard person.role != .owner, role != .owner || self.role(of: actor.participant) == .owner else {
            throw .forbidden
        }
        guard person.role != role else { throw .alreadySo }
        return settingRole(of: participant, to: role)
    }

    private func settingRole(of participant: ParticipantHandle, to role: Role) -> [TopicEvent] {
        let own = Room.personalTopic(of: participant)
        return [
            TopicEvent(Room.rosterTopic, .roster(event: .roleSet(participant: participant, role: role))),
            TopicEvent(own, .personal(event: .roleSet(role: role)), by: .room),
        ]
    }

    private func granting(
        _ participant: ParticipantHandle, _ right: Right, _ page: PageRef?, _ actor: Actor
    ) throws(Rejection) -> TopicEvent {
        _ = try other(participant, actor)
        var topic: TopicHandle?
        if let page { topic = try resolve(page, actor) }
        let grants = core.room.grants
        guard !grants.contains(Grant(participant: participant, right: right, page: topic)) else { throw .alreadySo }
        guard grants.count < WireLimits.grantLimit else { throw .tooMany }
        return TopicEvent(Room.coreTopic, .grant(event: .granted(participant: participant, right: right, page: topic)))
    }

    private func removal(_ participant: ParticipantHandle, _ ban: Bool, _ actor: Actor) throws(Rejection)
        -> [TopicEvent]
    {
        let person = try subordinate(participant, actor)
        guard person.here || person.banned != ban else { throw .alreadySo }
        let removed = TopicEvent(
            Room.rosterTopic, .roster(event: .removed(participant: participant, ban: ban || person.banned)))
        let lowered = TopicEvent(Room.coreTopic, .hand(event: .lowered(participant: participant)))
        // Whoever helped or taught and is sent out comes back as a student: what the house gives is given anew then.
        let demoted = core.rights(of: person.role).moderate ? settingRole(of: participant, to: .student) : []
        return (core.isUp(participant) ? [lowered] : []) + ending(participant) { _ in true } + demoted + [removed]
    }
}
