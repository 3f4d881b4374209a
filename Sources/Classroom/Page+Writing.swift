import Wire

/// Strokes being written (P1).
extension Page {
    mutating func begin(_ contact: Int, _ style: StrokeStyle, _ chunk: [UInt8], _ stamp: EventStamp) {
        guard openIndex(stamp.author, contact) == nil, !has(stamp.name) else { return }
        var stroke = OpenPageStroke(name: stamp.name, contact: contact, style: style, began: stamp.time)
        guard let part = stroke.take(chunk) else { return }
        size.add(stroke)
        open.append(stroke)
        if part.isLast { finish(open.count - 1) }
    }

    mutating func continueStroke(_ author: OutboxHandle, _ contact: Int, _ chunk: [UInt8]) {
        guard let index = openIndex(author, contact) else { return }
        size.remove(open[index])
        let part = open[index].take(chunk)
        size.add(open[index])
        if part?.isLast == true { finish(index) }
    }

    /// The pen is up: the stroke lies above all others, and can be taken back.
    mutating func finish(_ index: Int) {
        let stroke = open.remove(at: index)
        size.remove(stroke)
        let finished = stroke.finished
        size.add(finished)
        strokes[finished.name] = finished
        did(finished.name.outbox, finished.name.counter)
    }

    /// It was no writing.
    mutating func cancel(_ index: Int) { size.remove(open.remove(at: index)) }
}
