import Wire

extension Room {
    /// Of quizzes (R12). What `counter` drafts is named after it.
    func decide(
        _ command: QuizCommand, by actor: Actor, counter: Counter, at moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .answer(let quiz, let question, let after, let answer):
            return try answering(try begun(quiz, actor), question, after, answer, actor, moment)
        case .next(let quiz):
            // Before anything else: who may do neither learns nothing of which quizzes there are.
            if !rights(of: actor.participant).teach { try require(.answer, actor) }
            let quiz = try begun(quiz, actor)
            if quiz.quizPace == .own { return try goingOn(quiz, actor, moment.now) }
            try require(.teach, actor)
            return try asking(quiz, actor, moment.now)
        case .draft(let pace, let leaderboard, let title, let questions):
            try require(.teach, actor)
            return [try drafted(pace, leaderboard, title, questions)]
        case .discard(let quiz):
            try require(.teach, actor)
            let draft = try unbegun(quiz, actor)
            return [try staff(.quizDiscarded(quiz: ItemRef(draft.name, seenFrom: actor.outbox)))]
        case .start(let quiz):
            try require(.teach, actor)
            return try beginning(try unbegun(quiz, actor), actor)
        case .finish(let quiz), .close(let quiz), .reveal(let quiz), .showLeaderboard(let quiz, _), .hide(let quiz):
            try require(.teach, actor)
            return try leading(command, try begun(quiz, actor), actor, moment.now)
        }
    }

    /// What those who teach do with a quiz that began.
    private func leading(
        _ command: QuizCommand, _ quiz: Quiz, _ actor: Actor, _ now: Milliseconds
    ) throws(Rejection) -> [TopicEvent] {
        let ref = ItemRef(quiz.name, seenFrom: actor.outbox)
        switch command {
        case .close:
            guard case .running? = quiz.asked?.phase else { throw .wrongPhase }
            return [core(.closing(quiz: ref, until: now + Room.voteGrace))]
        case .reveal: return try revealing(quiz, ref, actor)
        case .finish:
            guard !quiz.finished, quiz.isBetweenQuestions else { throw .wrongPhase }
            return [core(.finished(quiz: ref))]
        case .showLeaderboard(_, let shown):
            guard !quiz.hidden else { throw .wrongPhase }
            guard quiz.shown != shown else { throw .alreadySo }
            return [core(.leaderboardShown(quiz: ref, shown: shown))]
        case .hide:
            guard quiz.finished else { throw .wrongPhase }
            guard !quiz.hidden else { throw .alreadySo }
            return [core(.hidden(quiz: ref))]
        case .draft, .discard, .start, .next, .answer: throw .forbidden
        }
    }

    // MARK: Beginning

    private func drafted(
        _ pace: QuizPace, _ leaderboard: Bool, _ title: String, _ questions: [QuizQuestion]
    ) throws(Rejection) -> TopicEvent {
        guard staff.state.quizzes.count < Room.quizLimit else { throw .tooMany }
        guard let title = LongText(trimming: title, limit: WireLimits.lineByteLimit)?.text, !title.contains("\n")
        else { throw .badText }
        guard !questions.isEmpty else { throw .badAnswer }
        var kept: [QuizQuestion] = []
        for question in questions { kept.append(try checked(question)) }
        return try staff(
            .quizDrafted(quizPace: pace, leaderboard: leaderboard, title: title, questions: kept))
    }

    private func checked(_ question: QuizQuestion) throws(Rejection) -> QuizQuestion {
        let content = try question.content.checked()
        guard content.fits(question.key) else { throw .badAnswer }
        if let page = content.page, core.page(page) == nil { throw .noSuchPage }
        let text = question.explanation.isEmpty ? "" : LongText(trimming: question.explanation)?.text
        guard let text else { throw .badText }
        return QuizQuestion(content: content, key: question.key, explanation: text)
    }

    /// One thing is asked at a time: what was asked before goes off the screens.
    private func beginning(_ draft: QuizDraft, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        guard core.openPoll == nil, core.runningQuiz == nil else { throw .wrongPhase }
        guard let topic = nextTopic else { throw .tooMany }
        let polls = core.polls.filter { !$0.hidden }.map {
            core(.hidden(poll: ItemRef($0.name, seenFrom: actor.outbox)))
        }
        let quizzes = core.quizzes.filter { !$0.hidden }.map {
            core(.hidden(quiz: ItemRef($0.name, seenFrom: actor.outbox)))
        }
        let started = QuizEvent.started(
            quiz: ItemRef(draft.name, seenFrom: actor.outbox), tally: topic,
            leaderboard: TopicHandle(topic.number + 1), shown: draft.leaderboard, quizPace: draft.quizPace,
            count: draft.questions.count, title: draft.title)
        return polls + quizzes + [core(started)]
    }

    // MARK: Question by question

    private func asking(_ quiz: Quiz, _ actor: Actor, _ now: Milliseconds) throws(Rejection) -> [TopicEvent] {
        let next = quiz.asked.map { $0.question + 1 } ?? 0
        guard !quiz.finished, quiz.isBetweenQuestions, let question = question(next, of: quiz) else {
            throw .wrongPhase
        }
        let asked = QuizEvent.asked(
            quiz: ItemRef(quiz.name, seenFrom: actor.outbox), question: next,
            closes: question.content.closing(from: now), content: question.content)
        return [core(asked)]
    }

    /// Tells everybody the right answer, and each person what the own one is worth.
    private func revealing(_ quiz: Quiz, _ ref: ItemRef, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        guard let asked = quiz.asked, let question = question(asked.question, of: quiz) else { throw .wrongPhase }
        var events: [TopicEvent] = []
        switch asked.phase {
        case .closing: events = [core(.closed(quiz: ref))]
        case .closed: break
        case .running, .revealed: throw .wrongPhase
        }
        let explained = QuizEvent.explained(
            quiz: ref, question: asked.question, key: question.key, explanation: question.explanation)
        events.append(core(explained))
        for answer in staff.state.answers where answer.quiz == quiz.name && answer.question == asked.question {
            let scored = PersonalEvent.quizScored(
                quiz: ref, question: asked.question, right: answer.right, points: answer.points)
            events.append(TopicEvent(Room.personalTopic(of: answer.participant), .personal(event: scored)))
        }
        return events
    }

    /// Where everybody goes on alone: the next question, once the one before it is over.
    private func goingOn(_ quiz: Quiz, _ actor: Actor, _ now: Milliseconds) throws(Rejection) -> [TopicEvent] {
        try require(.answer, actor)
        guard !quiz.finished else { throw .tooLate }
        let ref = ItemRef(quiz.name, seenFrom: actor.outbox)
        let topic = Room.personalTopic(of: actor.participant)
        let before = personal[actor.participant]?.question(of: quiz.name)
        var events: [TopicEvent] = []
        switch before?.phase {
        case .running(let closes):
            guard let before, let closes, closes <= now, let old = question(before.question, of: quiz) else {
                throw .wrongPhase
            }
            let over = PersonalEvent.quizExplained(
                quiz: ref, question: before.question, key: old.key, explanation: old.explanation)
            events.append(TopicEvent(topic, .personal(event: over)))
        case .closing, .closed, .revealed, nil: break
        }
        let next = before.map { $0.question + 1 } ?? 0
        if let question = question(next, of: quiz) {
            let asked = PersonalEvent.quizAsked(
                quiz: ref, question: next, closes: question.content.closing(from: now), content: question.content)
            events.append(TopicEvent(topic, .personal(event: asked)))
        }
        guard !events.isEmpty else { throw .wrongPhase }
        return events
    }

    // MARK: Names

    /// A quiz that began.
    private func begun(_ quiz: ItemRef, _ actor: Actor) throws(Rejection) -> Quiz {
        let name = quiz.name(seenFrom: actor.outbox)
        guard let quiz = core.quiz(name) else { throw staff.quiz(name) == nil ? .noSuchItem : .wrongPhase }
        return quiz
    }

    /// A draft that did not begin yet.
    private func unbegun(_ quiz: ItemRef, _ actor: Actor) throws(Rejection) -> QuizDraft {
        guard let draft = staff.quiz(quiz.name(seenFrom: actor.outbox)) else { throw .noSuchItem }
        guard core.quiz(draft.name) == nil else { throw .wrongPhase }
        return draft
    }

    /// A question with its key; nil behind the last.
    func question(_ number: Int, of quiz: Quiz) -> QuizQuestion? {
        guard let draft = staff.quiz(quiz.name), draft.questions.indices.contains(number) else { return nil }
        return draft.questions[number]
    }

    private func core(_ event: QuizEvent) -> TopicEvent { TopicEvent(Room.coreTopic, .quiz(event: event)) }

    private func core(_ event: PollEvent) -> TopicEvent { TopicEvent(Room.coreTopic, .poll(event: event)) }

    func staff(_ event: StaffEvent) throws(Rejection) -> TopicEvent {
        guard let topic = topic(of: .staff) else { throw .wrongPhase }
        return TopicEvent(topic, .staff(event: event))
    }
}

extension Room {
    /// Quizzes of one room, drafts too.
    static let quizLimit = 50
}
