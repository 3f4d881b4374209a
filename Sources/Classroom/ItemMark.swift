import Wire

/// What a change left of an item: if it is different now, somebody changed the item since.
struct ItemMark: Equatable, Sendable {
    var transform: Transform?
    /// Splices of a text so far; 0 of strokes.
    var revision: Int
    /// What was erased of a stroke.
    var cuts: [SampleRange]
}
