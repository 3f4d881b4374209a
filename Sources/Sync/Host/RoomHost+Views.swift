import Classroom
import Wire

/// The latest states of the room's view topics: how many are here, and whether what they say is kept.
struct HostViews {
    private(set) var latest: [ViewNews] = []
    private(set) var storage = Storage.fine
    private var countsDirty = true
    private var houseDirty = true
    private var revision: Revision = 0
    private var last: Milliseconds?
    private var shown: (counts: CountsView, storage: Storage)?

    mutating func countsChanged() { countsDirty = true }

    /// Returns whether that is news.
    mutating func setStorage(_ storage: Storage) -> Bool {
        guard storage != self.storage else { return false }
        self.storage = storage
        houseDirty = true
        last = nil
        return true
    }

    func deadline(_ pause: Int) -> Milliseconds? { countsDirty || houseDirty ? (last ?? -pause) + pause : nil }

    /// New states, if any are due.
    mutating func take(counts: @autoclosure () -> CountsView, at now: Milliseconds, pause: Int) -> [ViewNews] {
        guard let deadline = deadline(pause), deadline <= now else { return [] }
        var news: [ViewNews] = []
        let counts = countsDirty ? counts() : shown?.counts ?? counts()
        if countsDirty, shown?.counts != counts { news += make(Room.countsTopic, .counts, .counts(counts)) }
        if houseDirty, shown?.storage != storage {
            news += make(Room.houseTopic, .house, .house(HouseView(storage: storage)))
        }
        (countsDirty, houseDirty, shown, last) = (false, false, (counts, storage), now)
        latest = latest.filter { old in !news.contains { $0.topic == old.topic } } + news
        return news
    }

    private mutating func make(_ topic: TopicHandle, _ kind: TopicKind, _ view: View) -> [ViewNews] {
        revision += 1
        let message = ServerMessage.view(topic: topic, revision: revision, since: nil, view: view)
        guard let shared = try? SharedMessage(message) else { return [] }
        return [ViewNews(topic: topic, kind: kind, revision: revision, message: shared)]
    }
}

extension RoomHost {
    /// The room's counts; who is connected counts as present before the roster says so, and no longer than that.
    private var counts: CountsView {
        var counts = room.counts
        counts.present = presence.count
        return counts
    }

    func publishViews() {
        let news = views.take(counts: counts, at: now, pause: configuration.viewPause)
        guard !news.isEmpty else { return }
        for relay in relays.sorted() { send(.tick(TickNews(views: news)), to: relay) }
    }

    /// Takes a signal in, from those who may give it.
    func take(_ signal: Signal, from id: SessionID) {
        guard let session = sessions[id] else { return }
        let rights = room.rights(of: session.participant)
        switch signal {
        case .pointer, .pointerGone, .looking: guard rights.write || rights.teach else { return }
        case .reaction, .pace: guard rights.react else { return }
        case .typing: guard rights.chat else { return }
        }
        tickState.give(signal, by: session.outbox)
        if tickState.isDue(now, configuration.tick) { publish() }
    }
}
