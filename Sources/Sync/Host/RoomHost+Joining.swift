import Classroom
import Wire

extension RoomHost {
    /// Lets a session in, or not. The welcome waits for everything before it to be durable.
    func join(_ id: SessionID, _ request: JoinRequest, _ relay: RelayID) {
        attach(relay)
        guard views.storage != .full || mayRead(request) else {
            return send(.denied(id, .storageFull, wait: storagePause), to: relay)
        }
        guard open.byteCount < configuration.backlogByteLimit else {
            return send(.denied(id, .serverFull, wait: storagePause), to: relay)
        }
        do throws(Denial) {
            guard sessions.count < configuration.sessionLimit else { throw .roomFull }
            guard request.hello.revision == WireProtocol.revision else { throw .otherRevision }
            let (participant, events) = try enter(request)
            let own = try claim(request.hello.outbox, for: participant, isOwn: true)
            perform(events, by: nil)
            if devices.updateValue(participant, forKey: request.device) != participant {
                open.write.devices.append((request.device, participant))
            }
            admit(id, request.hello, participant, own, relay)
        } catch {
            send(.denied(id, error, wait: nil), to: relay)
        }
    }

    /// After which somebody who found the disk full comes again, in milliseconds.
    private var storagePause: Int { 5 * configuration.retryPause }

    /// The disk is full: whoever waits at the door is told so, and comes again.
    func denyWaiting() {
        for answers in [inFlight?.answers ?? [], open.answers] {
            for case (.admitted(let id, _), let relay) in answers {
                send(.denied(id, .storageFull, wait: storagePause), to: relay)
            }
        }
        inFlight?.answers.removeAll { $0.message.letsIn }
        open.answers.removeAll { $0.message.letsIn }
    }

    /// Whether somebody can be let in without a write: who was here before, with an outbox that was, too (a number that is told is never another's,
    /// and what is not on disk may be given once more), while nothing waits that their welcome would tell of.
    private func mayRead(_ request: JoinRequest) -> Bool {
        guard let who = devices[request.device],
            let outbox = outboxHandles[request.hello.outbox].flatMap({ outboxes[$0] }),
            outbox.durable != nil, outbox.participant == who
        else { return false }
        let waiting = [inFlight, open].compactMap { $0 }
        return !waiting.contains { $0.newRights.includes(who) || $0.write.devices.contains { $0.0 == request.device } }
    }

    private func enter(_ request: JoinRequest) throws(Denial) -> (ParticipantHandle, [TopicEvent]) {
        let hello = request.hello
        guard !request.isForKnown || devices[request.device] != nil else { throw .noSuchRoom }
        return try room.joining(
            devices[request.device], name: hello.name, device: hello.device, place: hello.place, role: request.role,
            at: now)
    }

    /// The handle of an outbox: its own if it was here before, else a new one.
    private func claim(
        _ id: OutboxID, for participant: ParticipantHandle, isOwn: Bool = false
    ) throws(Denial) -> OutboxHandle {
        if let handle = outboxHandles[id], let outbox = outboxes[handle] {
            guard outbox.participant != participant else { return handle }
            guard isOwn, outbox.isUnused else { throw .outboxTaken }
            outboxCounts[outbox.participant, default: 1] -= 1
            outboxes[handle]?.belong(to: participant)
            return own(handle, participant)
        }
        let handle = OutboxHandle(outboxes.count + 1)
        let count = outboxCounts[participant, default: 0]
        guard handle.number <= 1_048_575, count < configuration.outboxLimit || room.rights(of: participant).teach else {
            throw .roomFull
        }
        outboxes[handle] = HostOutbox(id: id, handle: handle, participant: participant)
        outboxHandles[id] = handle
        return own(handle, participant)
    }

    private func own(_ handle: OutboxHandle, _ participant: ParticipantHandle) -> OutboxHandle {
        outboxCounts[participant, default: 0] += 1
        room.learn(handle, of: participant)
        open.outboxes.insert(handle)
        return handle
    }

    private func admit(
        _ id: SessionID, _ hello: Hello, _ participant: ParticipantHandle, _ own: OutboxHandle, _ relay: RelayID
    ) {
        let isStaff = room.mayModerate(participant)
        var session = HostSession(relay: relay, participant: participant, outbox: own, isStaff: isStaff, outboxes: [])
        var entries: [OutboxEntry] = []
        for outboxID in [hello.outbox] + hello.orphans.filter({ $0 != hello.outbox }) {
            guard let handle = try? claim(outboxID, for: participant), let entry = hold(handle, by: id, own: own) else {
                continue
            }
            session.outboxes.insert(handle)
            entries.append(entry)
        }
        sessions[id] = session
        hasLastImages = false
        hasStoppedMachines = false
        if presence[participant] == nil { silences[participant, default: Silence()].ends(at: now, first: silentSince) }
        presence[participant, default: []].insert(id)
        absences[participant] = nil
        views.changed(Room.countsTopic)
        let welcome = Welcome(
            revision: WireProtocol.revision, journal: configuration.journal, now: now, participant: participant,
            role: room.role(of: participant) ?? .student, tick: configuration.tick, outboxes: entries,
            topics: viewTopics(for: participant))
        let admission = Admission(welcome: welcome, isStaff: isStaff, outbox: own, topics: unasked(participant))
        // On a full disk there is nothing to wait for: the welcome says what is durable, and so do the topics.
        if views.storage == .full {
            send(.admitted(id, admission), to: relay)
        } else {
            open.answer(.admitted(id, admission), to: relay)
        }
    }

    /// Gives an outbox to a session. An orphan that another live session has stays there; the tab's own takes its place.
    private func hold(_ handle: OutboxHandle, by id: SessionID, own: OutboxHandle) -> OutboxEntry? {
        guard var outbox = outboxes[handle] else { return nil }
        if let other = outbox.session, other != id, let session = sessions[other] {
            guard handle == own else { return nil }
            sessions[other]?.outboxes.remove(handle)
            open.answer(.farewell(other, .replaced), to: session.relay)
        }
        if outbox.session == nil { outbox.silence.ends(at: now, first: now) }
        outbox.session = id
        outboxes[handle] = outbox
        unfinished[handle] = nil
        return views.storage == .full ? outbox.durableEntry : outbox.entry
    }

    /// Takes over a closed tab's outbox during a connection.
    func adopt(_ outboxID: OutboxID, _ id: SessionID) {
        guard let session = sessions[id], session.outboxes.count < 16,
            let handle = try? claim(outboxID, for: session.participant),
            let entry = hold(handle, by: id, own: session.outbox)
        else { return }
        sessions[id]?.outboxes.insert(handle)
        open.answer(.answer(id, .adopted(outbox: entry)), to: session.relay)
    }

    /// A connection is gone. Its person counts as here for a while, and its strokes stay open: links drop and come back.
    func leave(_ id: SessionID, heard: Milliseconds) {
        guard let session = sessions.removeValue(forKey: id) else { return }
        self.heard(session, id, at: heard)
        for handle in session.outboxes where outboxes[handle]?.session == id {
            outboxes[handle]?.session = nil
            if !room.closing(handle).isEmpty { unfinished[handle] = now }
        }
        presence[session.participant]?.remove(id)
        if presence[session.participant]?.isEmpty ?? true {
            presence[session.participant] = nil
            absences[session.participant] = now
        }
        views.changed(Room.countsTopic)
        if sessions.isEmpty { idleSince = now }
    }

    /// Ends what was kept open long enough for those who did not come back.
    func endAbsences() {
        for (who, since) in absences where since + configuration.presenceGrace <= now {
            absences[who] = nil
            floods[who] = nil
            forgetFeeling(of: who)
            perform(room.leaving(who), by: nil)
        }
        for (outbox, since) in unfinished where since + configuration.strokeGrace <= now {
            unfinished[outbox] = nil
            perform(room.closing(outbox), by: nil)
        }
    }

    /// View topics that a person may follow.
    private func viewTopics(for who: ParticipantHandle) -> [TopicEntry] {
        var topics = [
            TopicEntry(topic: Room.rosterTopic, topicKind: .roster),
            TopicEntry(topic: Room.countsTopic, topicKind: .counts),
        ]
        if room.mayModerate(who) { topics.append(TopicEntry(topic: Room.houseTopic, topicKind: .house)) }
        topics.append(TopicEntry(topic: Room.personalTopic(of: who), topicKind: .personal))
        return topics
    }

    /// What is followed unasked. On a full disk the page that is taught may be one that is not durable: the client finds it in the core.
    private func unasked(_ who: ParticipantHandle) -> [TopicHandle] {
        guard views.storage != .full else { return [Room.coreTopic] }
        return [Room.coreTopic] + (room.core.room.taught.map { [$0] } ?? []) + personal(who)
    }

    /// One's own topic, once there is something in it.
    private func personal(_ who: ParticipantHandle) -> [TopicHandle] {
        let topic = Room.personalTopic(of: who)
        return logs[topic] == nil ? [] : [topic]
    }

    private func attach(_ relay: RelayID) {
        guard relays.insert(relay).inserted else { return }
        let latest = views.latest
        if !latest.isEmpty { send(.tick(TickNews(views: latest)), to: relay) }
    }
}

extension RelayMessage {
    /// Whether somebody is let in.
    fileprivate var letsIn: Bool { if case .admitted = self { true } else { false } }
}
