import Wire

/// Chooses lines for strokes ahead of a snapshot: immutable, so that it can run off the loop.
public struct KnotWork: Sendable {
    private let strokes: [PageStroke]

    init(_ strokes: [PageStroke]) { self.strokes = strokes }

    /// What was chosen, for the room to keep. About 3 µs a sample.
    public func run() -> SnapshotWork.Knots {
        var lines: [ItemName: InkPageStroke] = [:]
        for stroke in strokes { lines[stroke.name] = try? stroke.ink.chosenLine(stroke.cuts) }
        return SnapshotWork.Knots(lines: lines)
    }
}
