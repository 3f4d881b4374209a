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
    private var shown: (present: Int, storage: Storage)?

    mutating func presentChanged() { countsDirty = true }

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
    mutating func take(present: Int, at now: Milliseconds, pause: Int) -> [ViewNews] {
        guard let deadline = deadline(pause), deadline <= now else { return [] }
        var news: [ViewNews] = []
        if countsDirty, shown?.present != present {
            news += make(Room.countsTopic, .counts, .counts(CountsView(present: present)))
        }
        if houseDirty, shown?.storage != storage {
            news += make(Room.houseTopic, .house, .house(HouseView(storage: storage)))
        }
        (countsDirty, houseDirty, shown, last) = (false, false, (present, storage), now)
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
    func publishViews() {
        let news = views.take(present: presence.count, at: now, pause: configuration.viewPause)
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
