import Classroom
import Wire

extension RoomHost {
    /// Lets all relays know what was committed since the last tick. Each topic's events are encoded once.
    func publish() {
        var news: [RelayID: TickNews] = [:]
        let topics = readyTopics.sorted()
        readyTopics = []
        for topic in topics { publish(topic, &news) }
        for stored in tickState.takeStored() {
            if let relay = sessions[stored.session]?.relay { news[relay, default: TickNews()].stored.append(stored) }
        }
        if let signals = tickState.takeSignals() {
            for relay in relays { news[relay, default: TickNews()].signals = signals }
        }
        let typing = tickState.takeTyping()
        if !typing.isEmpty { for relay in relays { news[relay, default: TickNews()].typing = typing } }
        tickState.didTick(now)
        for (relay, tick) in news.sorted(by: { $0.key < $1.key }) { send(.tick(tick), to: relay) }
        // A snapshot that shows more than was known waits for just these events.
        for topic in topics where logs[topic]?.candidate != nil {
            logs[topic]?.installCandidate()
            sendImage(topic)
        }
    }

    private func publish(_ topic: TopicHandle, _ news: inout [RelayID: TickNews]) {
        guard var log = logs[topic] else { return }
        logs[topic] = nil
        defer { logs[topic] = log }
        changed.insert(topic)
        var base = log.image.end
        var rest = log.ready.map(\.entry)[...]
        for (entry, byteCount) in log.ready { log.image.append(entry, byteCount: byteCount) }
        log.ready = []
        while !rest.isEmpty {
            guard let packet = try? BatchPacker.first(of: rest, in: topic, after: base, byteLimit: 65_536) else {
                break
            }
            let part = TopicNews(
                topic: topic, base: base, entries: Array(rest.prefix(packet.count)), message: packet.message)
            let taught = part.entries.lazy.compactMap(\.pageTaught).last
            for relay in log.followers {
                news[relay, default: TickNews()].topics.append(part)
                if let taught { news[relay]?.taught = taught }
            }
            base += packet.count
            rest = rest.dropFirst(packet.count)
        }
    }

    // MARK: Following

    /// Gives a relay a topic's state, now or when a snapshot is made, and its news from then on.
    func follow(_ topic: TopicHandle, _ relay: RelayID) {
        guard var log = logs[topic] ?? opened(topic) else {
            // The latest state of a view goes to all relays anyway, and there may be none yet.
            guard let kind = room.kind(of: topic) else { return send(.noTopic(topic), to: relay) }
            if kind.isMadeOnDemand {
                followOnDemand(topic, relay)
            } else if views.latest(of: topic) == nil {
                views.changed(topic)
            }
            return
        }
        if log.kind == .ballots { send(.readers(topic, room.ballotReaders(of: topic)), to: relay) }
        if log.image.isComplete {
            log.followers.insert(relay)
            send(.image(topic, log.kind, log.image), to: relay)
        } else {
            log.waiting.insert(relay)
            changed.insert(topic)
        }
        logs[topic] = log
    }

    /// A snapshot is there: relays that waited begin, the others give newcomers the shorter way.
    private func sendImage(_ topic: TopicHandle) {
        guard let log = logs[topic], log.image.isComplete, log.candidate == nil else { return }
        for relay in log.waiting.union(log.followers).sorted() { send(.image(topic, log.kind, log.image), to: relay) }
        logs[topic]?.followers.formUnion(log.waiting)
        logs[topic]?.waiting = []
    }

    // MARK: Snapshots

    /// Begins snapshots of topics that changed where they would help: small ones here, others off the loop. And chooses the knots of
    /// pages ahead, so that their next snapshot is a small one.
    func startWork() {
        while let topic = changed.popFirst() {
            guard let log = logs[topic] else { continue }
            if log.wantsSnapshot { makeSnapshot(of: topic, log) } else { chooseKnots(of: topic, log) }
        }
    }

    /// Snapshots that make coming back cheap, before the room is let go. False when knots have to be there first: to be called again.
    func makeLastSnapshots() -> Bool {
        let due = logs.filter { $0.value.deservesSnapshot }
        for (topic, log) in due { makeSnapshot(of: topic, log) }
        return !due.values.contains { $0.knotSource != nil }
    }

    private func makeSnapshot(of topic: TopicHandle, _ log: TopicLog) {
        guard !takeKnots(of: topic, log) else { return }
        guard let work = room.snapshotWork(of: topic, log.stamps.context) else { return }
        logs[topic]?.isWorking = true
        let job = TopicWork(topic: topic, sequence: log.sequence, context: log.stamps.context, room: room, work: work)
        if job.isHeavy { emit(.work(job)) } else { take(job.run()) }
    }

    private func chooseKnots(of topic: TopicHandle, _ log: TopicLog) {
        guard log.kind == .page, !log.isWorking, !log.isChoosing,
            let work = room.knotWork(of: topic, least: RoomHost.knotSampleCount), !takeKnots(of: topic, log)
        else { return }
        logs[topic]?.isChoosing = true
        emit(.choose(KnotChoice(topic: topic, source: .strokes(work))))
    }

    /// Before knots are chosen or needed: those of a snapshot from before a restart. True when they are waited for.
    private func takeKnots(of topic: TopicHandle, _ log: TopicLog) -> Bool {
        guard let snapshot = log.knotSource else { return false }
        guard !log.isChoosing else { return true }
        logs[topic]?.isChoosing = true
        emit(.choose(KnotChoice(topic: topic, source: .snapshot(snapshot))))
        return true
    }

    /// Samples that wait for their knots before choosing is worth a trip off the loop.
    private static let knotSampleCount = 4_096

    /// Knots were chosen.
    public func chosen(_ knots: KnotChoice.Chosen, at time: Milliseconds) {
        now = max(now, time)
        guard !hasCollapsed else { return }
        logs[knots.topic]?.isChoosing = false
        logs[knots.topic]?.knotSource = nil
        if let chosen = knots.knots { room.keep(chosen, of: knots.topic) }
        changed.insert(knots.topic)
        settle()
    }

    /// A snapshot was made.
    public func finished(_ result: TopicWorkResult, at time: Milliseconds) {
        now = max(now, time)
        guard !hasCollapsed else { return }
        take(result)
        settle()
    }

    private func take(_ result: TopicWorkResult) {
        let topic = result.topic
        logs[topic]?.isWorking = false
        changed.insert(topic)
        switch result.made {
        case .success((let image, let knots)):
            room.keep(knots, of: topic)
            open.write.images.append(image)
            logs[topic]?.candidate = image
            logs[topic]?.installCandidate()
            sendImage(topic)
        case .failure:
            logs[topic]?.noteFailure()
        }
    }
}

extension Entry {
    /// The page on which the lesson goes on from here.
    fileprivate var pageTaught: TopicHandle? {
        if case .room(.pageTaught(let page)) = event { page } else { nil }
    }
}
