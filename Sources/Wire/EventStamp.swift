/// Who made an event by which command, and when, said in full.
public struct EventStamp: Hashable, Sendable {
    /// Since the start of the room's journal.
    public var time: Milliseconds
    /// Whose command made the event; 0 when the room did.
    public var author: OutboxHandle
    /// Of that command, from 1.
    public var counter: Counter

    /// Each field is described where it is declared.
    public init(time: Milliseconds, author: OutboxHandle, counter: Counter) {
        self.time = time
        self.author = author
        self.counter = counter
    }
}
