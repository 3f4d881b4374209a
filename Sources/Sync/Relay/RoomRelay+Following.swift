import Classroom
import Wire

extension RoomRelay {
    func subscribe(
        _ session: RelaySession, _ topic: TopicHandle, _ sequence: Sequence?, at now: Milliseconds
    ) {
        drop(session, topic)
        guard session.subscriptions.count < WireLimits.topicLimit else {
            return session.send(.unsubscribed(topic: topic, reason: .forbidden), at: now)
        }
        follow(session, topic, sequence, at: now)
        pump(session, at: now)
    }

    func follow(
        _ session: RelaySession, _ topic: TopicHandle, _ sequence: Sequence?, at now: Milliseconds
    ) {
        guard byID[session.id] != nil else { return }  // what it was just sent was too much for its connection
        guard !Room.isPersonal(topic) || session.mayFollow(topic, .personal) else {
            return session.send(.unsubscribed(topic: topic, reason: .forbidden), at: now)
        }
        session.subscriptions.append(Subscription(topic: topic, kind: nil, sequence: sequence))
        session.isBehind = true
        if topics[topic] == nil {
            topics[topic] = RelayTopic()
            topics[topic]?.topic = topic
        }
        topics[topic]?.followerCount += 1
        if topics[topic]?.followerCount == 1, topics[topic]?.view == nil { messages.append(.follow(topic)) }
    }

    func drop(_ session: RelaySession, _ topic: TopicHandle) {
        guard let index = session.index(of: topic) else { return }
        session.subscriptions.remove(at: index)
        release(topic)
    }

    func release(_ topic: TopicHandle) {
        topics[topic]?.followerCount -= 1
        guard let left = topics[topic], left.followerCount == 0, left.view?.kind.isMadeOnDemand ?? true else { return }
        topics[topic] = nil
        messages.append(.unfollow(topic))
    }

    /// There is no such topic.
    func refuse(_ topic: TopicHandle, at now: Milliseconds) {
        for session in sessions where session.isBehind && session.index(of: topic) != nil {
            session.subscriptions.removeAll { $0.topic == topic }
            session.send(.unsubscribed(topic: topic, reason: .noSuchTopic), at: now)
        }
        topics[topic] = nil
    }

    func serve(_ topic: TopicHandle, at now: Milliseconds) {
        topics[topic]?.topic = topic
        for session in sessions where session.isBehind && session.index(of: topic) != nil { pump(session, at: now) }
    }
}
