import Wire

/// Decides on commands about items of one page, for one who may write there.
struct PageDesk {
    let actor: Actor
    /// Whether the actor may change what others made.
    let mayChangeOthers: Bool
    let owners: [OutboxHandle: ParticipantHandle]

    func erase(_ items: [ItemRef], from page: Page) throws(Rejection) -> [PageEvent] {
        [.erased(items: try present(items, on: page))]
    }

    func cut(_ cuts: [Cut], on page: Page) throws(Rejection) -> [PageEvent] {
        var (kept, added, isGone) = ([Cut](), 0, true)
        for cut in cuts {
            guard var stroke = page.strokes[cut.stroke.name(seenFrom: actor.outbox)] else { continue }
            isGone = false
            guard isMine(stroke.name) else { throw .notYours }
            let before = stroke.cuts
            guard stroke.cut(cut.ranges) else { throw .tooMany }
            guard stroke.cuts != before else { continue }
            added += max(0, stroke.cuts.ranges.count - before.ranges.count)
            kept.append(cut)
        }
        guard !kept.isEmpty else { throw isGone ? .itemGone : .alreadySo }
        guard page.size.cuts + added <= PageLimits.pageCutLimit else { throw .tooLarge }
        return [.cut(cuts: kept)]
    }

    func add(_ object: PageObject, to page: Page) throws(Rejection) -> [PageEvent] {
        guard page.objects.count < WireLimits.objectLimit else { throw .tooMany }
        try page.checkObjects(object.byteCount + 40)
        return [.added(object: object)]
    }

    func move(_ items: [ItemRef], _ by: Transform, on page: Page) throws(Rejection) -> [PageEvent] {
        guard by.normal != nil else { throw .alreadySo }
        return [.moved(items: try present(items, on: page), by: by)]
    }

    func restyle(_ items: [ItemRef], _ style: Restyle, on page: Page) throws(Rejection) -> [PageEvent] {
        guard style != Restyle() else { throw .alreadySo }
        return [.restyled(items: try present(items, on: page), style: style)]
    }

    func arrange(_ items: [ItemRef], _ order: Order, on page: Page) throws(Rejection) -> [PageEvent] {
        [.arranged(items: try present(items, on: page), order: order)]
    }

    func clear(_ page: Page) throws(Rejection) -> [PageEvent] {
        guard mayChangeOthers else { throw .forbidden }
        guard !page.strokes.isEmpty || !page.objects.isEmpty else { throw .alreadySo }
        return [.cleared]
    }

    /// The splice is meant for the text as it was at `revision`, with the author's own later ones; it is moved over what others did since.
    func splice(_ item: ItemRef, _ revision: Int, _ splice: Splice, on page: Page) throws(Rejection) -> [PageEvent] {
        let name = item.name(seenFrom: actor.outbox)
        guard let object = page.objects[name] else { throw .itemGone }
        guard let text = object.object.text else { throw .noSuchItem }
        guard isMine(name) else { throw .notYours }
        guard let missed = page.traces(of: name, since: revision) else { throw .unknownText }
        guard object.revision < 65_535 else { throw .tooMany }
        let moved = missed.filter { $0.outbox != actor.outbox }.reduce(splice) { $0.moved(over: $1) }.within(text)
        guard moved.removed > 0 || !moved.inserted.isEmpty else { throw .alreadySo }
        guard text.utf8.count + moved.inserted.utf8.count <= WireLimits.textByteLimit || moved.applied(to: text) != text else {
            throw .tooLarge
        }
        try page.checkObjects(moved.inserted.utf8.count)
        return [.spliced(item: item, splice: moved)]
    }

    func isMine(_ name: ItemName) -> Bool {
        mayChangeOthers || name.outbox == actor.outbox || owners[name.outbox] == actor.participant
    }

    /// Those items that are there, each once; all must be the actor's own unless others' may be changed.
    private func present(_ items: [ItemRef], on page: Page) throws(Rejection) -> [ItemRef] {
        var seen: Set<ItemName> = []
        var kept: [ItemRef] = []
        for item in items {
            let name = item.name(seenFrom: actor.outbox)
            guard page.strokes[name] != nil || page.objects[name] != nil, seen.insert(name).inserted else { continue }
            guard isMine(name) else { throw .notYours }
            kept.append(ItemRef(name, seenFrom: actor.outbox))
        }
        guard !kept.isEmpty else { throw .itemGone }
        return kept
    }
}

extension Page {
    /// The splices of a text after its `revision`; nil where they are not known any more, or never were.
    func traces(of name: ItemName, since revision: Int) -> ArraySlice<SpliceTrace>? {
        guard let object = objects[name] else { return nil }
        let missed = object.revision - revision
        let known = traces[name] ?? []
        return (0...known.count).contains(missed) ? known.suffix(missed) : nil
    }
}
