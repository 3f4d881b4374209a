import OrderedCollections
import Wire

/// A page as its host keeps it: nothing is lost, and changes can still be taken back.
extension Page {
    func checkpoint(_ context: StampContext) -> PageCheckpoint {
        PageCheckpoint(
            context: context, strokes: strokes.values.compactMap(\.kept), open: open.map(\.state), objects: Array(objects.values),
            histories: histories.entries, records: records.state, traces: textTraces)
    }

    init(_ checkpoint: PageCheckpoint) {
        for kept in checkpoint.strokes {
            let stroke = PageStroke(kept)
            strokes[stroke.name] = stroke
            size.add(stroke)
        }
        fill(open: checkpoint.open, objects: checkpoint.objects, histories: checkpoint.histories)
        records = ChangeRecords(checkpoint.records)
        for trace in checkpoint.traces { traces[trace.item] = trace.splices }
    }

    /// In the order of the objects, so that equal pages have equal checkpoints.
    private var textTraces: [TextTrace] {
        objects.keys.compactMap { name in traces[name].map { TextTrace(item: name, splices: $0) } }
    }
}
