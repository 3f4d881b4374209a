import Wire

/// What a relay tells the host of its room.
public enum HostMessage: Sendable {
    /// Somebody wants to be let in; answered with `.admitted` or `.denied`.
    case join(SessionID, JoinRequest)
    /// Commands of a session's outbox, or (`outbox` given) of an orphan that it has adopted.
    /// `roundTrip`: as long as it took there and back lately, in milliseconds.
    case commands(SessionID, outbox: OutboxHandle?, [CommandEntry], roundTrip: Milliseconds)
    /// Takes over the outbox of a tab that was closed.
    case adopt(SessionID, OutboxID)
    /// Something that is true now.
    case signal(SessionID, Signal)
    /// Asks how people are called.
    case names(SessionID, [ParticipantHandle])
    /// Keystrokes into a machine, the last of them with its number on that connection.
    case keys(SessionID, ItemName, KeyNumber, [UInt8])
    /// Asks for lines that left a machine's screen.
    case lines(SessionID, ItemName, first: Int, count: Int)
    /// The connection is gone, over which its client was last heard at `heard`.
    case leave(SessionID, heard: Milliseconds)
    /// The relay wants a topic's state and its news from then on; answered with `.image`, at once or when it is made.
    case follow(TopicHandle)
    /// The relay has no session any more that follows the topic.
    case unfollow(TopicHandle)
}

/// What is known of somebody at the door.
public struct JoinRequest: Sendable {
    /// What rode on the upgrade request.
    public var hello: Hello
    /// Who it is, as 32 bytes: of the device's cookie and, where one was presented, of what gives the role.
    public var device: [UInt8]
    /// What the sign-in or ticket makes of the person; nil without one.
    public var role: Role?
    /// Whether only who was here before is let in: the code is a former one.
    public var isForKnown = false

    /// Each field is described where it is declared.
    public init(hello: Hello, device: [UInt8], role: Role? = nil) {
        (self.hello, self.device, self.role) = (hello, device, role)
    }
}
