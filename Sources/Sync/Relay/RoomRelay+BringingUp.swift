import Classroom
import Wire

extension RoomRelay {
    /// Sends what a client lacks, the most urgent first, for as long as its link takes it. Sending may end the session: what is said of it
    /// stands before.
    func pump(_ session: RelaySession, at now: Milliseconds) {
        begin(session, at: now)
        if session.names == .stale, session.hasRoom {
            session.names = .told
            session.send(.names(names: []), at: now)
        }
        while let index = next(session) {
            guard session.hasRoom else { return session.isBehind = true }
            advance(session, index, at: now)
        }
        session.isBehind =
            session.names == .stale || session.subscriptions.contains(where: isOnItsWay)
            || !session.hasRoomForScreens && session.subscriptions.contains { hasNews($0, session) }
    }

    /// Whether a topic's image is to come. What is withheld is not: its being shown is news, and wakes all who wait for it.
    private func isOnItsWay(_ subscription: Subscription) -> Bool {
        guard case .waiting = subscription.state else { return false }
        return topics[subscription.topic]?.view == nil
    }

    /// Decides for each topic that has its image how the client gets it.
    private func begin(_ session: RelaySession, at now: Milliseconds) {
        for subscription in session.subscriptions {
            guard case .waiting = subscription.state, let topic = topics[subscription.topic], topic.isReady,
                let kind = topic.kind, let index = session.index(of: subscription.topic)
            else { continue }
            guard session.mayFollow(subscription.topic, kind, by: topic.readers) else {
                // A result that is withheld is waited for, and so are the best.
                if kind == .tally || kind == .leaderboard { continue }
                drop(session, subscription.topic)
                session.send(.unsubscribed(topic: subscription.topic, reason: .forbidden), at: now)
                continue
            }
            session.subscriptions[index].state = .current
            if kind.isView {
                session.subscriptions[index].sequence = nil
                continue
            }
            let way = topic.way(from: subscription.sequence)
            session.subscriptions[index].sequence = way.sequence
            if let transfer = way.snapshot { session.subscriptions[index].state = .receiving(transfer) }
            session.send(
                .subscribed(topic: subscription.topic, topicKind: kind, sequence: topic.end), at: now)
        }
    }

    /// The subscription with something to send that matters most.
    private func next(_ session: RelaySession) -> Int? {
        var best: (index: Int, urgency: Int)?
        for (index, subscription) in session.subscriptions.enumerated() where hasNews(subscription, session) {
            if topics[subscription.topic]?.kind == .screen, !session.hasRoomForScreens { continue }
            let urgency = subscription.topic == taught ? 2 : topics[subscription.topic]?.kind?.urgency ?? 9
            if urgency < best?.urgency ?? .max { best = (index, urgency) }
        }
        return best?.index
    }

    private func hasNews(_ subscription: Subscription, _ session: RelaySession) -> Bool {
        guard let topic = topics[subscription.topic] else { return false }
        switch subscription.state {
        case .waiting: return false
        case .receiving: return true
        case .current:
            if let view = topic.view {
                // What is withheld again stays as it was.
                return subscription.sequence != view.revision
                    && session.mayFollow(subscription.topic, view.kind, by: topic.readers)
            }
            return (subscription.sequence ?? 0) < topic.end
        }
    }

    private func advance(_ session: RelaySession, _ index: Int, at now: Milliseconds) {
        let subscription = session.subscriptions[index]
        let handle = subscription.topic
        if case .receiving(var transfer) = subscription.state {
            let slice = transfer.next(of: handle)
            session.subscriptions[index].state = transfer.isComplete ? .current : .receiving(transfer)
            session.send(slice, at: now)
            if transfer.isComplete { sayUnsaid(session, at: now) }
        } else if let view = topics[handle]?.view {
            let known = session.subscriptions[index].sequence
            session.subscriptions[index].sequence = view.revision
            if let message = topics[handle]?.viewMessage(after: known) { session.send(message, at: now) }
        } else if let packet = topics[handle]?.packet(after: subscription.sequence ?? 0) {
            session.subscriptions[index].sequence = (subscription.sequence ?? 0) + packet.count
            session.send(packet.message, at: now)
        } else {
            // What it lacks is not here any more: from the beginning.
            session.subscriptions[index].sequence = nil
            session.subscriptions[index].state = .waiting
            begin(session, at: now)
        }
    }

    func sayUnsaid(_ session: RelaySession, at now: Milliseconds) {
        for (outbox, counter) in session.unsaid.sorted(by: { $0.key < $1.key }) {
            say(counter, of: outbox, to: session, at: now)
        }
        session.unsaid = [:]
    }
}
