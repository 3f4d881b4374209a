import Classroom
import Wire

extension RoomHost {
    /// How people are called: for those who see what somebody said, and do not follow who comes and goes (N1).
    func tellNames(of people: [ParticipantHandle], to id: SessionID) {
        guard let session = sessions[id],
            floods[session.participant, default: Bucket(rate: 20, burst: 200)].add(at: now) == nil
        else { return }
        let names = names(of: Array(people.prefix(WireLimits.listLimit)))
        renames.tell(names.map(\.participant))
        open.answer(.answer(id, .names(names: names)), to: session.relay)
    }

    private func names(of people: [ParticipantHandle]) -> [PersonName] {
        people.compactMap { who in room.roster[who].map { PersonName(participant: who, name: $0.name) } }
    }

    /// Names that changed, to all who asked for names.
    func publishRenames() {
        let names = names(of: renames.takeDue(at: now))
        guard !names.isEmpty, let message = try? SharedMessage(.names(names: names)) else { return }
        for relay in relays.sorted() { open.answer(.renamed(message), to: relay) }
    }

    func noteAttendance(_ event: Event, of topic: TopicHandle, at time: Milliseconds) {
        guard attendances.apply(event, of: topic, at: time), let view = room.topic(of: .attendance),
            viewFollowers[view] != nil
        else { return }
        views.changed(view)
    }

    /// A relay has somebody who looks at a view that is made for those who look only.
    func followOnDemand(_ topic: TopicHandle, _ relay: RelayID) {
        viewFollowers[topic, default: []].insert(relay)
        if room.kind(of: topic) == .screen { return followScreen(topic, relay) }
        if let latest = views.latest(of: topic) {
            send(.tick(TickNews(views: [latest])), to: relay)
        } else {
            views.changed(topic)
        }
    }

    func unfollow(_ topic: TopicHandle, _ relay: RelayID) {
        logs[topic]?.followers.remove(relay)
        guard room.kind(of: topic)?.isMadeOnDemand == true else { return }
        viewFollowers[topic]?.remove(relay)
        guard viewFollowers[topic]?.isEmpty == true else { return }
        viewFollowers[topic] = nil
        views.forget(topic)
    }

    private func followScreen(_ topic: TopicHandle, _ relay: RelayID) {
        // What nobody looked at was seldom looked at here.
        screens[topic]?.changed(at: now)
        if let latest = screens[topic]?.latest(of: topic) { send(.tick(TickNews(screens: [latest])), to: relay) }
    }
}
