import Classroom
import Wire

/// The latest states of the room's view topics: how many are here, results of polls, and whether what is said is kept.
struct HostViews {
    /// What a topic shows, and the news of it.
    private struct State {
        var view: View
        var news: ViewNews
    }

    private var states: [TopicHandle: State] = [:]
    private(set) var storage = Storage.fine
    private var dirty: Set<TopicHandle> = [Room.countsTopic, Room.houseTopic]
    private var revision: Revision = 0
    private var last: Milliseconds?

    /// The latest of each topic that goes to all relays, for those that begin.
    var latest: [ViewNews] {
        states.values.map(\.news).filter { !$0.kind.isMadeOnDemand }.sorted { $0.topic < $1.topic }
    }

    /// The latest of a topic.
    func latest(of topic: TopicHandle) -> ViewNews? { states[topic]?.news }

    /// A topic is not looked at any more.
    mutating func forget(_ topic: TopicHandle) {
        states[topic] = nil
        dirty.remove(topic)
    }

    /// A topic's state may be another from now on.
    mutating func changed(_ topic: TopicHandle) { dirty.insert(topic) }

    /// Returns whether that is news.
    mutating func setStorage(_ storage: Storage) -> Bool {
        guard storage != self.storage else { return false }
        self.storage = storage
        dirty.insert(Room.houseTopic)
        last = nil
        return true
    }

    func deadline(_ pause: Int) -> Milliseconds? { dirty.isEmpty ? nil : (last ?? -pause) + pause }

    /// Topics whose states are due, once.
    mutating func takeDue(at now: Milliseconds, pause: Int) -> [TopicHandle] {
        guard let deadline = deadline(pause), deadline <= now else { return [] }
        last = now
        defer { dirty = [] }
        return dirty.sorted()
    }

    /// The news of a topic's state; nil when there is none. `made` says whether everybody may read it, and is nil for what shows nothing any more.
    mutating func note(_ made: (view: View, isOpen: Bool)?, of topic: TopicHandle) -> ViewNews? {
        guard let made else {
            states[topic] = nil
            return nil
        }
        return note(made.view, isOpen: made.isOpen, of: topic)
    }

    private mutating func note(_ view: View, isOpen: Bool, of topic: TopicHandle) -> ViewNews? {
        let before = states[topic]
        guard before?.view != view || before?.news.isOpen != isOpen else { return nil }
        revision += 1
        guard let whole = try? SharedMessage(.view(topic: topic, revision: revision, since: nil, view: view)) else {
            return nil
        }
        var news = ViewNews(
            topic: topic, kind: view.topicKind, revision: revision, isOpen: isOpen, message: whole)
        if let before, let change = view.difference(from: before.view), revision - before.news.revision <= 65_536 {
            let since = revision - before.news.revision
            let message = ServerMessage.view(topic: topic, revision: revision, since: since, view: change)
            news.step = (try? SharedMessage(message)).map { ViewNews.Step(from: before.news.revision, message: $0) }
        }
        states[topic] = State(view: view, news: news)
        return news
    }
}

extension RoomHost {
    /// The room's counts; who is connected counts as present before the roster says so, and no longer than that.
    private var counts: CountsView {
        var counts = room.counts
        let roles = presence.keys.map { room.roster[$0]?.role ?? .student }
        counts.present = roles.count { $0 != .screen }
        counts.students = roles.count { $0 == .student }
        return counts
    }

    /// What a view topic shows now; nil for one that shows nothing (any more).
    private func view(of topic: TopicHandle) -> (view: View, isOpen: Bool)? {
        switch topic {
        case Room.countsTopic: (.counts(counts), true)
        case Room.houseTopic: (.house(HouseView(storage: views.storage, words: room.waitingWords)), false)
        case room.topic(of: .pace): (.pace(feelings.view), false)
        case room.topic(of: .attendance):
            viewFollowers[topic] == nil ? nil : (.attendance(attendances.view), false)
        default:
            metrics[topic].map { (.metrics($0), true) } ?? room.tally(of: topic).map {
                (.tally($0), room.isTallyOpen(topic))
            } ?? room.quizView(of: topic)
        }
    }

    func publishViews() {
        var news: [ViewNews] = []
        for topic in views.takeDue(at: now, pause: configuration.viewPause) {
            let made = view(of: topic)
            if let one = views.note(made, of: topic) { news.append(one) }
        }
        guard !news.isEmpty else { return }
        for relay in relays.sorted() {
            let meant = news.filter { !$0.kind.isMadeOnDemand || viewFollowers[$0.topic]?.contains(relay) == true }
            if !meant.isEmpty { send(.tick(TickNews(views: meant)), to: relay) }
        }
    }
}
