import Wire

/// The durable form of topics: lossless, one encoding for each.
extension Room {
    /// A log topic as its host keeps it.
    /// - Throws: the limit that it breaks; commands are bounded so that none is.
    public func checkpoint(of topic: TopicHandle, _ context: StampContext) throws(WireError) -> [UInt8] {
        switch topic {
        case Room.coreTopic: try Snapshot(context: context, state: .core(core.state)).encoded()
        case Room.rosterTopic: try Snapshot(context: context, state: .roster(roster.state)).encoded()
        default: try (pages[topic] ?? Page()).checkpoint(context).encoded()
        }
    }

    /// Takes a topic's checkpoint in place of what there is of it.
    /// - Throws: the rule that the bytes break; nothing is changed then.
    public mutating func restore(_ topic: TopicHandle, checkpoint: [UInt8]) throws(WireError) -> StampContext {
        guard topic != Room.coreTopic, topic != Room.rosterTopic else { return try restore(checkpoint) }
        let state = try PageCheckpoint(decoding: checkpoint)
        put(Page(state), of: topic)
        return state.context
    }

    private mutating func restore(_ bytes: [UInt8]) throws(WireError) -> StampContext {
        let snapshot = try Snapshot(decoding: bytes)
        switch snapshot.state {
        case .core(let state): core = RoomCore(state)
        case .roster(let state): roster = Roster(state)
        case .page, .chat, .questions, .staff, .personal, .lab, .ballots: throw .unknownKind
        }
        return snapshot.context
    }

    /// Takes a page in place of what there is of it.
    mutating func put(_ page: Page, of topic: TopicHandle) {
        for (contact, open) in contacts where open == topic { contacts[contact] = nil }
        for stroke in page.open { contacts[Contact(outbox: stroke.name.outbox, contact: stroke.contact)] = topic }
        pages[topic] = page
    }
}
