import Wire

extension ItemRef {
    /// What is named, seen from a command or event of `author` (rule T8).
    func name(seenFrom author: OutboxHandle) -> ItemName { ItemName(outbox: outbox ?? author, counter: counter) }

    /// The shortest reference to `name`, seen from `author`.
    init(_ name: ItemName, seenFrom author: OutboxHandle) {
        self.init(outbox: name.outbox == author ? nil : name.outbox, counter: name.counter)
    }
}

extension EventStamp {
    /// The name of what the event's command makes.
    var name: ItemName { ItemName(outbox: author, counter: counter) }
}
