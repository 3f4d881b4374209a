import Wire

/// Taking back and making again (P5, P6): the events that a change's steps come to now.
extension PageDesk {
    func undo(_ change: Counter, on page: Page) throws(Rejection) -> [PageEvent] {
        guard page.histories.of(actor.outbox)?.done.contains(change) == true else { throw .nothingToUndo }
        var taking = PageTaking(page: page, author: actor.outbox)
        let name = ItemName(outbox: actor.outbox, counter: change)
        if let steps = page.records.steps[name] {
            try taking.take(steps)
        } else {
            taking.takeDrawn(name)
        }
        return try taking.finish { .undone(change: change, skipped: $0) }
    }

    func redo(_ change: Counter, on page: Page) throws(Rejection) -> [PageEvent] {
        guard page.histories.of(actor.outbox)?.undone.contains(change) == true else { throw .nothingToUndo }
        var taking = PageTaking(page: page, author: actor.outbox)
        if let steps = page.records.steps[ItemName(outbox: actor.outbox, counter: change)] {
            try taking.take(steps)
        } else {
            taking.skip()
        }
        return try taking.finish { .redone(change: change, skipped: $0) }
    }
}
