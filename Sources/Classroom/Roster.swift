import OrderedCollections
import Wire

/// Everybody who is or was here, in the order of first joining. The fold of its events.
public struct Roster: Equatable, Sendable {
    private var entries: OrderedDictionary<ParticipantHandle, RosterEntry> = [:]
    /// How many are connected.
    public private(set) var presentCount = 0
    /// Of them in the hall.
    public private(set) var hallCount = 0
    /// Of them far away.
    public private(set) var remoteCount = 0

    /// Nobody.
    public init() {}

    init(_ state: RosterState) {
        for person in state.people {
            entries[person.participant] = person
            count(person, 1)
        }
    }

    /// As a snapshot says it.
    public var state: RosterState { RosterState(people: Array(entries.values)) }

    /// How many are or were here.
    public var count: Int { entries.count }

    /// Somebody who is or was here.
    public subscript(participant: ParticipantHandle) -> RosterEntry? { entries[participant] }

    /// The handle of the next newcomer; nil when there are as many as there may be.
    var nextParticipant: ParticipantHandle? {
        guard entries.count < Room.personLimit else { return nil }
        return ParticipantHandle((entries.keys.last?.number ?? 0) + 1)
    }

    /// Folds one event in. Total: an event about nobody known changes nothing.
    mutating func apply(_ event: RosterEvent, _ stamp: EventStamp) {
        switch event {
        case .joined(let participant, let role, let place, let device, let name):
            let before = entries[participant]
            if let before { count(before, -1) }
            let person = RosterEntry(
                participant: participant, role: role, place: place, device: device, here: true,
                banned: before?.banned ?? false, since: stamp.time, name: name)
            entries[participant] = person
            count(person, 1)
        case .left(let participant): change(participant) { ($0.here, $0.since) = (false, stamp.time) }
        case .renamed(let participant, let name): change(participant) { $0.name = name }
        case .roleSet(let participant, let role): change(participant) { $0.role = role }
        case .sat(let participant, let place): change(participant) { $0.place = place }
        case .removed(let participant, let ban):
            change(participant) { ($0.here, $0.since, $0.banned) = (false, stamp.time, ban) }
        case .admitted(let participant): change(participant) { $0.banned = false }
        case .interrupted: break
        }
    }

    private mutating func change(_ participant: ParticipantHandle, _ change: (inout RosterEntry) -> Void) {
        guard var person = entries[participant] else { return }
        count(person, -1)
        change(&person)
        count(person, 1)
        entries[participant] = person
    }

    /// Keeps the counts as the entries have it.
    private mutating func count(_ person: RosterEntry, _ step: Int) {
        guard person.here else { return }
        presentCount += step
        switch person.place {
        case .hall: hallCount += step
        case .remote: remoteCount += step
        case .unknown: break
        }
    }
}
