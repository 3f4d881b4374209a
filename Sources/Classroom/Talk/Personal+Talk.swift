import Wire

extension Personal {
    /// One's own questions, and those that one wants to know, too.
    mutating func applyTalk(_ event: PersonalEvent, _ stamp: EventStamp) {
        switch event {
        case .questionKept(let shown):
            guard let shown, !state.asked.contains(shown) else { return }
            if state.asked.count >= WireLimits.listLimit { state.asked.removeFirst() }
            state.asked.append(shown)
        case .questionVoted(let question, let up):
            state.questions.removeAll { $0 == question }
            if up { state.questions.append(question) }
        case .calledOn, .voted, .quizAnswered, .quizAsked, .quizScored, .quizExplained, .roleSet: break
        }
    }
}
