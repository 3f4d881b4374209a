import Classroom
import Wire

extension RoomHost {
    /// Takes a signal in, from those who may give it.
    func take(_ signal: Signal, from id: SessionID) {
        guard let session = sessions[id] else { return }
        let rights = room.rights(of: session.participant)
        switch signal {
        case .pointer, .pointerGone, .looking:
            if rights.write || rights.teach { tickState.give(signal, by: session.outbox) }
        case .typing(let topic):
            guard rights.chat, [.chat, .staff].contains(room.kind(of: topic)) else { return }
            tickState.give(typing: topic, by: session.outbox)
        case .reaction(let reaction, _):
            if rights.react { reactions.give(reaction, by: session.participant) }
            return publishReactions()
        case .pace(let pace):
            guard rights.react else { return }
            feelings.feel(pace, session.participant, at: now)
            return paceChanged()
        }
        if tickState.isDue(now, configuration.tick) { publish() }
    }

    func publishReactions() {
        let entries = reactions.takeDue(at: now)
        guard !entries.isEmpty, let message = try? SharedMessage(.signals(entries: entries)) else { return }
        for relay in relays.sorted() { send(.tick(TickNews(signals: message)), to: relay) }
    }

    func expireFeelings() {
        guard let deadline = feelings.deadline, deadline <= now else { return }
        feelings.expire(at: now)
        paceChanged()
    }

    func forgetFeeling(of who: ParticipantHandle) {
        feelings.forget(who, at: now)
        paceChanged()
    }

    private func paceChanged() { if let topic = room.topic(of: .pace) { views.changed(topic) } }
}
