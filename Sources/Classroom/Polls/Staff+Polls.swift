import Wire

extension Staff {
    /// Drafts: what was asked and the right answer stay with those who teach for good.
    mutating func applyPolls(_ event: StaffEvent, _ stamp: EventStamp) {
        switch event {
        case .pollDrafted(let poll, let content, let key, let explanation):
            let draft = PollDraft(
                name: poll.name(seenFrom: stamp.author), content: content, key: key, explanation: explanation)
            if let index = state.drafts.firstIndex(where: { $0.name == draft.name }) {
                state.drafts[index] = draft
            } else {
                state.drafts.append(draft)
            }
        case .pollDiscarded(let poll):
            let name = poll.name(seenFrom: stamp.author)
            state.drafts.removeAll { $0.name == name }
        case .quizDrafted, .quizDiscarded, .quizAnswered, .questionAsked, .questionShown, .questionDismissed, .said,
            .keysTyped:
            break
        }
    }

    /// A draft, started or not.
    func draft(_ name: ItemName) -> PollDraft? { state.drafts.first { $0.name == name } }
}
