import Wire

/// A room as a value: commands are decided on, events folded in. It knows no clock, no file and no connection.
///
/// Stamps and sequence numbers are its owner's: the host makes them, replicas get them.
public struct Room: Sendable {
    /// The room, its pages and rights.
    public internal(set) var core = RoomCore()
    /// Who is and was here.
    public internal(set) var roster = Roster()
    /// What lies on pages, by topic. Each grows: changed in place.
    var pages: [TopicHandle: Page] = [:]
    /// On which page a pen is down; follows from the pages.
    var contacts: [Contact: TopicHandle] = [:]
    /// Whose outbox is whose, as far as told.
    var owners: [OutboxHandle: ParticipantHandle] = [:]

    /// A pen of an outbox.
    struct Contact: Hashable {
        var outbox: OutboxHandle
        var contact: Int
    }

    /// Before `roomOpened`.
    public init() {}

    /// What opens a new room.
    public static func opening(name: String) -> [TopicEvent] {
        [TopicEvent(coreTopic, .room(event: .roomOpened(name: name)), by: .room)]
    }

    /// Folds one event in: the same on hosts, replicas and in recovery. Total: an event out of place changes nothing.
    public mutating func apply(_ event: Event, of topic: TopicHandle, stamp: EventStamp) {
        switch event {
        case .page(let event):
            pages[topic, default: Page()].apply(event, stamp)
            follow(event, of: topic, stamp.author)
        case .room(let event): core.apply(event, stamp)
        case .grant(let event): core.apply(event)
        case .roster(let event): roster.apply(event, stamp)
        case .hand, .poll, .quiz, .chat, .question, .staff, .personal, .lab, .ballot: break
        }
    }

    /// Says who writes under an outbox, so that all of a person's outboxes count as the person's own. Not part of any topic.
    public mutating func learn(_ outbox: OutboxHandle, of participant: ParticipantHandle) { owners[outbox] = participant }

    /// What lies on a page.
    public func page(_ topic: TopicHandle) -> Page? {
        if let page = pages[topic] { return page }
        return core.page(topic) == nil ? nil : Page()
    }

    /// Keeps `contacts` as the pages have it.
    private mutating func follow(_ event: PageEvent, of topic: TopicHandle, _ author: OutboxHandle) {
        switch event {
        case .strokeBegan(let contact, _, _), .strokeContinued(let contact, _), .strokeEnded(let contact),
            .strokeCancelled(let contact):
            let key = Contact(outbox: author, contact: contact)
            let isOpen = pages[topic]?.openIndex(author, contact) != nil
            if isOpen {
                if contacts[key] != topic { contacts[key] = topic }
            } else if contacts[key] == topic {
                contacts[key] = nil
            }
        default: break
        }
    }
}
