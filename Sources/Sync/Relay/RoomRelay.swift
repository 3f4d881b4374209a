import Classroom
import Wire

/// One room's fan-out on one loop: gives its clients what the host makes known. A client is *current*, and shares the buffers of each
/// tick, or *behind*, and gets one packet made for where it is once its link has drained. Nothing is queued for anybody.
///
/// A machine without clock or sockets, used on one thread: inputs are told the room's time, messages for the host are taken with
/// `takeMessages()`.
public final class RoomRelay {
    /// This relay, as the host knows it.
    public let id: RelayID
    var sessions: [RelaySession] = []
    var byID: [SessionID: RelaySession] = [:]
    var topics: [TopicHandle: RelayTopic] = [:]
    var taught: TopicHandle?
    var messages: [HostMessage] = []
    /// Whether its host is gone: another one must not take it for a relay that serves.
    var isOver = false

    /// A relay without clients.
    public init(_ id: RelayID) { self.id = id }

    /// Clients, those at the door included.
    public var sessionCount: Int { byID.count }

    /// What the host is to be told, in order.
    public func takeMessages() -> [HostMessage] {
        defer { messages = [] }
        return isOver ? messages.filter { if case .leave = $0 { true } else { false } } : messages
    }

    // MARK: Clients

    /// Somebody is at the door, under a number of its own. `sink` is opened, or denied, when the host has answered.
    public func join(_ request: JoinRequest, _ sink: any SessionSink, as session: SessionID) {
        byID[session] = RelaySession(session, sink, request.hello)
        messages.append(.join(session, request))
    }

    /// A client sent a message.
    public func receive(_ message: ClientMessage, from id: SessionID, at now: Milliseconds) {
        guard let session = byID[id], session.isAdmitted else { return }
        session.link.heard = now
        switch message {
        case .commands(let outbox, let commands):
            messages.append(.commands(id, outbox: outbox, commands, roundTrip: session.link.roundTrip))
        case .signal(let signal): messages.append(.signal(id, signal))
        case .adopt(let outbox): messages.append(.adopt(id, outbox))
        case .subscribe(let topic, let sequence): subscribe(session, topic, sequence, at: now)
        case .unsubscribe(let topic):
            drop(session, topic)
            session.send(.unsubscribed(topic: topic, reason: .asked), at: now)
            sayUnsaid(session, at: now)  // what was on its way is not looked at any more
        case .received(let bytes):
            session.pacer.didReport(bytes, at: now)
            if session.isBehind, session.pacer.hasRoom { pump(session, at: now) }
        case .ping(let sent): session.send(.pong(sent: sent, now: now), at: now)
        case .fetchNames(let people):
            session.names = .told
            messages.append(.names(id, people))
        case .keys(let machine, let number, let keys):
            messages.append(.keys(id, machine, number, keys))
        case .fetchLines(let machine, let first, let count):
            messages.append(.lines(id, machine, first: first, count: count))
        case .fetchEarlier: break  // a chat keeps its latest lines only
        }
    }

    /// So long it took to a client and back.
    public func measured(_ roundTrip: Milliseconds, of id: SessionID, at now: Milliseconds) {
        byID[id]?.link.heard = now
        byID[id]?.link.note(roundTrip)
    }

    /// The connection has taken all that waited.
    public func drained(_ id: SessionID, at now: Milliseconds) {
        guard let session = byID[id], session.isAdmitted, session.isBehind else { return }
        pump(session, at: now)
    }

    /// The connection is gone.
    public func closed(_ id: SessionID) {
        guard let session = byID.removeValue(forKey: id) else { return }
        for subscription in session.subscriptions { release(subscription.topic) }
        session.subscriptions = []
        if session.isAdmitted {
            sessions.swapAt(session.index, sessions.count - 1)
            sessions[session.index].index = session.index
            sessions.removeLast()
        }
        messages.append(.leave(id, heard: session.link.heard))
    }

    /// Ends all sessions; those at the door are asked to come again.
    public func endAll(_ reason: Farewell) {
        for session in byID.values {
            if session.isAdmitted { session.sink.end(reason) } else { session.sink.deny(.serverFull, wait: 1_000) }
        }
    }

    // MARK: The host

    /// The host says something.
    public func receive(_ message: RelayMessage, at now: Milliseconds) {
        switch message {
        case .admitted(let id, let admission): admit(id, admission, at: now)
        case .denied(let id, let reason, let wait): byID[id]?.sink.deny(reason, wait: wait)
        case .image(let topic, let kind, let image):
            topics[topic, default: RelayTopic()].take(kind, image)
            serve(topic, at: now)
        case .noTopic(let topic): refuse(topic, at: now)
        case .tick(let news): take(news, at: now)
        case .answer(let id, let answer): byID[id]?.send(answer, at: now)
        case .renamed(let names): tell(names, at: now)
        case .standing(let id, let isStaff): setStanding(id, isStaff, at: now)
        case .readers(let topic, let readers):
            topics[topic]?.ballotReaders = readers
            for session in sessions where session.index(of: topic) != nil { dropForbidden(session, at: now) }
        case .farewell(let id, let reason): byID[id]?.sink.end(reason)
        case .collapsed:
            isOver = true
            endAll(.restarting)
        }
    }

    private func admit(_ id: SessionID, _ admission: Admission, at now: Milliseconds) {
        guard let session = byID[id], let hello = session.hello else { return }
        session.hello = nil
        guard session.sink.open() else { return }
        (session.isAdmitted, session.outbox, session.isStaff) = (true, admission.outbox, admission.isStaff)
        session.participant = admission.welcome.participant
        session.link.heard = now
        session.index = sessions.count
        sessions.append(session)
        session.send(.welcome(admission.welcome), at: now)
        let isSame = hello.journal == admission.welcome.journal
        let known = Dictionary(hello.topics.map { ($0.topic, $0.sequence) }) { one, _ in one }
        let views = admission.welcome.topics.filter { $0.topicKind.isView }.map(\.topic)
        taught = admission.topics.dropFirst().first ?? taught
        let unasked = admission.topics + (taught.map { [$0] } ?? []) + views
        for topic in unasked + hello.topics.map(\.topic) where session.index(of: topic) == nil {
            follow(session, topic, isSame ? known[topic] : nil, at: now)
        }
        pump(session, at: now)
    }

    private func setStanding(_ id: SessionID, _ isStaff: Bool, at now: Milliseconds) {
        guard let session = byID[id] else { return }
        session.isStaff = isStaff
        dropForbidden(session, at: now)
        sayUnsaid(session, at: now)
        pump(session, at: now)  // a result that is withheld from others
    }

    /// Ends what a session may not follow any more.
    private func dropForbidden(_ session: RelaySession, at now: Milliseconds) {
        for subscription in session.subscriptions {
            guard let topic = topics[subscription.topic], let kind = topic.kind,
                !session.mayFollow(subscription.topic, kind, by: topic.readers)
            else { continue }
            drop(session, subscription.topic)
            session.send(.unsubscribed(topic: subscription.topic, reason: .forbidden), at: now)
        }
    }

    /// Whoever has no room for it hears later that names changed, and asks for those that matter then.
    private func tell(_ names: SharedMessage, at now: Milliseconds) {
        for session in sessions where session.names != .unasked {
            if session.hasRoom, session.names == .told {
                session.send(names, at: now)
            } else {
                (session.names, session.isBehind) = (.stale, true)
            }
        }
    }

    private func take(_ news: TickNews, at now: Milliseconds) {
        for part in news.topics where topics[part.topic]?.take(part) == false { messages.append(.follow(part.topic)) }
        for screen in news.screens where topics[screen.topic] != nil { topics[screen.topic]?.take(screen) }
        for view in news.views where !view.kind.isMadeOnDemand || topics[view.topic] != nil {
            topics[view.topic, default: RelayTopic()].topic = view.topic
            topics[view.topic]?.take(view)
        }
        if let page = news.taught { taught = page }
        for stored in news.stored { tell(stored, at: now) }
        let parts = news.topics
        let isAlone =
            parts.count == 1 && news.views.isEmpty && news.screens.isEmpty && news.signals == nil && news.typing.isEmpty
            && news.taught == nil
        for session in sessions {
            for part in parts { pass(part, to: session, isAlone: isAlone, at: now) }
            if let signals = news.signals, session.hasRoom { session.send(signals, at: now) }
            for (topic, message) in news.typing where session.index(of: topic) != nil && session.hasRoom {
                session.send(message, at: now)
            }
            if let page = news.taught, session.index(of: page) == nil { follow(session, page, nil, at: now) }
            // Who is behind with room on the link has nothing under way whose arrival would wake it.
            if session.isBehind && session.hasRoom || news.hasViews || news.taught != nil {
                pump(session, at: now)
            }
        }
    }

    /// The tick's shared buffer for who is current; who is not, or whose link is full, is behind from here on.
    private func pass(_ news: TopicNews, to session: RelaySession, isAlone: Bool, at now: Milliseconds) {
        guard let index = session.index(of: news.topic) else { return }
        guard case .current = session.subscriptions[index].state, session.subscriptions[index].sequence == news.base,
            session.hasRoom
        else { return session.isBehind = true }
        session.subscriptions[index].sequence = news.end
        session.send(news.message, isAlone: isAlone, at: now)
    }

    /// Says that commands are stored to who does not see their events (rule C3).
    private func tell(_ stored: StoredNews, at now: Milliseconds) {
        guard let session = byID[stored.session], session.isAdmitted else { return }
        let isSeen = stored.isVisible && stored.topics.allSatisfy { session.index(of: $0) != nil }
        guard !isSeen else { return session.unsaid[stored.outbox] = stored.counter }
        say(stored.counter, of: stored.outbox, to: session, at: now)
    }

    func say(_ counter: Counter, of outbox: OutboxHandle, to session: RelaySession, at now: Milliseconds) {
        session.send(.stored(outbox: outbox == session.outbox ? nil : outbox, counter: counter), at: now)
    }
}
