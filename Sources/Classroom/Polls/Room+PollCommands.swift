import Wire

extension Room {
    /// Of polls (R9, R10). What `counter` drafts is named after it.
    func decide(
        _ command: PollCommand, by actor: Actor, counter: Counter, at moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .vote(let poll, let neighbour, let after, let answer):
            return try voting(try known(poll, actor), neighbour, after, answer, actor, moment)
        case .countHall(let poll, let option, let count):
            try requireModeration(actor)
            return try counting(try known(poll, actor), option, count)
        case .approveWord(let poll, let shown, let word):
            try requireModeration(actor)
            return try approving(word, shown, try known(poll, actor))
        default:
            try require(.teach, actor)
            return try holding(command, actor, counter, moment)
        }
    }

    /// What those who teach do with a poll.
    private func holding(
        _ command: PollCommand, _ actor: Actor, _ counter: Counter, _ moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .draft(let content, let key, let explanation):
            guard staff.state.drafts.count < Room.pollLimit else { throw .tooMany }
            return [try drafted(ItemRef(counter: counter), content, key, explanation)]
        case .revise(let poll, let content, let key, let explanation):
            let draft = try unopened(poll, actor)
            return [try drafted(ItemRef(draft.name, seenFrom: actor.outbox), content, key, explanation)]
        case .discard(let poll):
            let draft = try unopened(poll, actor)
            return [try staff(.pollDiscarded(poll: ItemRef(draft.name, seenFrom: actor.outbox)))]
        case .start(let poll): return try starting(poll.name(seenFrom: actor.outbox), actor, moment)
        case .askAgain(let poll):
            let (old, draft) = (try known(poll, actor), try drafted(poll, actor))
            guard !old.takesVotes else { throw .wrongPhase }
            guard staff.state.drafts.count < Room.pollLimit else { throw .tooMany }
            let name = ItemRef(counter: counter)
            return [try drafted(name, draft.content, draft.key, draft.explanation)]
                + (try opening(name, draft.content, again: old.name, actor, at: moment.now))
        case .close(let poll):
            let poll = try known(poll, actor)
            guard case .running = poll.phase else { throw .wrongPhase }
            return [
                core(.closing(poll: ItemRef(poll.name, seenFrom: actor.outbox), until: moment.now + Room.voteGrace))
            ]
        case .reveal(let poll):
            let (poll, draft) = (try known(poll, actor), try drafted(poll, actor))
            let ref = ItemRef(poll.name, seenFrom: actor.outbox)
            let revealed = core(.revealed(poll: ref, key: draft.key, explanation: draft.explanation))
            switch poll.phase {
            case .closed where !poll.hidden: return [revealed]
            case .closing: return [core(.closed(poll: ref)), revealed]
            case .running, .closed, .revealed: throw .wrongPhase
            }
        case .hide(let poll):
            let poll = try known(poll, actor)
            guard !poll.takesVotes else { throw .wrongPhase }
            guard !poll.hidden else { throw .alreadySo }
            return [core(.hidden(poll: ItemRef(poll.name, seenFrom: actor.outbox)))]
        case .vote, .countHall, .approveWord: throw .forbidden
        }
    }

    private func starting(_ name: ItemName, _ actor: Actor, _ moment: Moment) throws(Rejection) -> [TopicEvent] {
        let ref = ItemRef(name, seenFrom: actor.outbox)
        guard let poll = core.poll(name) else {
            guard let draft = staff.draft(name) else { throw .noSuchItem }
            return try opening(ref, draft.content, again: nil, actor, at: moment.now)
        }
        guard poll.phase == .closed, !poll.hidden, core.openPoll == nil, core.runningQuiz == nil else {
            throw .wrongPhase
        }
        return [core(.reopened(poll: ref, closes: poll.content.closing(from: moment.now)))]
    }

    /// One poll takes votes at a time; those before it go off the screens.
    private func opening(
        _ poll: ItemRef, _ content: PollContent, again: ItemName?, _ actor: Actor, at now: Milliseconds
    ) throws(Rejection) -> [TopicEvent] {
        guard core.openPoll == nil, core.runningQuiz == nil else { throw .wrongPhase }
        guard core.state.polls.polls.count < Room.pollLimit, let ballots = nextTopic else { throw .tooMany }
        let hidden = core.state.polls.polls.filter { !$0.hidden && $0.name != again }
        let opened = PollEvent.opened(
            poll: poll, ballots: ballots, tally: TopicHandle(ballots.number + 1), closes: content.closing(from: now),
            again: again.map { ItemRef($0, seenFrom: actor.outbox) }, content: content)
        return hidden.map { core(.hidden(poll: ItemRef(outbox: $0.name.outbox, counter: $0.name.counter))) }
            + core.quizzes.filter { !$0.hidden }.map {
                TopicEvent(Room.coreTopic, .quiz(event: .hidden(quiz: ItemRef($0.name, seenFrom: actor.outbox))))
            } + [core(opened)]
    }

    // MARK: Votes

    private func voting(
        _ poll: Poll, _ neighbour: String?, _ after: Interval?, _ answer: Answer, _ actor: Actor, _ moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        try require(.answer, actor)
        let isLate = try isLate(poll, moment)
        let answer = try poll.content.checked(answer)
        let who = actor.participant
        let voter = BallotBox.Voter(participant: who, neighbour: try checked(neighbour, of: who, poll))
        let before = ballots[poll.ballots]?.answer(of: voter)
        guard before ?? .nothing != answer else { throw .alreadySo }
        guard before == nil || poll.content.rules.changes else { throw .wrongPhase }
        let text = (ballots[poll.ballots]?.textByteCount ?? 0) - (before?.textByteCount ?? 0) + answer.textByteCount
        guard text <= Room.ballotTextByteLimit else { throw .tooMany }
        let place = roster[who]?.place ?? .unknown
        let vote = BallotEvent.voted(
            participant: who, neighbour: voter.neighbour, place: place, after: after, late: isLate, answer: answer)
        let box = TopicEvent(poll.ballots, .ballot(event: vote))
        guard neighbour == nil else { return [box] }
        let ref = ItemRef(poll.name, seenFrom: actor.outbox)
        let own = PersonalEvent.voted(poll: ref, late: isLate, answer: answer)
        return [box, TopicEvent(Room.personalTopic(of: who), .personal(event: own))]
    }

    /// Votes given before the end may arrive a little after it.
    private func isLate(_ poll: Poll, _ moment: Moment) throws(Rejection) -> Bool {
        switch poll.phase {
        case .running(let closes):
            guard let closes, moment.now >= closes else { return false }
            guard moment.given <= closes, moment.now <= closes + Room.voteGrace else { throw .tooLate }
            return true
        case .closing(let until):
            guard moment.given <= until - Room.voteGrace, moment.now <= until else { throw .tooLate }
            return true
        case .closed, .revealed: throw .tooLate
        }
    }

    private func checked(_ neighbour: String?, of who: ParticipantHandle, _ poll: Poll) throws(Rejection) -> String? {
        guard let neighbour else { return nil }
        guard poll.content.rules.neighbours else { throw .forbidden }
        guard let name = NameText(trimming: neighbour)?.text, !name.isEmpty else { throw .badText }
        let box = ballots[poll.ballots] ?? BallotBox()
        let isKnown = box.answer(of: BallotBox.Voter(participant: who, neighbour: name)) != nil
        guard isKnown || box.neighbourCount(of: who) < Room.neighbourLimit else { throw .tooMany }
        return name
    }

    private func counting(_ poll: Poll, _ option: OptionIndex, _ count: Count) throws(Rejection) -> [TopicEvent] {
        guard !poll.hidden, !poll.isRevealed else { throw .wrongPhase }
        let rows = poll.content.pollKind == .rating ? 11 : poll.content.optionCount
        guard poll.content.pollKind != .ranking, option < rows else { throw .noSuchOption }
        let hall = ballots[poll.ballots]?.state.hall ?? []
        guard count != (hall.indices.contains(option) ? hall[option] : 0) else { throw .alreadySo }
        return [TopicEvent(poll.ballots, .ballot(event: .hallCounted(option: option, count: count)))]
    }

    private func approving(_ word: Word, _ shown: Bool, _ poll: Poll) throws(Rejection) -> [TopicEvent] {
        let folded = WordFolding.fold(word)
        guard !poll.hidden, !folded.isEmpty else { throw .wrongPhase }
        let differs = ballots[poll.ballots]?.state.hiddenWords.contains { WordFolding.fold($0) == folded } ?? false
        guard (differs == poll.content.rules.moderated) != shown else { throw .alreadySo }
        return [TopicEvent(poll.ballots, .ballot(event: .wordApproved(shown: shown, word: word)))]
    }

    // MARK: Names

    /// A poll that was opened.
    private func known(_ poll: ItemRef, _ actor: Actor) throws(Rejection) -> Poll {
        let name = poll.name(seenFrom: actor.outbox)
        guard let poll = core.poll(name) else { throw staff.draft(name) == nil ? .noSuchItem : .wrongPhase }
        return poll
    }

    private func drafted(_ poll: ItemRef, _ actor: Actor) throws(Rejection) -> PollDraft {
        guard let draft = staff.draft(poll.name(seenFrom: actor.outbox)) else { throw .noSuchItem }
        return draft
    }

    /// A draft that was not opened yet.
    private func unopened(_ poll: ItemRef, _ actor: Actor) throws(Rejection) -> PollDraft {
        let draft = try drafted(poll, actor)
        guard core.poll(draft.name) == nil else { throw .wrongPhase }
        return draft
    }

    private func drafted(_ poll: ItemRef, _ content: PollContent, _ key: AnswerKey, _ explanation: String)
        throws(Rejection)
        -> TopicEvent
    {
        let content = try content.checked()
        guard content.fits(key) else { throw .badAnswer }
        if let page = content.page, core.page(page) == nil { throw .noSuchPage }
        let text = explanation.isEmpty ? "" : LongText(trimming: explanation)?.text
        guard let text else { throw .badText }
        return try staff(.pollDrafted(poll: poll, content: content, key: key, explanation: text))
    }

    private func core(_ event: PollEvent) -> TopicEvent { TopicEvent(Room.coreTopic, .poll(event: event)) }

}

extension Room {
    /// How long after its end votes may arrive that were given before, in milliseconds.
    static let voteGrace = 5_000
    /// Bytes of all answers in words to one poll: the box fits into a snapshot, with all that stands around them.
    static let ballotTextByteLimit = 8_388_608
    /// Polls of one room, drafts too.
    static let pollLimit = 200
    /// People without a device whom one device votes for.
    static let neighbourLimit = 4
}

extension Poll {
    fileprivate var isRevealed: Bool { if case .revealed = phase { true } else { false } }
}

extension PollContent {
    /// When it closes by itself if it opens now.
    func closing(from now: Milliseconds) -> Milliseconds? { rules.seconds.map { now + $0 * 1_000 } }
}
