import Wire

extension Room {
    /// Of the questions (R8). What is shown is shown by the room: neither its name nor its stamp tells who asked.
    func decide(
        _ command: QuestionCommand, by actor: Actor, counter: Counter, at moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        guard let places = QuestionPlaces(self) else { throw .wrongPhase }
        switch command {
        case .ask(let anonymous, let text): return try asking(text, anonymous, actor, places)
        case .withdraw(let question): return try withdrawing(question.name(seenFrom: actor.outbox), actor, places)
        case .approve(let question):
            try requireModeration(actor)
            let asked = try asked(question, actor)
            guard asked.shown == nil else { throw .alreadySo }
            return try approving(asked, actor, places)
        case .dismiss(let question):
            try requireModeration(actor)
            let asked = try asked(question, actor)
            return places.gone(asked, by: actor) { .dismissed(question: $0) } + places.over(asked, refused: true)
        case .voteUp(let question, let up): return try voting(question.name(seenFrom: actor.outbox), up, actor, places)
        case .answer(let question, let text):
            try requireModeration(actor)
            let name = question.name(seenFrom: actor.outbox)
            guard questions.question(name) != nil else { throw .noSuchItem }
            guard text.isEmpty || LongText(trimming: text) != nil else { throw .badText }
            let answer = LongText(trimming: text)?.text ?? ""
            return [places.public(.answered(question: ItemRef(name, seenFrom: actor.outbox), text: answer), by: .actor)]
        }
    }

    private func asking(_ text: String, _ anonymous: Bool, _ actor: Actor, _ places: QuestionPlaces) throws(Rejection)
        -> [TopicEvent]
    {
        try require(.ask, actor)
        guard let text = LongText(trimming: text, limit: Questions.byteLimit)?.text else { throw .badText }
        let open = staff.state.questions.count { asked in
            asked.participant == actor.participant
                && asked.shown.map { questions.question($0)?.answered == false } ?? true
        }
        guard open < Questions.ownLimit, staff.state.questions.count < Questions.limit else { throw .tooMany }
        let who = actor.participant
        guard !core.room.questionsWait || mayModerate(who) else {
            return [
                places.staff(.questionAsked(participant: who, anonymous: anonymous, shown: nil, text: text)),
                places.personal(.questionWaits(anonymous: anonymous, text: text), of: who),
            ]
        }
        let shown = questions.nextName
        return [
            places.public(.shown(participant: anonymous ? nil : who, text: text)),
            places.staff(.questionAsked(participant: who, anonymous: anonymous, shown: shown, text: text)),
            places.personal(.questionKept(shown: shown, waited: nil), of: who),
        ]
    }

    /// What was refused is known to nobody but who asked it.
    private func withdrawing(_ name: ItemName, _ actor: Actor, _ places: QuestionPlaces) throws(Rejection)
        -> [TopicEvent]
    {
        guard let asked = staff.asked(name) else {
            guard personal[actor.participant]?.waiting(name) != nil else { throw .noSuchItem }
            return [places.personal(.questionGone(question: name, refused: false), of: actor.participant)]
        }
        guard asked.participant == actor.participant else { throw .notYours }
        return places.gone(asked, by: actor) { .withdrawn(question: $0) } + places.over(asked, refused: false)
    }

    private func approving(_ asked: AskedBy, _ actor: Actor, _ places: QuestionPlaces) throws(Rejection) -> [TopicEvent]
    {
        let shown = questions.nextName
        return [
            places.public(.shown(participant: asked.anonymous ? nil : asked.participant, text: asked.text)),
            places.staff(.questionShown(question: ItemRef(asked.name, seenFrom: actor.outbox), shown: shown)),
            places.personal(.questionKept(shown: shown, waited: asked.name), of: asked.participant, by: .room),
        ]
    }

    /// Each person counts once, however often and from wherever it is said.
    private func voting(_ name: ItemName, _ up: Bool, _ actor: Actor, _ places: QuestionPlaces) throws(Rejection)
        -> [TopicEvent]
    {
        try require(.ask, actor)
        guard let question = questions.question(name) else { throw .noSuchItem }
        let isUp = personal[actor.participant]?.state.questions.contains(name) ?? false
        guard isUp != up else { throw .alreadySo }
        let wanted = personal[actor.participant]?.state.questions.count ?? 0
        guard !up || wanted < Questions.wantedLimit else { throw .tooMany }
        let votes = question.votes + (up ? 1 : -1)
        return [
            places.public(.votesCounted(question: ItemRef(name, seenFrom: 0), votes: max(0, votes))),
            places.personal(.questionVoted(question: name, up: up), of: actor.participant),
        ]
    }

    /// A question that waits or is shown, named as its command or as the room names it.
    private func asked(_ question: ItemRef, _ actor: Actor) throws(Rejection) -> AskedBy {
        guard let asked = staff.asked(question.name(seenFrom: actor.outbox)) else { throw .noSuchItem }
        return asked
    }
}

/// The topics in which questions are.
private struct QuestionPlaces {
    let questions: TopicHandle
    let staff: TopicHandle

    init?(_ room: Room) {
        guard let questions = room.topic(of: .questions), let staff = room.topic(of: .staff) else { return nil }
        (self.questions, self.staff) = (questions, staff)
    }

    func `public`(_ event: QuestionEvent, by author: TopicEvent.Author = .room) -> TopicEvent {
        TopicEvent(questions, .question(event: event), by: author)
    }

    func staff(_ event: StaffEvent) -> TopicEvent { TopicEvent(staff, .staff(event: event)) }

    func personal(_ event: PersonalEvent, of who: ParticipantHandle, by author: TopicEvent.Author = .actor)
        -> TopicEvent
    {
        TopicEvent(Room.personalTopic(of: who), .personal(event: event), by: author)
    }

    /// A question goes, from those that are shown and from those who teach.
    func gone(_ asked: AskedBy, by actor: Actor, _ event: (ItemRef) -> QuestionEvent) -> [TopicEvent] {
        let hidden = staff(.questionDismissed(question: ItemRef(asked.name, seenFrom: actor.outbox)))
        guard let shown = asked.shown else { return [hidden] }
        return [`public`(event(ItemRef(shown, seenFrom: 0))), hidden]
    }

    /// Who asked a question that waited learns that it waits no longer.
    func over(_ asked: AskedBy, refused: Bool) -> [TopicEvent] {
        guard asked.shown == nil else { return [] }
        return [personal(.questionGone(question: asked.name, refused: refused), of: asked.participant, by: .room)]
    }
}
