import Wire

extension Room {
    /// Somebody connects.
    /// - Parameters:
    ///   - known: who it is, if the device was here before.
    ///   - name: for a newcomer; otherwise a new name, or empty.
    ///   - role: what the sign-in or ticket that was presented makes of the person, for as long as it is. Without one, roles that only the house
    ///     gives are no more; what was given in the room stays.
    /// - Returns: who it is, and what happens: nothing if the person is here already and nothing changes.
    public func joining(
        _ known: ParticipantHandle?, name: String, device: Device, place: Place, role: Role?, at: Milliseconds
    ) throws(Denial) -> (ParticipantHandle, [TopicEvent]) {
        guard let known, let person = roster[known] else {
            return try newcomer(name: name, device: device, place: place, role: role)
        }
        guard !person.banned else { throw .banned }
        var next = person
        if !name.isEmpty { next.name = try checked(name) }
        next.role = role ?? (Room.isOfTheHouse(person.role) ? .student : person.role)
        next.device = device
        if place != .unknown { next.place = place }
        next.here = true
        return (known, next == person ? [] : [joined(next)])
    }

    /// Somebody's last connection is gone.
    public func leaving(_ who: ParticipantHandle) -> [TopicEvent] {
        guard roster[who]?.here == true else { return [] }
        return [TopicEvent(Room.rosterTopic, .roster(event: .left(participant: who)), by: .room)]
    }

    /// The server begins again, after it ended while people were here.
    public func resuming(since last: Milliseconds) -> [TopicEvent] {
        guard roster.presentCount > 0 else { return machinesLost }
        return machinesLost + [TopicEvent(Room.rosterTopic, .roster(event: .interrupted(since: last)), by: .room)]
    }

    /// An outbox is gone: its pens are up.
    public func closing(_ outbox: OutboxHandle) -> [TopicEvent] {
        (0...3).compactMap { contact in
            contacts[Contact(outbox: outbox, contact: contact)].map { page in
                TopicEvent(page, .page(event: .strokeEnded(contact: contact)), by: .outbox(outbox))
            }
        }
    }

    /// Whether a role is given by the house alone, and for each connection anew.
    private static func isOfTheHouse(_ role: Role) -> Bool {
        switch role {
        case .owner, .screen: true
        case .student, .observer, .assistant, .lecturer: false
        }
    }

    private func newcomer(name: String, device: Device, place: Place, role: Role?) throws(Denial) -> (
        ParticipantHandle, [TopicEvent]
    ) {
        guard !core.room.locked || role != nil else { throw .roomLocked }
        guard name.contains(where: { !$0.isWhitespace }) else { throw .nameNeeded }
        let name = try checked(name)
        guard let participant = roster.nextParticipant else { throw .roomFull }
        let person = RosterEntry(
            participant: participant, role: role ?? .student, place: place, device: device, here: true, banned: false,
            since: 0,
            name: name)
        return (participant, [joined(person)])
    }

    private func joined(_ person: RosterEntry) -> TopicEvent {
        let event = RosterEvent.joined(
            participant: person.participant, role: person.role, place: person.place, device: person.device,
            name: person.name)
        return TopicEvent(Room.rosterTopic, .roster(event: event), by: .room)
    }

    private func checked(_ name: String) throws(Denial) -> String {
        guard let name = NameText(trimming: name), !name.text.isEmpty else { throw .badName }
        return name.text
    }
}
