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
    /// What everybody said.
    public internal(set) var chat = Chat()
    /// What was asked and is shown.
    public internal(set) var questions = Questions()
    /// What only those who teach may read.
    public internal(set) var staff = Staff()
    /// What only one person may read.
    public internal(set) var personal: [ParticipantHandle: Personal] = [:]
    /// Votes, by topic. Each grows: changed in place.
    public internal(set) var ballots: [TopicHandle: BallotBox] = [:]
    /// Machines that are operated together, by topic. Each grows: changed in place.
    public internal(set) var labs: [TopicHandle: OpenLab] = [:]
    /// Kinds of machines that the house has. Its owner says them; part of no topic.
    public var templates: [LabTemplate] = []
    /// On which page a pen is down; follows from the pages.
    var contacts: [Contact: TopicHandle] = [:]
    /// Whose outbox is whose, as far as told.
    var owners: [OutboxHandle: ParticipantHandle] = [:]

    /// Who is away and holds something; follows from core and roster.
    var absentees = Absentees()

    /// A pen of an outbox.
    struct Contact: Hashable {
        var outbox: OutboxHandle
        var contact: Int
    }

    /// Before `roomOpened`.
    public init() {}

    /// What opens a new room.
    public static func opening(name: String) -> [TopicEvent] {
        let opened = TopicEvent(coreTopic, .room(event: .roomOpened(name: name)), by: .room)
        var room = Room()
        room.apply(opened.event, of: coreTopic, stamp: EventStamp(time: 0, author: 0, counter: 1))
        return [opened] + room.furnishing
    }

    /// Topics that every room has and this one lacks: it is new, or from before there were such.
    public var furnishing: [TopicEvent] {
        let kinds: [TopicKind] = [.chat, .questions, .staff, .pace, .attendance]
        guard let next = nextTopic, !core.room.pages.isEmpty else { return [] }
        return kinds.filter { topic(of: $0) == nil }.enumerated().map { index, kind in
            let opened = RoomEvent.topicOpened(topic: TopicHandle(next.number + index), topicKind: kind, item: nil)
            return TopicEvent(Room.coreTopic, .room(event: opened), by: .room)
        }
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
        case .hand(let event): core.apply(event, stamp)
        case .poll(let event): core.apply(event, stamp)
        case .quiz(let event): core.apply(event, stamp)
        case .chat(let event): chat.apply(event, stamp)
        case .question(let event): questions.apply(event, stamp)
        case .staff(let event): staff.apply(event, stamp)
        case .personal(let event):
            if let who = Room.person(of: topic) { personal[who, default: Personal()].apply(event, stamp) }
        case .ballot(let event): ballots[topic, default: BallotBox()].apply(event, stamp)
        case .lab(let event): labs[topic, default: OpenLab()].apply(event, stamp)
        }
        followAbsence(event)
    }

    /// Says who writes under an outbox, so that all of a person's outboxes count as the person's own. Not part of any topic.
    public mutating func learn(_ outbox: OutboxHandle, of participant: ParticipantHandle) {
        owners[outbox] = participant
    }

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
