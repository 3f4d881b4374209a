import Wire

extension RoomCore {
    /// Folds one event in (R9). Total: an event out of place changes nothing.
    mutating func apply(_ event: PollEvent, _ stamp: EventStamp) {
        func name(_ poll: ItemRef) -> ItemName { poll.name(seenFrom: stamp.author) }
        switch event {
        case .opened(let poll, let ballots, let tally, let closes, let again, let content):
            guard self.poll(name(poll)) == nil, kind(of: ballots) == nil, kind(of: tally) == nil else { return }
            state.polls.polls.append(
                Poll(
                    name: name(poll), ballots: ballots, tally: tally, again: again.map(name), hidden: false,
                    phase: .running(closes: closes), content: content))
        case .reopened(let poll, let closes): change(name(poll)) { $0.phase = .running(closes: closes) }
        case .closing(let poll, let until): change(name(poll)) { $0.phase = .closing(until: until) }
        case .closed(let poll): change(name(poll)) { $0.phase = .closed }
        case .revealed(let poll, let key, let explanation):
            change(name(poll)) { $0.phase = .revealed(key: key, explanation: explanation) }
        case .hidden(let poll): change(name(poll)) { $0.hide() }
        }
    }

    /// A poll that was opened.
    func poll(_ name: ItemName) -> Poll? { state.polls.polls.last { $0.name == name } }

    /// The poll whose votes or tally a topic holds.
    func poll(of topic: TopicHandle) -> Poll? { state.polls.polls.last { $0.ballots == topic || $0.tally == topic } }

    /// The poll that takes votes.
    var openPoll: Poll? { state.polls.polls.last(where: \.takesVotes) }

    private mutating func change(_ name: ItemName, _ change: (inout Poll) -> Void) {
        guard let index = state.polls.polls.lastIndex(where: { $0.name == name }) else { return }
        change(&state.polls.polls[index])
    }
}

extension Poll {
    /// Whether votes may arrive.
    var takesVotes: Bool {
        switch phase {
        case .running, .closing: true
        case .closed, .revealed: false
        }
    }

    /// Whether everybody may read the result.
    var isTallyOpen: Bool {
        if case .revealed = phase { true } else { content.rules.live }
    }

    /// Off the screens, and off what those who come later have to load: those who teach keep what was asked.
    fileprivate mutating func hide() {
        hidden = true
        if takesVotes || phase.isRevealed { phase = .closed }
        content.prompt = ""
        (content.options, content.picture) = ([], nil)
    }
}

extension PollPhase {
    var isRevealed: Bool { if case .revealed = self { true } else { false } }
}
