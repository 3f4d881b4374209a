import Wire

extension Room {
    /// Of the queue of hands (R6).
    func decide(_ command: HandCommand, by actor: Actor, at moment: Moment) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .raise:
            try require(.ask, actor)
            guard !core.isUp(actor.participant) else { throw .alreadySo }
            guard core.state.hands.hands.count < WireLimits.handLimit else { throw .tooMany }
            return [hand(.raised(participant: actor.participant))]
        case .lower(let participant):
            let participant = participant ?? actor.participant
            if participant != actor.participant { try requireModeration(actor) }
            guard core.isUp(participant) else { throw .alreadySo }
            return [hand(.lowered(participant: participant))]
        case .lowerAll:
            try requireModeration(actor)
            guard !core.state.hands.hands.isEmpty || core.state.hands.hall > 0 else { throw .alreadySo }
            return [hand(.allLowered)]
        case .callOn(let participant):
            try requireModeration(actor)
            guard let person = roster[participant], !person.banned else { throw .noSuchParticipant }
            return [hand(.calledOn(participant: participant, picked: false))]
        case .pick:
            try requireModeration(actor)
            guard let participant = picked(by: moment.chance) else { throw .noSuchParticipant }
            return [hand(.calledOn(participant: participant, picked: true))]
        case .countHall(let count):
            try requireModeration(actor)
            guard core.state.hands.hall != count else { throw .alreadySo }
            return [hand(.hallCounted(count: count))]
        }
    }

    /// Somebody by fair chance: of those whose hand is up, else of all students who are here; those not yet heard first.
    private func picked(by chance: UInt64) -> ParticipantHandle? {
        let up = core.state.hands.hands.map(\.participant)
        let here = roster.state.people.filter { $0.here && $0.role == .student }.map(\.participant)
        let asked = up.isEmpty ? here : up
        let heard = Set(core.state.hands.heard)
        let fresh = asked.filter { !heard.contains($0) }
        let candidates = fresh.isEmpty ? asked : fresh
        guard !candidates.isEmpty else { return nil }
        return candidates[Int(chance % UInt64(candidates.count))]
    }

    private func hand(_ event: HandEvent) -> TopicEvent { TopicEvent(Room.coreTopic, .hand(event: event)) }
}
