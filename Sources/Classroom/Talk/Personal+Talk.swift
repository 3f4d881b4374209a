import Wire

extension Personal {
    /// One's own questions, and those that one wants to know, too.
    mutating func applyTalk(_ event: PersonalEvent, _ stamp: EventStamp) {
        switch event {
        case .questionWaits(let anonymous, let text):
            guard waiting(stamp.name) == nil else { return }
            let question = OwnWaiting(
                name: stamp.name, at: stamp.time, anonymous: anonymous, refused: false, text: text)
            state.waiting.append(question)
        case .questionGone(let question, let refused):
            guard let index = state.waiting.firstIndex(where: { $0.name == question }) else { return }
            guard refused else {
                state.waiting.remove(at: index)
                return
            }
            state.waiting[index].refused = true
            forgetRefused()
        case .questionKept(let shown, let waited):
            state.waiting.removeAll { $0.name == waited }
            guard !state.asked.contains(shown) else { return }
            if state.asked.count >= WireLimits.listLimit { state.asked.removeFirst() }
            state.asked.append(shown)
        case .questionVoted(let question, let up):
            state.questions.removeAll { $0 == question }
            if up { state.questions.append(question) }
        case .calledOn, .voted, .quizAnswered, .quizAsked, .quizScored, .quizExplained, .roleSet: break
        }
    }

    /// One's own question that is not shown.
    func waiting(_ name: ItemName) -> OwnWaiting? { state.waiting.first { $0.name == name } }

    /// The oldest go beyond as many as may wait.
    private mutating func forgetRefused() {
        guard state.waiting.count(where: \.refused) > Questions.ownLimit,
            let oldest = state.waiting.firstIndex(where: \.refused)
        else { return }
        state.waiting.remove(at: oldest)
    }
}
