import Wire

extension Staff {
    /// Questions with those who asked, and the chat of those who teach.
    mutating func applyTalk(_ event: StaffEvent, _ stamp: EventStamp) {
        switch event {
        case .questionAsked(let participant, let anonymous, let shown, let text):
            let asked = AskedBy(
                name: stamp.name, participant: participant, anonymous: anonymous, shown: shown, text: text)
            state.questions.append(asked)
        case .questionShown(let question, let shown):
            let name = question.name(seenFrom: stamp.author)
            guard let index = state.questions.firstIndex(where: { $0.name == name }) else { return }
            state.questions[index].shown = shown
        case .questionDismissed(let question):
            let name = question.name(seenFrom: stamp.author)
            state.questions.removeAll { $0.name == name }
        case .said(let participant, let answers, let text):
            state.lines.add(ChatLine(participant, answers, text, stamp))
        case .pollDrafted, .pollDiscarded, .quizDrafted, .quizDiscarded, .quizAnswered, .keysTyped: break
        }
    }

    /// Who asked a question, by its name among those that are shown, or, while it waits, by its own.
    func asked(_ name: ItemName) -> AskedBy? { state.questions.first { ($0.shown ?? $0.name) == name } }
}
