import Wire

extension Personal {
    /// One's own votes: of each poll the last.
    mutating func applyPolls(_ event: PersonalEvent, _ stamp: EventStamp) {
        switch event {
        case .voted(let poll, _, let answer):
            let name = poll.name(seenFrom: stamp.author)
            state.votes.removeAll { $0.poll == name }
            guard answer != .nothing else { return }
            if state.votes.count >= WireLimits.pollLimit { state.votes.removeFirst() }
            state.votes.append(OwnVote(poll: name, answer: answer))
        case .quizAnswered, .quizAsked, .quizScored, .quizExplained, .questionKept, .questionWaits, .questionGone,
            .questionVoted,
            .calledOn, .roleSet:
            break
        }
    }
}
