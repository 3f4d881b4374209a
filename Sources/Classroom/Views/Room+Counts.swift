import Wire

extension Room {
    /// How many are here and how many hands are up. Everybody gets it: its bytes do not grow with the number of people.
    public var counts: CountsView {
        var (hall, remote, present) = (0, 0, 0)
        for person in roster.state.people where person.here {
            present += 1
            switch person.place {
            case .hall: hall += 1
            case .remote: remote += 1
            case .unknown: break
            }
        }
        let hands = min(core.hands.hands.count + core.hands.hall, 1_048_575)
        return CountsView(
            present: present, hall: hall, remote: remote, hands: hands, questions: questions.openCount,
            voted: votedCount)
    }
}

extension Event {
    /// Whether it changes what is counted.
    public var changesCounts: Bool {
        switch self {
        case .hand, .question, .poll, .quiz, .ballot, .staff(.quizAnswered): true
        case .roster(.joined), .roster(.left), .roster(.removed), .roster(.sat): true
        case .roster, .page, .room, .grant, .chat, .staff, .personal, .lab: false
        }
    }
}
