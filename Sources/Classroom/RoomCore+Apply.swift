import Wire

extension RoomCore {
    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: RoomEvent, _ stamp: EventStamp) {
        switch event {
        case .roomOpened(let name): open(name)
        case .roomNamed(let name): state.room.name = name
        case .pageAdded(let topic, let after, let background, let picture, let name):
            let page = PageEntry(
                topic: topic, name: stamp.name, background: background, picture: picture, removed: false, title: name)
            if kind(of: topic) == nil { state.room.pages.insert(page, at: place(after: after)) }
        case .pageNamed(let page, let name): change(page) { $0.title = name }
        case .pageMoved(let page, let after): move(page, after)
        case .pageRemoved(let page): change(page) { $0.removed = true }
        case .pageRestored(let page, let after):
            change(page) { $0.removed = false }
            move(page, after)
        case .pageTaught(let page): if self.page(page) != nil { state.room.taught = page }
        case .backgroundSet(let page, let background): change(page) { $0.background = background }
        case .roomLocked: state.room.locked = true
        case .roomUnlocked: state.room.locked = false
        case .roleAllowed(let role, let rights): allow(role, rights)
        case .questionsModerated(let before): state.room.questionsWait = before
        case .topicOpened(let topic, let kind, let item):
            let entry = TopicEntry(topic: topic, topicKind: kind, item: item?.name(seenFrom: stamp.author))
            if self.kind(of: topic) == nil { state.room.topics.append(entry) }
        case .displaySet(let display): state.room.display = display
        }
    }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: GrantEvent) {
        switch event {
        case .granted(let participant, let right, let page):
            let grant = Grant(participant: participant, right: right, page: page)
            if !state.room.grants.contains(grant) { state.room.grants.append(grant) }
        case .grantEnded(let participant, let right):
            state.room.grants.removeAll { $0.participant == participant && $0.right == right }
        }
    }

    private mutating func open(_ name: String) {
        guard state.room.pages.isEmpty else { return }
        state.room.name = name
        state.room.topics = [
            TopicEntry(topic: Room.rosterTopic, topicKind: .roster), TopicEntry(topic: Room.countsTopic, topicKind: .counts),
            TopicEntry(topic: Room.houseTopic, topicKind: .house),
        ]
        state.room.roles = Role.allCases.map { RoleRights(role: $0, rights: .first(of: $0)) }
        let name = ItemName(outbox: 0, counter: 0)
        state.room.pages = [
            PageEntry(topic: Room.firstPageTopic, name: name, background: .plain, picture: nil, removed: false, title: "")
        ]
        state.room.taught = Room.firstPageTopic
    }

    private mutating func change(_ page: TopicHandle, _ change: (inout PageEntry) -> Void) {
        guard let index = state.room.pages.firstIndex(where: { $0.topic == page }) else { return }
        change(&state.room.pages[index])
    }

    private mutating func move(_ page: TopicHandle, _ after: TopicHandle?) {
        guard page != after, let index = state.room.pages.firstIndex(where: { $0.topic == page }) else { return }
        let entry = state.room.pages.remove(at: index)
        state.room.pages.insert(entry, at: place(after: after))
    }

    /// The place behind a page; the end where there is no such page.
    private func place(after page: TopicHandle?) -> Int {
        guard let page else { return 0 }
        return state.room.pages.firstIndex { $0.topic == page }.map { $0 + 1 } ?? state.room.pages.count
    }

    private mutating func allow(_ role: Role, _ rights: Rights) {
        if let index = state.room.roles.firstIndex(where: { $0.role == role }) {
            state.room.roles[index].rights = rights
        } else {
            state.room.roles.append(RoleRights(role: role, rights: rights))
        }
    }
}
