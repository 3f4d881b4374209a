import Wire

/// Who asks for something, and from which tab. What the person may do is looked up in the room.
public struct Actor: Hashable, Sendable {
    /// The person.
    public var participant: ParticipantHandle
    /// The outbox whose commands these are: names of what they make begin with it.
    public var outbox: OutboxHandle

    /// Each field is described where it is declared.
    public init(participant: ParticipantHandle, outbox: OutboxHandle) {
        self.participant = participant
        self.outbox = outbox
    }
}
