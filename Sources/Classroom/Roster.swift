import OrderedCollections
import Wire

/// Everybody who is or was here, in the order of first joining. The fold of its events.
public struct Roster: Equatable, Sendable {
    private var entries: OrderedDictionary<ParticipantHandle, RosterEntry> = [:]

    /// Nobody.
    public init() {}

    init(_ state: RosterState) { for person in state.people { entries[person.participant] = person } }

    /// As a snapshot says it.
    public var state: RosterState { RosterState(people: Array(entries.values)) }

    /// How many are or were here.
    public var count: Int { entries.count }

    /// How many are connected.
    public var presentCount: Int { entries.values.reduce(0) { $0 + ($1.here ? 1 : 0) } }

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
            entries[participant] = RosterEntry(
                participant: participant, role: role, place: place, device: device, here: true,
                banned: entries[participant]?.banned ?? false, since: stamp.time, name: name)
        case .left(let participant): leave(participant, stamp)
        case .renamed(let participant, let name): entries[participant]?.name = name
        case .roleSet(let participant, let role): entries[participant]?.role = role
        case .sat(let participant, let place): entries[participant]?.place = place
        case .removed(let participant, let ban):
            leave(participant, stamp)
            entries[participant]?.banned = ban
        case .admitted(let participant): entries[participant]?.banned = false
        }
    }

    private mutating func leave(_ participant: ParticipantHandle, _ stamp: EventStamp) {
        entries[participant]?.here = false
        entries[participant]?.since = stamp.time
    }
}
