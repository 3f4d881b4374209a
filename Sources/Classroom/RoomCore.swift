import Wire

/// The core of a room: its pages, topics, who may do what. The fold of its events (protocol/README.md, R1 to R4). Polls, quizzes and hands are in it, too.
public struct RoomCore: Equatable, Sendable {
    /// As a snapshot says it. Lists grow: changed in place.
    public internal(set) var state: CoreState

    /// Before the room was opened.
    public init() {
        let display = Display(code: false, hands: false, results: false, blank: false)
        let room = RoomState(
            name: "", locked: false, questionsWait: false, display: display, pages: [], topics: [], roles: [],
            grants: [])
        state = CoreState(
            room: room, hands: HandState(hands: [], hall: 0, heard: []), polls: PollState(polls: []),
            quizzes: QuizState(quizzes: []))
    }

    init(_ state: CoreState) { self.state = state }

    /// The room and its pages.
    public var room: RoomState { state.room }

    /// The polls that were opened.
    public var polls: [Poll] { state.polls.polls }

    /// The queue of hands.
    public var hands: HandState { state.hands }

    /// The page of a topic, removed or not.
    public func page(_ topic: TopicHandle) -> PageEntry? { state.room.pages.first { $0.topic == topic } }

    /// The page that a command added.
    func page(named name: ItemName) -> PageEntry? { state.room.pages.first { $0.name == name } }

    /// What a topic holds; nil when there is none.
    public func kind(of topic: TopicHandle) -> TopicKind? {
        if topic == Room.coreTopic { return .core }
        if page(topic) != nil { return .page }
        if let poll = poll(of: topic) { return poll.ballots == topic ? .ballots : .tally }
        return state.room.topics.first { $0.topic == topic }?.topicKind
            ?? quiz(of: topic).map { $0.tally == topic ? .tally : .leaderboard }
    }

    /// The handle of the next topic; nil when there are as many as there may be.
    var nextTopic: TopicHandle? {
        let pages = state.room.pages.reduce(Room.firstPageTopic.number) { max($0, $1.topic.number) }
        let topics = state.room.topics.reduce(pages) { max($0, $1.topic.number) }
        let polls = state.polls.polls.reduce(topics) { max($0, $1.ballots.number, $1.tally.number) }
        let last = state.quizzes.quizzes.reduce(polls) { max($0, $1.tally.number, $1.leaderboard.number) }
        // Room for the two of a poll or a quiz.
        return last + 2 <= Room.lastTopic ? TopicHandle(last + 1) : nil
    }

    /// What a role may do.
    func rights(of role: Role) -> Rights { state.room.roles.first { $0.role == role }?.rights ?? .none }
}
