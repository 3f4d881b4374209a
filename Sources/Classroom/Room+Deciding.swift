import Wire

extension Room {
    /// What a command means now. Reads the room, changes nothing.
    /// - Parameters:
    ///   - counter: of the command: what it makes is named after it.
    ///   - moment: when, and by which chance.
    /// - Returns: what happens, by topic in order. The events of one command stand together in each topic.
    /// - Throws: why not.
    public func decide(
        _ command: Command, by actor: Actor, counter: Counter, at moment: Moment
    ) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .page(let command): try decide(command, by: actor, counter: counter)
        case .room(let command): try decide(command, by: actor)
        case .people(let command): try decide(command, by: actor)
        case .hand(let command): try decide(command, by: actor, at: moment)
        case .chat(let command): try decide(command, by: actor, at: moment)
        case .question(let command): try decide(command, by: actor, counter: counter, at: moment)
        case .poll(let command): try decide(command, by: actor, counter: counter, at: moment)
        case .quiz(let command): try decide(command, by: actor, counter: counter, at: moment)
        case .lab(let command): try decide(command, by: actor, counter: counter)
        }
    }

    /// The topic of a page that is there.
    func resolve(_ page: PageRef, _ actor: Actor) throws(Rejection) -> TopicHandle {
        let entry = try entry(page, actor)
        guard !entry.removed else { throw .pageRemoved }
        return entry.topic
    }

    /// The entry of a page, removed or not.
    func entry(_ page: PageRef, _ actor: Actor) throws(Rejection) -> PageEntry {
        let entry =
            switch page {
            case .topic(let topic): core.page(topic)
            case .made(let counter): core.page(named: ItemName(outbox: actor.outbox, counter: counter))
            }
        guard let entry else { throw .noSuchPage }
        return entry
    }
}
