import Wire

/// Who types: one at a time, who asks and waits, and who decides (R15).
extension Room {
    func askingKeyboard(_ ref: ItemRef, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab, machine) = try usable(ref, actor)
        let who = actor.participant
        guard machine.keyboard != .shared, machine.driver != who, !machine.queue.contains(who) else {
            throw .alreadySo
        }
        guard machine.keyboard == .queue || mayModerate(who) else { throw .keyboardLocked }
        // A keyboard that nobody holds, or who is gone, is there to be taken.
        guard machine.driver.map({ roster[$0]?.here == true }) ?? false else {
            let events = settling(who, at: ref, of: lab) + [.keyboardGiven(machine: ref, participant: who)]
            return events.map { TopicEvent(topic, .lab(event: $0)) }
        }
        guard machine.queue.count < WireLimits.listLimit else { throw .tooMany }
        let events = settling(who, at: ref, of: lab) + [.keyboardAsked(machine: ref, participant: who)]
        return events.map { TopicEvent(topic, .lab(event: $0)) }
    }

    func releasingKeyboard(_ ref: ItemRef, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab, machine) = try present(ref, actor)
        let events = leaving(machine, of: lab, actor.participant, seenFrom: actor.outbox)
        guard !events.isEmpty else { throw .alreadySo }
        return events.map { TopicEvent(topic, .lab(event: $0)) }
    }

    func givingKeyboard(_ ref: ItemRef, to who: ParticipantHandle?, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab, machine) = try present(ref, actor)
        guard mayModerate(actor.participant) || machine.driver == actor.participant else { throw .notDriver }
        guard machine.keyboard != .shared, machine.driver != who else { throw .alreadySo }
        if let who {
            guard roster[who] != nil else { throw .noSuchParticipant }
            // Those who teach give it to anybody who takes part; a driver to somebody of the group.
            let takesPart = mayModerate(actor.participant) ? rights(of: who).answer : mayUse(machine, of: lab, who)
            guard takesPart || mayModerate(who) else { throw .forbidden }
            guard machine.keyboard == .queue || mayModerate(who) else { throw .keyboardLocked }
        }
        return [TopicEvent(topic, .lab(event: .keyboardGiven(machine: ref, participant: who)))]
    }

    func rulingKeyboard(_ ref: ItemRef, _ rule: KeyboardRule, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab, machine) = try present(ref, actor)
        try requireModeration(actor)
        guard machine.keyboard != rule else { throw .alreadySo }
        var events = [LabEvent.keyboardRuled(machine: ref, keyboard: rule)]
        switch rule {
        case .queue:
            if machine.driver == nil, let next = next(machine, of: lab) {
                events.append(.keyboardGiven(machine: ref, participant: next))
            }
        case .locked:
            if let driver = machine.driver, !mayModerate(driver) {
                events.append(.keyboardGiven(machine: ref, participant: nil))
            }
        case .shared: break
        }
        return events.map { TopicEvent(topic, .lab(event: $0)) }
    }

    /// Somebody who stays away for too long holds no keyboard up.
    func leavingKeyboards(_ who: ParticipantHandle) -> [TopicEvent] {
        labs.sorted { $0.key < $1.key }.flatMap { topic, lab in
            lab.state.machines.flatMap { machine in
                leaving(machine, of: lab, who, seenFrom: 0).map { TopicEvent(topic, .lab(event: $0), by: .room) }
            }
        }
    }

    /// Whether somebody types or waits to.
    func holdsKeyboard(_ who: ParticipantHandle) -> Bool {
        labs.values.contains { $0.state.machines.contains { $0.driver == who || $0.queue.contains(who) } }
    }

    /// All who type or wait to.
    var keyboardHolders: [ParticipantHandle] {
        labs.values.flatMap { $0.state.machines.flatMap { $0.queue + ($0.driver.map { [$0] } ?? []) } }
    }

    /// The keyboard goes on to the first who waits and is here.
    private func leaving(_ machine: Machine, of lab: OpenLab, _ who: ParticipantHandle, seenFrom outbox: OutboxHandle)
        -> [LabEvent]
    {
        let ref = ItemRef(machine.name, seenFrom: outbox)
        guard machine.driver == who else {
            return machine.queue.contains(who) ? [.keyboardLeft(machine: ref, participant: who)] : []
        }
        let next = machine.keyboard == .queue ? next(machine, of: lab) : nil
        return [.keyboardGiven(machine: ref, participant: next)]
    }

    private func next(_ machine: Machine, of lab: OpenLab) -> ParticipantHandle? {
        machine.queue.first { roster[$0]?.here == true && mayUse(machine, of: lab, $0) }
    }
}
