import Wire

extension Page {
    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: PageEvent, _ stamp: EventStamp) {
        let author = stamp.author
        switch event {
        case .strokeBegan(let contact, let style, let chunk): begin(contact, style, chunk, stamp)
        case .strokeContinued(let contact, let chunk): continueStroke(author, contact, chunk)
        case .strokeEnded(let contact): if let index = openIndex(author, contact) { finish(index) }
        case .strokeCancelled(let contact): if let index = openIndex(author, contact) { cancel(index) }
        case .undone(let change, _): takeBack(change, stamp, histories.undid(author, change))
        case .redone(let change, _): takeBack(change, stamp, histories.redid(author, change))
        default:
            if isChange(event, stamp) { did(author, stamp.counter) }
            let steps = change(event, stamp)
            if author != 0 { records.add(steps, to: change(of: stamp)) }
        }
    }

    /// Everything but strokes being written.
    /// - Returns: the steps that take it back.
    private mutating func change(_ event: PageEvent, _ stamp: EventStamp) -> [PageStep] {
        let author = stamp.author
        func names(_ items: [ItemRef]) -> [ItemName] { items.map { $0.name(seenFrom: author) } }
        switch event {
        case .erased(let items): return erase(Set(names(items)))
        case .cleared: return clear()
        case .cut(let cuts): return cuts.flatMap { cut($0.stroke.name(seenFrom: author), $0.ranges) }
        case .mended(let cuts): return cuts.flatMap { mend($0.stroke.name(seenFrom: author), $0.ranges) }
        case .strokeRestored(let at, let stroke): return restore(stroke, at)
        case .objectRestored(let at, let object): return restore(object, at)
        case .added(let object):
            guard !has(stamp.name) else { return [] }
            return restore(PlacedObject(name: stamp.name, below: strokes.count, revision: 0, object: object), objects.count)
        case .moved(let items, let by): return names(items).compactMap { place($0) { by.after($0) } }
        case .placed(let placements):
            return placements.compactMap { one in place(one.item.name(seenFrom: author)) { _ in one.transform?.normal } }
        case .restyled(let items, let style): return names(items).compactMap { restyle($0, style) }
        case .spliced(let item, let splice): return self.splice(item.name(seenFrom: author), splice, author)
        case .arranged(let items, let order): return arrange(Set(names(items)), toFront: order == .front)
        case .ordered(let places): return self.order(places, author)
        case .strokeBegan, .strokeContinued, .strokeEnded, .strokeCancelled, .undone, .redone: return []
        }
    }

    // MARK: - History

    /// Whether an event is a change of its own, which its author can take back.
    private func isChange(_ event: PageEvent, _ stamp: EventStamp) -> Bool {
        switch event {
        case .erased, .cut, .added, .moved, .restyled, .spliced, .arranged, .cleared: stamp.author != 0 && !isInverse(stamp)
        case .mended, .strokeRestored, .objectRestored, .placed, .ordered: false
        case .strokeBegan, .strokeContinued, .strokeEnded, .strokeCancelled, .undone, .redone: false
        }
    }

    private func isInverse(_ stamp: EventStamp) -> Bool { inverse?.author == stamp.author && inverse?.counter == stamp.counter }

    /// The change that an event belongs to.
    private func change(of stamp: EventStamp) -> ItemName {
        guard let inverse, isInverse(stamp) else { return stamp.name }
        return ItemName(outbox: stamp.author, counter: inverse.change)
    }

    mutating func did(_ outbox: OutboxHandle, _ change: Counter) {
        for gone in histories.did(outbox, change) { records.drop(gone) }
    }

    /// From here on the command's events are the inverse of `change`, and are recorded as such.
    private mutating func takeBack(_ change: Counter, _ stamp: EventStamp, _ gone: [ItemName]) {
        for gone in gone { records.drop(gone) }
        records.drop(ItemName(outbox: stamp.author, counter: change))
        inverse = Inverse(author: stamp.author, counter: stamp.counter, change: change)
    }
}
