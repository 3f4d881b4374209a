import Wire

extension Room {
    /// Of a page: everything needs the right to write there.
    func decide(_ command: PageCommand, by actor: Actor, counter: Counter) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .beginStroke(let page, let contact, let style, let chunk):
            return try begin(page, contact, style, chunk, actor)
        case .continueStroke(let contact, let chunk): return try goOn(contact, chunk, actor)
        case .endStroke(let contact): return [try up(contact, actor, .strokeEnded(contact: contact))]
        case .cancelStroke(let contact): return [try up(contact, actor, .strokeCancelled(contact: contact))]
        case .erase(let page, let items):
            return try change(page, actor) { (page, desk) throws(Rejection) in try desk.erase(items, from: page) }
        case .cut(let page, let cuts):
            return try change(page, actor) { (page, desk) throws(Rejection) in try desk.cut(cuts, on: page) }
        case .undo(let page, let change):
            return try self.change(page, actor) { (page, desk) throws(Rejection) in try desk.undo(change, on: page) }
        case .redo(let page, let change):
            return try self.change(page, actor) { (page, desk) throws(Rejection) in try desk.redo(change, on: page) }
        case .add(let page, let object):
            return try change(page, actor) { (page, desk) throws(Rejection) in try desk.add(object, to: page) }
        case .move(let page, let items, let by):
            return try change(page, actor) { (page, desk) throws(Rejection) in try desk.move(items, by, on: page) }
        case .restyle(let page, let items, let style):
            return try change(page, actor) { (page, desk) throws(Rejection) in try desk.restyle(items, style, on: page) }
        case .splice(let page, let item, let revision, let splice):
            return try change(page, actor) { (page, desk) throws(Rejection) in
                try desk.splice(item, revision, splice, on: page)
            }
        case .arrange(let page, let items, let order):
            return try change(page, actor) { (page, desk) throws(Rejection) in try desk.arrange(items, order, on: page) }
        case .clear(let page): return try change(page, actor) { (page, desk) throws(Rejection) in try desk.clear(page) }
        }
    }

    private func change(
        _ ref: PageRef, _ actor: Actor, _ decide: (Page, PageDesk) throws(Rejection) -> [PageEvent]
    ) throws(Rejection) -> [TopicEvent] {
        let topic = try writable(ref, actor)
        let desk = PageDesk(actor: actor, mayChangeOthers: mayChangeOthers(actor, topic), owners: owners)
        return try decide(pages[topic] ?? Page(), desk).map { TopicEvent(topic, .page(event: $0)) }
    }

    private func mayChangeOthers(_ actor: Actor, _ topic: TopicHandle) -> Bool {
        let rights = rights(of: actor.participant, on: topic)
        return rights.moderate || rights.teach
    }

    private func writable(_ ref: PageRef, _ actor: Actor) throws(Rejection) -> TopicHandle {
        let topic = try resolve(ref, actor)
        try require(.write, actor, on: topic)
        return topic
    }

    // MARK: - Strokes being written (P1)

    private func begin(
        _ ref: PageRef, _ contact: Int, _ style: StrokeStyle, _ chunk: [UInt8], _ actor: Actor
    ) throws(Rejection) -> [TopicEvent] {
        let topic = try writable(ref, actor)
        guard contacts[Contact(outbox: actor.outbox, contact: contact)] == nil else { throw .strokeOpen }
        var decoder = InkStrokeDecoder()
        try check(chunk, &decoder)
        if let page = pages[topic] { try page.checkRoom(chunk.count, samples: decoder.sampleCount, isNew: true) }
        let event = PageEvent.strokeBegan(contact: contact, style: style, chunk: chunk)
        return [TopicEvent(topic, .page(event: event))]
    }

    private func goOn(_ contact: Int, _ chunk: [UInt8], _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        guard let topic = contacts[Contact(outbox: actor.outbox, contact: contact)],
            let index = pages[topic]?.openIndex(actor.outbox, contact), let stroke = pages[topic]?.open[index]
        else { throw .noOpenStroke }
        guard core.page(topic)?.removed == false else { throw .pageRemoved }
        try require(.write, actor, on: topic)
        guard stroke.chunks.count < WireLimits.chunkLimit,
            stroke.chunks.bytes.count + chunk.count + 2 <= PageLimits.strokeByteLimit
        else { throw .tooLarge }
        var decoder = stroke.decoder
        try check(chunk, &decoder)
        try pages[topic]?.checkRoom(chunk.count, samples: decoder.sampleCount - stroke.sampleCount, isNew: false)
        return [TopicEvent(topic, .page(event: .strokeContinued(contact: contact, chunk: chunk)))]
    }

    /// A pen is up: allowed whatever happened to the page or the rights since it came down.
    private func up(_ contact: Int, _ actor: Actor, _ event: PageEvent) throws(Rejection) -> TopicEvent {
        guard let topic = contacts[Contact(outbox: actor.outbox, contact: contact)] else { throw .noOpenStroke }
        return TopicEvent(topic, .page(event: event))
    }

    private func check(_ chunk: [UInt8], _ decoder: inout InkStrokeDecoder) throws(Rejection) {
        do throws(InkError) {
            _ = try decoder.decode(chunk.span)
        } catch { throw error == .strokeTooLong ? .tooLarge : .badInk }
    }
}
