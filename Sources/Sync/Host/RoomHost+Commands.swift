import Classroom
import Wire

extension RoomHost {
    /// Commands of one connection, in order. Each counts once, whatever comes of it.
    func take(_ entries: [CommandEntry], of given: OutboxHandle?, from id: SessionID, roundTrip: Milliseconds) {
        guard let session = sessions[id] else { return }
        let outbox = given ?? session.outbox
        guard session.outboxes.contains(outbox), outboxes[outbox] != nil else {
            return send(.farewell(id, .replaced), to: session.relay)
        }
        guard open.byteCount < configuration.backlogByteLimit else {
            return send(.farewell(id, .restarting), to: session.relay)
        }
        for entry in entries { take(entry, of: outbox, from: id, session, roundTrip) }
    }

    /// The greatest `Counter` of the schema.
    private static let counterLimit = 4_294_967_295

    private func take(
        _ entry: CommandEntry, of outbox: OutboxHandle, from id: SessionID, _ session: HostSession,
        _ roundTrip: Milliseconds
    ) {
        let counter = entry.counter.counter(after: sessions[id]?.counters[outbox] ?? 0)
        // Beyond the last counter there is no name for what it makes: nothing could read such an event back.
        guard counter <= RoomHost.counterLimit else { return send(.farewell(id, .replaced), to: session.relay) }
        sessions[id]?.counters[outbox] = counter
        guard counter > outboxes[outbox]?.stored ?? .max else { return repeatOutcome(counter, outbox, id, session) }
        outboxes[outbox]?.stored = counter
        let actor = Actor(participant: session.participant, outbox: outbox)
        do throws(Rejection) {
            try checkFlood(entry.command, session.participant)
            let moment = moment(of: entry, outbox, session, roundTrip: roundTrip)
            let events = try room.decide(entry.command, by: actor, counter: counter, at: moment)
            guard events.allSatisfy(Self.fits) else { throw .tooLarge }
            let topics = perform(events, by: (actor, counter))
            open.note(counter, of: outbox, by: id, in: topics)
            order(entry.command, by: actor)
        } catch { reject(counter, outbox, error, id, session) }
    }

    /// A command that was stored or rejected before counts no more, and what became of it is told again (rule C2): the news may have gone
    /// to a connection that is no more.
    private func repeatOutcome(_ counter: Counter, _ handle: OutboxHandle, _ id: SessionID, _ session: HostSession) {
        guard let outbox = outboxes[handle] else { return }
        let name = handle == session.outbox ? nil : handle
        let refused = outbox.refused.first { $0.counter == counter }
        let answer: ServerMessage =
            refused.map { .rejected(outbox: name, counter: counter, reason: $0.reason, wait: nil) }
            ?? .stored(outbox: name, counter: counter)
        open.answer(.answer(id, answer), to: session.relay)
    }

    private func reject(
        _ counter: Counter, _ outbox: OutboxHandle, _ reason: Rejection, _ id: SessionID, _ session: HostSession
    ) {
        open.outboxes.insert(outbox)
        outboxes[outbox]?.refuse(counter, reason)
        let wait = reason == .tooFast ? self.wait(of: session.participant) : nil
        let message = ServerMessage.rejected(
            outbox: outbox == session.outbox ? nil : outbox, counter: counter, reason: reason, wait: wait)
        open.answer(.answer(id, message), to: session.relay)
    }

    /// Commands that everybody has to hear of may come only so fast; ink comes at the speed of hands, and its flood is held back by
    /// not reading it. One person has one measure, whatever the number of tabs.
    private func checkFlood(_ command: Command, _ who: ParticipantHandle) throws(Rejection) {
        if case .page = command { return }
        guard floods[who, default: Bucket(rate: 20, burst: 200)].add(at: now) == nil else { throw .tooFast }
        guard case .lab(let command) = command, command.movesMachine, !room.mayModerate(who) else { return }
        guard movers[who, default: Bucket(rate: 1, burst: 6, period: 10_000)].add(at: now) == nil else {
            throw .tooFast
        }
    }

    /// Until somebody who came too fast may come again.
    private func wait(of who: ParticipantHandle) -> Milliseconds? {
        let waits = [floods[who]?.wait(at: now), movers[who]?.wait(at: now)]
        return waits.compactMap { $0 }.max()
    }

    /// Whether the event can be kept and sent, whatever its stamp.
    private static func fits(_ event: TopicEvent) -> Bool {
        let longest = Stamp(
            elapsed: TopicLog.longestPause, author: OutboxHandle(1_048_575), counter: .given(counter: 4_294_967_295))
        guard let bytes = try? Entry(stamp: longest, event: event.event).encoded() else { return false }
        return bytes.count < WireLimits.entryByteLimit - 64
    }

    /// Stamps events, applies them to the working state and adds them to the write that gathers. Returns where they happened.
    @discardableResult
    func perform(_ events: [TopicEvent], by actor: (who: Actor, counter: Counter)?) -> Set<TopicHandle> {
        var topics: Set<TopicHandle> = []
        for event in events where perform(event, by: actor) { topics.insert(event.topic) }
        return topics
    }

    private func perform(_ event: TopicEvent, by actor: (who: Actor, counter: Counter)?) -> Bool {
        guard var log = logs[event.topic] ?? opened(event.topic) else { return false }
        logs[event.topic] = nil  // so that what it holds is changed in place
        let stamp = log.stamp(for: event.author, actor, at: now)
        let entry = Entry(stamp: log.stamps.shorten(stamp), event: event.event)
        log.sequence += 1
        let bytes = (try? entry.encoded()) ?? []
        open.write.entries.append(
            HostWrite.LogEntry(
                topic: event.topic, kind: log.kind, sequence: log.sequence, time: stamp.time, bytes: bytes))
        open.events.append((event.topic, entry, bytes.count))
        open.byteCount += bytes.count + 64
        logs[event.topic] = log
        room.apply(event.event, of: event.topic, stamp: stamp)
        open.newRights.take(event.event)
        if event.event.changesCounts { views.changed(Room.countsTopic) }
        noteAttendance(event.event, of: event.topic, at: stamp.time)
        for tally in room.tallies(changedBy: event.event, of: event.topic) { views.changed(tally) }
        if event.event.changesWords { views.changed(Room.houseTopic) }
        follow(up: event.event)
        return true
    }

    /// A topic of which nothing happened yet.
    func opened(_ topic: TopicHandle) -> TopicLog? {
        guard let kind = room.kind(of: topic), kind.isLog else { return nil }
        return TopicLog(kind)
    }

    /// What an event means beyond the room's state: topics begin, people have to go.
    private func follow(up event: Event) {
        switch event {
        case .room(.pageAdded(let topic, _, _, _, _)), .room(.topicOpened(let topic, _, _)):
            logs[topic] = logs[topic] ?? opened(topic)
        case .roster(.removed(let who, let ban)):
            removals[who, default: 0] += 1
            endSessions(of: who, ban ? .banned : .removed)
        case .roster(.renamed(let who, _)): renames.changed(who)
        case .room(.roomNamed(let name)): open.write.name = name
        case .roster(.roleSet(let who, _)), .roster(.joined(let who, _, _, _, _)), .grant(.granted(let who, _, _)),
            .grant(.grantEnded(let who, _)):
            reviewStanding(of: who)
        case .room(.roleAllowed): for who in presence.keys { reviewStanding(of: who) }
        case .poll: reviewBallots()
        case .page, .room, .grant, .hand, .quiz, .chat, .question, .roster, .staff, .personal, .lab, .ballot:
            break
        }
    }

    /// Rights are data: whoever gained or lost the sight of what only staff may read is told to the relays.
    private func reviewStanding(of who: ParticipantHandle) {
        guard let ids = presence[who] else { return }
        let isStaff = room.mayModerate(who)
        for id in ids {
            guard let session = sessions[id], session.isStaff != isStaff else { continue }
            sessions[id]?.isStaff = isStaff
            open.answer(.standing(id, isStaff: isStaff), to: session.relay)
        }
    }

    /// Whoever may read a poll's votes may change with its phase.
    private func reviewBallots() {
        for (topic, log) in logs where log.kind == .ballots {
            for relay in log.waiting.union(log.followers).sorted() {
                open.answer(.readers(topic, room.ballotReaders(of: topic)), to: relay)
            }
        }
    }

    private func endSessions(of who: ParticipantHandle, _ reason: Farewell) {
        for id in presence[who] ?? [] {
            if let session = sessions[id] { open.answer(.farewell(id, reason), to: session.relay) }
        }
    }
}

extension TopicLog {
    /// The most milliseconds that a stamp can say (`Stamp.elapsed`).
    static let longestPause = 4_294_967_295

    /// The stamp of the next event.
    func stamp(for author: TopicEvent.Author, _ actor: (who: Actor, counter: Counter)?, at now: Milliseconds)
        -> EventStamp
    {
        let time = min(max(now, stamps.time), stamps.time + TopicLog.longestPause)
        let room = OutboxHandle(0)
        switch author {
        case .actor:
            guard let actor else { fallthrough }
            return EventStamp(time: time, author: actor.who.outbox, counter: actor.counter)
        case .room: return EventStamp(time: time, author: room, counter: (stamps.counters[room] ?? 0) + 1)
        case .outbox(let outbox):
            return EventStamp(time: time, author: outbox, counter: stamps.counters[outbox] ?? 1)
        }
    }
}

extension LabCommand {
    /// Whether it makes the house start or end a machine, which costs far more than to say it.
    fileprivate var movesMachine: Bool {
        switch self {
        case .start, .stop, .reset: true
        case .prepare, .askKeyboard, .releaseKeyboard, .giveKeyboard, .ruleKeyboard, .resize, .broadcast, .check,
            .assign, .dissolve, .allowPort, .show, .hide:
            false
        }
    }
}
