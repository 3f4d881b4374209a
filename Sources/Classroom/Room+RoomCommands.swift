import Wire

extension Room {
    /// Of the room and its pages: everything needs the right to teach.
    func decide(_ command: RoomCommand, by actor: Actor) throws(Rejection) -> [TopicEvent] {
        try require(.teach, actor)
        return try events(command, actor).map { TopicEvent(Room.coreTopic, .room(event: $0)) }
    }

    private func events(_ command: RoomCommand, _ actor: Actor) throws(Rejection) -> [RoomEvent] {
        let room = core.state.room
        switch command {
        case .nameRoom(let name):
            let name = try title(name)
            return try one(.roomNamed(name: name), unless: room.name == name)
        case .addPage(let after, let background, let picture, let name):
            return [try addition(after, background, picture, name, actor)]
        case .namePage(let page, let name):
            let (topic, name) = (try resolve(page, actor), try title(name))
            return try one(.pageNamed(page: topic, name: name), unless: core.page(topic)?.title == name)
        case .movePage(let page, let after): return [try move(page, after, actor)]
        case .removePage(let page): return try removal(of: try resolve(page, actor))
        case .restorePage(let page): return [try restoration(of: try entry(page, actor))]
        case .teachPage(let page):
            let topic = try resolve(page, actor)
            return try one(.pageTaught(page: topic), unless: room.taught == topic)
        case .lock: return try one(.roomLocked, unless: room.locked)
        case .unlock: return try one(.roomUnlocked, unless: !room.locked)
        case .allow(let role, let rights):
            guard role != .owner else { throw .forbidden }
            return try one(.roleAllowed(role: role, rights: rights), unless: core.rights(of: role) == rights)
        case .moderateQuestions(let before):
            return try one(.questionsModerated(before: before), unless: room.questionsWait == before)
        case .setBackground(let page, let background):
            let topic = try resolve(page, actor)
            return try one(
                .backgroundSet(page: topic, background: background), unless: core.page(topic)?.background == background)
        case .display(let display): return try one(.displaySet(display: display), unless: room.display == display)
        }
    }

    private func one(_ event: RoomEvent, unless isSo: Bool) throws(Rejection) -> [RoomEvent] {
        guard !isSo else { throw .alreadySo }
        return [event]
    }

    private func title(_ name: String) throws(Rejection) -> String {
        guard let name = NameText(trimming: name) else { throw .badText }
        return name.text
    }

    private func addition(
        _ after: PageRef?, _ background: Background, _ picture: AssetID?, _ name: String, _ actor: Actor
    ) throws(Rejection) -> RoomEvent {
        let name = try title(name)
        let after = try place(after, actor)
        guard core.room.pages.count < WireLimits.pageLimit, let topic = nextTopic else { throw .tooMany }
        return .pageAdded(topic: topic, after: after, background: background, picture: picture, name: name)
    }

    /// A page of which another shall be the next; removed ones keep their place.
    private func place(_ after: PageRef?, _ actor: Actor) throws(Rejection) -> TopicHandle? {
        guard let after else { return nil }
        return try entry(after, actor).topic
    }

    private func move(_ page: PageRef, _ after: PageRef?, _ actor: Actor) throws(Rejection) -> RoomEvent {
        let (topic, after) = (try resolve(page, actor), try place(after, actor))
        let others = core.room.pages.map(\.topic)
        let before = others.firstIndex(of: topic).flatMap { $0 > 0 ? others[$0 - 1] : nil }
        guard after != topic, after != before else { throw .alreadySo }
        return .pageMoved(page: topic, after: after)
    }

    /// The last page stays; when the page that is taught goes, the lesson goes on at the next.
    private func removal(of topic: TopicHandle) throws(Rejection) -> [RoomEvent] {
        let pages = core.room.pages.filter { !$0.removed }
        guard pages.count > 1, let index = pages.firstIndex(where: { $0.topic == topic }) else { throw .wrongPhase }
        guard core.room.taught == topic else { return [.pageRemoved(page: topic)] }
        let next = pages[index + 1 < pages.count ? index + 1 : index - 1].topic
        return [.pageTaught(page: next), .pageRemoved(page: topic)]
    }

    /// Back where it was.
    private func restoration(of entry: PageEntry) throws(Rejection) -> RoomEvent {
        guard entry.removed else { throw .alreadySo }
        let pages = core.room.pages.map(\.topic)
        let before = pages.firstIndex(of: entry.topic).flatMap { $0 > 0 ? pages[$0 - 1] : nil }
        return .pageRestored(page: entry.topic, after: before)
    }
}
