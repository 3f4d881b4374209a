import Wire

/// One step of taking a change back or making it again (`ChangeStep` of the schema, with strokes as the page has them).
enum PageStep: Equatable, Sendable {
    case remove(ItemName, left: ItemMark)
    case restoreStroke(at: Int, PageStroke)
    case restoreObject(at: Int, PlacedObject)
    case cut(ItemName, SampleRanges)
    case mend(ItemName, SampleRanges)
    case place(ItemName, Transform?, left: Transform?)
    case restyle(ItemName, Restyle, left: Restyle)
    case splice(ItemName, revision: Int, Splice)
    case order(ItemName, at: Int, below: Int)

    /// About what it takes to keep it.
    var byteCount: Int {
        switch self {
        case .restoreStroke(_, let stroke): 96 + stroke.ink.chunks.bytes.count + 8 * stroke.cuts.ranges.count
        case .restoreObject(_, let object): 64 + object.object.byteCount
        case .cut(_, let ranges), .mend(_, let ranges): 32 + 8 * ranges.ranges.count
        case .splice(_, _, let splice): 64 + splice.inserted.utf8.count
        case .remove(_, let left): 64 + 8 * left.cuts.count
        case .place, .restyle, .order: 64
        }
    }
}

extension PageStep {
    /// As a checkpoint holds it; nil where a stroke is not known as it was written.
    var state: ChangeStep? {
        switch self {
        case .remove(let name, let left):
            .remove(item: name, transform: left.transform, revision: left.revision, cuts: left.cuts)
        case .restoreStroke(let at, let stroke): stroke.kept.map { .restoreStroke(at: at, stroke: $0) }
        case .restoreObject(let at, let object): .restoreObject(at: at, object: object)
        case .cut(let name, let ranges): .cut(stroke: name, ranges: ranges.message)
        case .mend(let name, let ranges): .mend(stroke: name, ranges: ranges.message)
        case .place(let name, let transform, let left): .place(item: name, transform: transform, left: left)
        case .restyle(let name, let look, let left): .restyle(item: name, style: look, left: left)
        case .splice(let name, let revision, let splice): .splice(item: name, revision: revision, splice: splice)
        case .order(let name, let at, let below): .order(item: name, at: at, below: below)
        }
    }

    /// As a checkpoint says it.
    init(_ state: ChangeStep) {
        switch state {
        case .remove(let name, let transform, let revision, let cuts):
            self = .remove(name, left: ItemMark(transform: transform, revision: revision, cuts: cuts))
        case .restoreStroke(let at, let stroke): self = .restoreStroke(at: at, PageStroke(stroke))
        case .restoreObject(let at, let object): self = .restoreObject(at: at, object)
        case .cut(let name, let ranges): self = .cut(name, PageStroke.ranges(ranges, of: InkLimits.strokeSampleLimit))
        case .mend(let name, let ranges): self = .mend(name, PageStroke.ranges(ranges, of: InkLimits.strokeSampleLimit))
        case .place(let name, let transform, let left): self = .place(name, transform, left: left)
        case .restyle(let name, let look, let left): self = .restyle(name, look, left: left)
        case .splice(let name, let revision, let splice): self = .splice(name, revision: revision, splice)
        case .order(let name, let at, let below): self = .order(name, at: at, below: below)
        }
    }
}
