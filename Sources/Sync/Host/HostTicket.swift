import Classroom
import Wire

/// What becomes durable with one write, and what may be said once it is.
struct HostTicket {
    var write: HostWrite
    /// The events, for the tick after the commit.
    var events: [(topic: TopicHandle, entry: Entry, byteCount: Int)] = []
    /// Messages that wait for the commit.
    var answers: [(message: RelayMessage, relay: RelayID)] = []
    /// What is to be done with machines: nothing is lost with them that a crash would bring back to the lesson.
    var orders: [MachineOrder] = []
    /// Commands of sessions, for `StoredNews`.
    var stored: [OutboxHandle: StoredNews] = [:]
    /// Outboxes that changed.
    var outboxes: Set<OutboxHandle> = []
    /// Whose role or rights are others once this is on disk.
    var newRights = NewRights()
    /// About how much it takes in memory.
    var byteCount = 0

    init(number: Int) { write = HostWrite(number: number) }

    var isEmpty: Bool { write.isEmpty && outboxes.isEmpty && answers.isEmpty && events.isEmpty && orders.isEmpty }

    /// Says something once this is on disk.
    mutating func answer(_ message: RelayMessage, to relay: RelayID) {
        answers.append((message, relay))
        byteCount += 256
    }

    /// Notes that a session's command, with events in `topics`, is in this write.
    mutating func note(_ counter: Counter, of outbox: OutboxHandle, by session: SessionID, in topics: Set<TopicHandle>)
    {
        outboxes.insert(outbox)
        var news = stored[outbox] ?? StoredNews(session: session, outbox: outbox, counter: counter, topics: [])
        news.counter = counter
        // Commands without events are told of by `stored` alone: no topic shows them.
        news.isVisible = news.isVisible && !topics.isEmpty
        news.topics.formUnion(topics)
        stored[outbox] = news
    }
}

/// People whose role or rights change in a way that a welcome would tell of.
struct NewRights {
    private var isOfAll = false
    private var people: Set<ParticipantHandle> = []

    /// A grant that ends is no news: it only takes.
    mutating func take(_ event: Event) {
        switch event {
        case .grant(.granted(let who, _, _)), .roster(.roleSet(let who, _)), .roster(.admitted(let who)):
            people.insert(who)
        case .room(.roleAllowed): isOfAll = true
        case .grant, .roster, .room, .page, .hand, .poll, .quiz, .chat, .question, .staff, .personal, .lab, .ballot:
            break
        }
    }

    func includes(_ who: ParticipantHandle) -> Bool { isOfAll || people.contains(who) }
}
