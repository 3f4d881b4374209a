import Wire

/// Turns the steps of a record into events, leaving alone what others changed since.
struct PageTaking {
    let page: Page
    let author: OutboxHandle
    private var events: [PageEvent] = []
    private var skipped = 0
    private var byteCount = 0
    private var strokes: [PageStroke] = []
    private var objects: [PlacedObject] = []

    init(page: Page, author: OutboxHandle) { (self.page, self.author) = (page, author) }

    mutating func skip() { skipped += 1 }

    /// The record of a stroke that was drawn and nothing else is its name.
    mutating func takeDrawn(_ name: ItemName) {
        guard let stroke = page.strokes[name], stroke.transform == nil, stroke.cuts.ranges.isEmpty else { return skip() }
        append(.erased(items: [ref(name)]), 8)
    }

    mutating func take(_ steps: [PageStep]) throws(Rejection) {
        for step in steps {
            if !take(step) { skip() }
            guard byteCount <= PageLimits.changeByteLimit, events.count <= PageLimits.changeEventLimit else { throw .tooLarge }
        }
    }

    /// All events of the command, what it does first.
    func finish(_ first: (Count) -> PageEvent) throws(Rejection) -> [PageEvent] {
        try page.checkReturn(strokes: strokes, objects: objects)
        return [first(skipped)] + events
    }

    /// False when the step is skipped.
    private mutating func take(_ step: PageStep) -> Bool {
        switch step {
        case .remove(let name, let left):
            guard (page.strokes[name]?.mark ?? page.objects[name]?.mark) == left else { return false }
            erase(name)
        case .restoreStroke(let at, let stroke): return restore(stroke, at)
        case .restoreObject(let at, let object):
            guard !page.has(object.name) else { return false }
            objects.append(object)
            append(.objectRestored(at: at, object: object), object.object.byteCount + 48)
        case .cut(let name, let ranges): return parts(name, ranges, isBack: false)
        case .mend(let name, let ranges): return parts(name, ranges, isBack: true)
        case .place(let name, let transform, let left): return place(name, transform, left)
        case .restyle(let name, let look, let left): return restyle(name, look, left)
        case .splice(let name, let revision, let splice): return self.splice(name, revision, splice)
        case .order(let name, let at, let below):
            guard page.strokes[name] != nil || page.objects[name] != nil else { return false }
            order(OrderPlace(item: ref(name), at: at, below: below))
        }
        return true
    }

    private mutating func restore(_ stroke: PageStroke, _ at: Int) -> Bool {
        guard !page.has(stroke.name), let value = stroke.byValue else { return false }
        strokes.append(stroke)
        append(.strokeRestored(at: at, stroke: value), stroke.ink.chunks.bytes.count + 6 * stroke.cuts.ranges.count + 48)
        return true
    }

    private mutating func parts(_ name: ItemName, _ ranges: SampleRanges, isBack: Bool) -> Bool {
        guard var stroke = page.strokes[name] else { return false }
        let before = stroke.cuts
        guard isBack ? stroke.mend(ranges.message) : stroke.cut(ranges.message), stroke.cuts != before else { return false }
        let message = ranges.message
        for start in stride(from: 0, to: message.count, by: WireLimits.listLimit) {
            let part = Array(message[start..<min(start + WireLimits.listLimit, message.count)])
            let cut = Cut(stroke: ref(name), ranges: part)
            append(isBack ? .mended(cuts: [cut]) : .cut(cuts: [cut]), 16 + 6 * part.count)
        }
        return true
    }

    private mutating func place(_ name: ItemName, _ transform: Transform?, _ left: Transform?) -> Bool {
        let present: Transform?
        if let stroke = page.strokes[name] {
            present = stroke.transform
        } else if let object = page.objects[name] {
            present = object.transform
        } else {
            return false
        }
        guard present == left else { return false }
        let placement = Placement(item: ref(name), transform: transform)
        if case .placed(let placements) = events.last, placements.count < WireLimits.listLimit {
            events.removeLast()
            append(.placed(placements: placements + [placement]), 32)
        } else {
            append(.placed(placements: [placement]), 32)
        }
        return true
    }

    private mutating func restyle(_ name: ItemName, _ look: Restyle, _ left: Restyle) -> Bool {
        if let stroke = page.strokes[name] {
            guard stroke.style.look == left else { return false }
            append(.restyled(items: [ref(name)], style: look), 24)
            return true
        }
        guard var object = page.objects[name], object.object.look == left else { return false }
        object.object = object.object.wearing(look)
        append(.objectRestored(at: page.objects.index(forKey: name) ?? 0, object: object), object.object.byteCount + 48)
        return true
    }

    private mutating func splice(_ name: ItemName, _ revision: Int, _ splice: Splice) -> Bool {
        guard let text = page.objects[name]?.object.text, let missed = page.traces(of: name, since: revision) else { return false }
        let moved = missed.reduce(splice) { $0.moved(over: $1) }.within(text)
        guard moved.applied(to: text) != text, page.objects[name]?.revision ?? 0 < 65_535 else { return false }
        append(.spliced(item: ref(name), splice: moved), moved.inserted.utf8.count + 24)
        return true
    }

    private mutating func erase(_ name: ItemName) {
        if case .erased(let items) = events.last, items.count < WireLimits.listLimit {
            events.removeLast()
            append(.erased(items: items + [ref(name)]), 8)
        } else {
            append(.erased(items: [ref(name)]), 8)
        }
    }

    private mutating func order(_ place: OrderPlace) {
        if case .ordered(let places) = events.last, places.count < WireLimits.listLimit {
            events.removeLast()
            append(.ordered(places: places + [place]), 12)
        } else {
            append(.ordered(places: [place]), 12)
        }
    }

    private mutating func append(_ event: PageEvent, _ byteCount: Int) {
        events.append(event)
        self.byteCount += byteCount
    }

    private func ref(_ name: ItemName) -> ItemRef { ItemRef(name, seenFrom: author) }
}
