import Wire

extension Room {
    /// How many are here and how many hands are up. Everybody gets it: its bytes do not grow with the number of people.
    public var counts: CountsView {
        let hands = min(core.hands.hands.count + core.hands.hall, 1_048_575)
        return CountsView(
            present: roster.presentCount, hall: roster.hallCount, remote: roster.remoteCount, hands: hands,
            questions: questions.openCount,
            voted: votedCount)
    }
}

extension Event {
    /// Whether it changes what is counted.
    public var changesCounts: Bool {
        switch self {
        case .hand, .question, .poll, .quiz, .ballot, .staff(.quizAnswered): true
        case .roster(.joined), .roster(.left), .roster(.removed), .roster(.sat), .roster(.roleSet): true
        case .roster, .page, .room, .grant, .chat, .staff, .personal, .lab: false
        }
    }

    /// Whether it changes which words wait for approval.
    public var changesWords: Bool {
        switch self {
        case .ballot, .poll: true
        case .roster, .page, .room, .grant, .hand, .chat, .question, .quiz, .staff, .personal, .lab: false
        }
    }
}
