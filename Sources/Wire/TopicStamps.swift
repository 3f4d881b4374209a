/// What every replica of a log topic knows of the events so far, so that the stamp of the next one can leave it out
/// (rules T3 to T5). A value like any other state: the fold of the topic's stamps.
public struct TopicStamps: Hashable, Sendable {
    /// When the last event happened; 0 before the first.
    public private(set) var time: Milliseconds = 0
    /// Who made the last event; the room before the first.
    public private(set) var author = OutboxHandle(0)
    /// The last counter of each outbox that made an event. Grows: mutated in place.
    public private(set) var counters: [OutboxHandle: Counter] = [:]

    /// Before the first event.
    public init() {}

    /// As a snapshot says.
    public init(_ context: StampContext) {
        time = context.time
        author = context.author
        for entry in context.counters { counters[entry.outbox] = entry.counter }
    }

    /// As a snapshot says it: counters ascending by outbox.
    public var context: StampContext {
        let entries = counters.map { OutboxCounter(outbox: $0.key, counter: $0.value) }
        return StampContext(time: time, author: author, counters: entries.sorted { $0.outbox < $1.outbox })
    }

    /// The short form of the next event's stamp. A time before the last event's counts as that one's.
    public mutating func shorten(_ stamp: EventStamp) -> Stamp {
        let elapsed = max(0, stamp.time - time)
        let short = Stamp(
            elapsed: elapsed == 0 ? nil : elapsed,
            author: stamp.author == author ? nil : stamp.author,
            counter: CounterStep(to: stamp.counter, after: counters[stamp.author] ?? 0))
        time += elapsed
        author = stamp.author
        counters[author] = stamp.counter
        return short
    }

    /// The next event's stamp in full.
    /// - Throws: `.outOfRange` when its time or counter cannot be; nothing is changed then.
    public mutating func complete(_ stamp: Stamp) throws(WireError) -> EventStamp {
        let author = stamp.author ?? author
        let counter = stamp.counter.counter(after: counters[author] ?? 0)
        let time = time + (stamp.elapsed ?? 0)
        guard (1...TopicStamps.counterMax).contains(counter), time <= TopicStamps.timeMax else { throw .outOfRange }
        (self.time, self.author) = (time, author)
        counters[author] = counter
        return EventStamp(time: time, author: author, counter: counter)
    }

    private static let counterMax = 4_294_967_295
    private static let timeMax = 1_099_511_627_775
}
