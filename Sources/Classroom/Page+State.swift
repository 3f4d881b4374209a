import OrderedCollections
import Wire

/// A page as snapshots carry it.
extension Page {
    /// As a snapshot says it, with any `ink` for the finished strokes.
    func state(ink: [UInt8]) -> PageState {
        PageState(
            strokes: entries, ink: ink, open: open.map(\.state), objects: Array(objects.values), histories: histories.entries)
    }

    /// As a snapshot says: its ink within the tolerance, no records.
    init(_ state: PageState) throws(InkError) {
        var decoder = InkPageDecoder()
        let lines = try decoder.decode(state.ink.span)
        guard lines.count == state.strokes.count else { throw .badCount }
        var name = ItemName(outbox: 0, counter: 0)
        var style = StrokeStyle(tool: .pen, colour: .palette(index: 0), width: 1)
        for (entry, line) in zip(state.strokes, lines) {
            name = ItemName(outbox: entry.outbox ?? name.outbox, counter: name.counter + entry.step)
            style = entry.style ?? style
            var stroke = PageStroke(name: name, style: style, ink: StrokeInk(line: line))
            stroke.transform = entry.transform
            stroke.cuts = PageStroke.ranges(entry.cuts?.ranges ?? [], of: line.sampleCount)
            strokes[name] = stroke
            size.add(stroke)
        }
        fill(open: state.open, objects: state.objects, histories: state.histories)
    }

    /// What snapshots and checkpoints have in common.
    mutating func fill(open states: [OpenStroke], objects placed: [PlacedObject], histories entries: [ChangeHistory]) {
        for state in states {
            guard let stroke = OpenPageStroke(state) else { continue }
            open.append(stroke)
            size.add(stroke)
        }
        for object in placed { objects[object.name] = object }
        histories = PageHistories(entries)
    }

    /// The shortest entries: what is as in the entry before is left out; the first says all.
    private var entries: [StrokeEntry] {
        var before: PageStroke?
        return strokes.values.map { stroke in
            let cuts = stroke.cuts.ranges.isEmpty ? nil : StrokeCuts(ranges: stroke.cuts.message)
            let entry = StrokeEntry(
                outbox: stroke.name.outbox == before?.name.outbox ? nil : stroke.name.outbox,
                step: stroke.name.counter - (before?.name.counter ?? 0),
                style: stroke.style == before?.style ? nil : stroke.style, transform: stroke.transform, cuts: cuts)
            before = stroke
            return entry
        }
    }
}
