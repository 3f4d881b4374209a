import Wire

/// The durable form of topics: lossless, one encoding for each.
extension Room {
    /// A log topic as its host keeps it.
    /// - Throws: the limit that it breaks; commands are bounded so that none is.
    public func checkpoint(of topic: TopicHandle, _ context: StampContext, as kind: TopicKind? = nil) throws(WireError)
        -> [UInt8]
    {
        if let state = state(of: topic, as: kind) { return try Snapshot(context: context, state: state).encoded() }
        return try (pages[topic] ?? Page()).checkpoint(context).encoded()
    }

    /// Takes a topic's checkpoint in place of what there is of it.
    /// - Throws: the rule that the bytes break; nothing is changed then.
    public mutating func restore(_ topic: TopicHandle, as kind: TopicKind, checkpoint: [UInt8]) throws(WireError)
        -> StampContext
    {
        guard kind == .page else { return try restoreSmall(topic, checkpoint) }
        let state = try PageCheckpoint(decoding: checkpoint)
        put(Page(state), of: topic)
        return state.context
    }

    private mutating func restoreSmall(_ topic: TopicHandle, _ bytes: [UInt8]) throws(WireError) -> StampContext {
        let snapshot = try Snapshot(decoding: bytes)
        if case .page = snapshot.state { throw .unknownKind }
        put(snapshot, of: topic)
        return snapshot.context
    }

    /// Takes a page in place of what there is of it.
    mutating func put(_ page: Page, of topic: TopicHandle) {
        for (contact, open) in contacts where open == topic { contacts[contact] = nil }
        for stroke in page.open { contacts[Contact(outbox: stroke.name.outbox, contact: stroke.contact)] = topic }
        pages[topic] = page
    }
}
