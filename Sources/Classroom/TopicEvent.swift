import Wire

/// What was decided to happen in one topic. The host gives it a sequence number and a stamp.
public struct TopicEvent: Hashable, Sendable {
    /// Whose event it is in the stamp.
    public enum Author: Hashable, Sendable {
        /// The one whose command was decided on; the stamp's counter is the command's.
        case actor
        /// The room itself (outbox 0): its counter in that topic goes up by one.
        case room
        /// An outbox that asked for nothing now, such as one whose open stroke is ended for it: its last counter in that topic again.
        case outbox(OutboxHandle)
    }

    /// Where.
    public var topic: TopicHandle
    /// What.
    public var event: Event
    /// Who.
    public var author: Author

    /// Something that the actor does.
    public init(_ topic: TopicHandle, _ event: Event, by author: Author = .actor) {
        (self.topic, self.event, self.author) = (topic, event, author)
    }
}
