import Wire

extension Room {
    /// The room, its pages and rights (R1).
    public static let coreTopic: TopicHandle = 0
    /// Who is and was here.
    public static let rosterTopic: TopicHandle = 1
    /// How many are here: a view.
    public static let countsTopic: TopicHandle = 2
    /// Whether the server stores what it gets: a view.
    public static let houseTopic: TopicHandle = 3
    /// The page that every room has first.
    public static let firstPageTopic: TopicHandle = 4

    /// What only `who` may read. Its handle follows from the person's, from the greatest down: no event has to open it (R5).
    public static func personalTopic(of who: ParticipantHandle) -> TopicHandle { TopicHandle(65_536 - who.number) }

    /// Whether a topic is somebody's own.
    public static func isPersonal(_ topic: TopicHandle) -> Bool { topic.number > lastTopic }

    /// Whose a personal topic is; nil for other topics.
    static func person(of topic: TopicHandle) -> ParticipantHandle? {
        isPersonal(topic) ? ParticipantHandle(65_536 - topic.number) : nil
    }

    /// People whom a room can have; the handles of all other topics are below theirs.
    static let personLimit = 60_000
    static let lastTopic = 65_535 - personLimit

    /// What a topic holds; nil when there is none.
    public func kind(of topic: TopicHandle) -> TopicKind? {
        if let who = Room.person(of: topic) { return roster[who] == nil ? nil : .personal }
        if let machine = machine(of: topic) { return machine.screen == topic ? .screen : .metrics }
        return core.kind(of: topic)
    }

    /// The topic of a kind that every room has once.
    public func topic(of kind: TopicKind) -> TopicHandle? { core.room.topics.first { $0.topicKind == kind }?.topic }

    /// All log topics with something in them, the core first.
    public var logTopics: [TopicHandle] {
        let others = core.room.topics.filter(\.topicKind.isLog).map(\.topic)
        let boxes = core.state.polls.polls.map(\.ballots)
        return [Room.coreTopic] + others + core.room.pages.map(\.topic) + boxes
            + personal.keys.map(Room.personalTopic).sorted()
    }

    /// The state of a log topic that is no page, as its snapshot says it; nil where there is none. A replica that has no core yet tells the kind.
    func state(of topic: TopicHandle, as kind: TopicKind? = nil) -> TopicState? {
        switch kind ?? self.kind(of: topic) {
        case .core: .core(core.state)
        case .roster: .roster(roster.state)
        case .chat: .chat(chat.state)
        case .questions: .questions(questions.state)
        case .staff: .staff(staff.state)
        case .personal: .personal((Room.person(of: topic).flatMap { personal[$0] } ?? Personal()).state)
        case .ballots: .ballots((ballots[topic] ?? BallotBox()).state)
        case .lab: .lab((labs[topic] ?? OpenLab()).state)
        case .page, .counts, .tally, .pace, .screen, .metrics, .leaderboard, .attendance, .house, nil: nil
        }
    }

    /// Takes the state of a log topic that is no page in place of what there is of it.
    mutating func put(_ snapshot: Snapshot, of topic: TopicHandle) {
        switch snapshot.state {
        case .core(let state):
            core = RoomCore(state)
            findAbsentees()
        case .roster(let state):
            roster = Roster(state)
            findAbsentees()
        case .chat(let state): chat = Chat(state)
        case .questions(let state): questions = Questions(state, snapshot.context)
        case .staff(let state): staff = Staff(state)
        case .personal(let state): if let who = Room.person(of: topic) { personal[who] = Personal(state) }
        case .ballots(let state): ballots[topic] = BallotBox(state)
        case .lab(let state):
            labs[topic] = OpenLab(state)
            findAbsentees()
        case .page: break
        }
    }

    /// Whether a person may read a topic now.
    public func mayFollow(_ topic: TopicHandle, _ who: ParticipantHandle) -> Bool {
        guard let person = roster[who], !person.banned, let kind = kind(of: topic) else { return false }
        switch kind {
        case .core, .page, .roster, .counts, .chat, .questions, .lab, .screen, .leaderboard, .metrics, .tally:
            return true
        case .house, .staff, .attendance, .pace: return mayModerate(who)
        case .personal: return Room.person(of: topic) == who
        case .ballots:
            switch ballotReaders(of: topic) {
            case .nobody: return false
            case .staff: return mayModerate(who)
            case .everybody: return true
            }
        }
    }

    /// Who may read a poll's box of votes, by what those who answer were told (R9).
    public func ballotReaders(of topic: TopicHandle) -> TopicReaders {
        guard let poll = core.poll(of: topic), poll.ballots == topic else { return .nobody }
        switch poll.content.rules.secrecy {
        case .anonymous: return .nobody
        case .staff: return .staff
        case .named: return poll.isTallyOpen && !poll.hidden ? .everybody : .staff
        }
    }
}

/// Whose eyes a topic is for.
public enum TopicReaders: Hashable, Sendable {
    /// Nobody's: it is kept, and counted.
    case nobody
    /// Of those who teach or moderate.
    case staff
    /// Of everybody in the room.
    case everybody
}

extension TopicKind {
    /// Whether it is a log topic: the others are views.
    public var isLog: Bool { rawValue < TopicKind.counts.rawValue }
}
