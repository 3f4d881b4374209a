import Wire

extension Room {
    /// Of the chat (R7).
    func decide(_ command: ChatCommand, by actor: Actor, at moment: Moment) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .say(let audience, let answers, let text): return try saying(text, audience, answers, actor, moment)
        case .remove(let line):
            let (name, found) = try line.found(in: chat, actor)
            if found.participant != actor.participant { try requireModeration(actor) }
            return try chat(.removed(line: ItemRef(name, seenFrom: actor.outbox)))
        case .pin(let line): return try pinning(line, true, actor)
        case .unpin(let line): return try pinning(line, false, actor)
        case .slow(let pause):
            try requireModeration(actor)
            guard chat.state.slow != pause else { throw .alreadySo }
            return try chat(.slowed(pause: pause))
        case .pause(let paused):
            try requireModeration(actor)
            guard chat.state.paused != paused else { throw .alreadySo }
            return try chat(.paused(paused: paused))
        }
    }

    private func saying(
        _ text: String, _ audience: Audience, _ answers: ItemRef?, _ actor: Actor, _ moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        try require(.chat, actor)
        guard let text = LongText(trimming: text)?.text else { throw .badText }
        let lines = audience == .everyone ? chat.state.lines : staff.state.lines
        if let answers {
            let name = answers.name(seenFrom: actor.outbox)
            guard lines.contains(where: { $0.name == name }) else { throw .noSuchItem }
        }
        switch audience {
        case .everyone:
            try checkPace(actor, moment)
            return try chat(.said(participant: actor.participant, answers: answers, text: text))
        case .staff:
            guard let topic = topic(of: .staff) else { throw .wrongPhase }
            let event = StaffEvent.said(participant: actor.participant, answers: answers, text: text)
            return [TopicEvent(topic, .staff(event: event))]
        }
    }

    /// Those who moderate may always write.
    private func checkPace(_ actor: Actor, _ moment: Moment) throws(Rejection) {
        guard !mayModerate(actor.participant) else { return }
        guard !chat.state.paused else { throw .chatPaused }
        guard chat.state.slow > 0, let last = chat.lastSaid(by: actor.participant) else { return }
        guard last + chat.state.slow <= moment.now else { throw .tooFast }
    }

    private func pinning(_ line: ItemRef, _ pinned: Bool, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        try requireModeration(actor)
        let (name, found) = try line.found(in: chat, actor)
        guard found.pinned != pinned else { throw .alreadySo }
        if pinned, chat.state.lines.count(where: \.pinned) >= Chat.pinLimit { throw .tooMany }
        let line = ItemRef(name, seenFrom: actor.outbox)
        return try chat(pinned ? .pinned(line: line) : .unpinned(line: line))
    }

    private func chat(_ event: ChatEvent) throws(Rejection) -> [TopicEvent] {
        guard let topic = topic(of: .chat) else { throw .wrongPhase }
        return [TopicEvent(topic, .chat(event: event))]
    }
}

extension ItemRef {
    fileprivate func found(in chat: Chat, _ actor: Actor) throws(Rejection) -> (ItemName, ChatLine) {
        let name = name(seenFrom: actor.outbox)
        guard let line = chat.line(name) else { throw .noSuchItem }
        return (name, line)
    }
}
