import Wire

/// What waits for the tick beside events: who is told that commands are stored, and signals. The first news after a pause leave at once;
/// after that, one tick apart.
struct TickState {
    /// Whether there is something to publish.
    var isWaiting = false
    private var last: Milliseconds?
    private var stored: [OutboxHandle: StoredNews] = [:]
    private var signals: [OutboxHandle: [Int: Signal]] = [:]
    /// In the order of first giving.
    private var givers: [OutboxHandle] = []
    /// Who is writing a line, by the topic in which it will be.
    private var typing: [TopicHandle: Set<OutboxHandle>] = [:]

    func isDue(_ now: Milliseconds, _ tick: Int) -> Bool { deadline(tick).map { $0 <= now } ?? false }

    /// When to publish; nil when there is nothing.
    func deadline(_ tick: Int) -> Milliseconds? { isWaiting ? (last ?? -tick) + tick : nil }

    mutating func didTick(_ now: Milliseconds) { (last, isWaiting) = (now, false) }

    mutating func add(_ news: [OutboxHandle: StoredNews]) {
        stored.merge(news) { old, new in
            var both = new
            both.topics.formUnion(old.topics)
            both.isVisible = old.isVisible && new.isVisible
            return both
        }
    }

    mutating func takeStored() -> [StoredNews] {
        defer { stored = [:] }
        return stored.values.sorted { $0.outbox < $1.outbox }
    }

    /// A newer signal takes the place of an older one of the same kind (rule G1).
    mutating func give(_ signal: Signal, by outbox: OutboxHandle) {
        if signals[outbox] == nil { givers.append(outbox) }
        signals[outbox, default: [:]][signal.slot] = signal
        isWaiting = true
    }

    mutating func give(typing topic: TopicHandle, by outbox: OutboxHandle) {
        typing[topic, default: []].insert(outbox)
        isWaiting = true
    }

    mutating func takeTyping() -> [(topic: TopicHandle, message: SharedMessage)] {
        defer { typing = [:] }
        return typing.sorted { $0.key < $1.key }.compactMap { topic, outboxes in
            let entries = outboxes.sorted().prefix(1_024).map {
                SignalEntry(from: $0, signal: .typing(topic: topic))
            }
            return (try? SharedMessage(.signals(entries: entries))).map { (topic, $0) }
        }
    }

    mutating func takeSignals() -> SharedMessage? {
        guard !givers.isEmpty else { return nil }
        defer { (givers, signals) = ([], [:]) }
        let entries = givers.flatMap { outbox in
            (signals[outbox] ?? [:]).sorted { $0.key < $1.key }.map { SignalEntry(from: outbox, signal: $0.value) }
        }
        return try? SharedMessage(.signals(entries: Array(entries.suffix(1_024))))
    }
}

extension Signal {
    /// Signals of one slot take each other's place.
    fileprivate var slot: Int {
        switch self {
        case .pointer, .pointerGone: 0
        case .looking: 1
        case .typing, .reaction, .pace: 2  // not kept here
        }
    }
}
