import Wire

extension Room {
    /// What a person is; nil for a stranger.
    public func role(of who: ParticipantHandle) -> Role? { roster[who]?.role }

    /// What a person may do in the whole room now.
    public func rights(of who: ParticipantHandle) -> Rights { rights(of: who, on: nil) }

    /// What a person may do, on `page` or, without one, in the whole room.
    func rights(of who: ParticipantHandle, on page: TopicHandle?) -> Rights {
        guard let person = roster[who], !person.banned else { return .none }
        var rights = core.rights(of: person.role)
        for grant in core.state.room.grants where grant.participant == who && (grant.page == nil || grant.page == page)
        {
            rights[grant.right] = true
        }
        return rights
    }

    /// Whether what `outbox` made is the actor's own.
    func isOwn(_ outbox: OutboxHandle, _ actor: Actor) -> Bool {
        outbox == actor.outbox || owners[outbox] == actor.participant
    }

    /// Whether somebody may moderate: those who teach may, too.
    public func mayModerate(_ who: ParticipantHandle) -> Bool { rights(of: who).moderate || rights(of: who).teach }

    func requireModeration(_ actor: Actor) throws(Rejection) {
        guard mayModerate(actor.participant) else { throw .forbidden }
    }

    func require(_ right: Right, _ actor: Actor, on page: TopicHandle? = nil) throws(Rejection) {
        guard rights(of: actor.participant, on: page)[right] else { throw .forbidden }
    }
}
