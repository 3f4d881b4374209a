import Wire

extension Room {
    /// The topics that every room has.
    public static let coreTopic: TopicHandle = 0
    public static let rosterTopic: TopicHandle = 1
    public static let countsTopic: TopicHandle = 2
    public static let houseTopic: TopicHandle = 3
    public static let firstPageTopic: TopicHandle = 4

    /// What a topic holds; nil when there is none.
    public func kind(of topic: TopicHandle) -> TopicKind? { core.kind(of: topic) }

    /// All log topics, the core first.
    public var logTopics: [TopicHandle] {
        let others = core.room.topics.filter(\.topicKind.isLog).map(\.topic)
        return [Room.coreTopic] + others + core.room.pages.map(\.topic)
    }

    /// Whether a person may read a topic now.
    public func mayFollow(_ topic: TopicHandle, _ who: ParticipantHandle) -> Bool {
        guard let person = roster[who], !person.banned, let kind = kind(of: topic) else { return false }
        switch kind {
        case .core, .page, .roster, .counts, .pace, .chat, .questions, .lab, .screen, .leaderboard, .metrics, .tally: return true
        case .house, .staff, .attendance: return rights(of: who).moderate || rights(of: who).teach
        case .personal, .ballots: return false
        }
    }
}

extension TopicKind {
    /// Whether it is a log topic: the others are views.
    public var isLog: Bool { rawValue < TopicKind.counts.rawValue }
}
