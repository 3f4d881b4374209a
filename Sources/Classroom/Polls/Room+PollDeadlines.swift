import Wire

extension Room {
    /// When the poll that takes votes goes on by itself.
    var pollDeadline: Milliseconds? {
        switch core.openPoll?.phase {
        case .running(let closes): closes
        case .closing(let until): until
        case .closed, .revealed, nil: nil
        }
    }

    /// Voting ends when its time is over, and altogether when the grace for votes under way is.
    func pollsDue(at now: Milliseconds) -> [TopicEvent] {
        guard let poll = core.openPoll, let deadline = pollDeadline, deadline <= now else { return [] }
        let ref = ItemRef(outbox: poll.name.outbox, counter: poll.name.counter)
        if case .running = poll.phase {
            return [core(.closing(poll: ref, until: deadline + Room.voteGrace))]
        }
        return [core(.closed(poll: ref))]
    }

    private func core(_ event: PollEvent) -> TopicEvent { TopicEvent(Room.coreTopic, .poll(event: event), by: .room) }
}
