/// What the strokes of a page come to.
struct PageSize: Equatable, Sendable {
    /// Ink as it was written, of finished and open strokes.
    var bytes = 0
    /// Samples of finished and open strokes.
    var samples = 0
    /// Cuts of finished strokes.
    var cuts = 0

    mutating func add(_ stroke: PageStroke) {
        bytes += stroke.ink.chunks.bytes.count
        samples += stroke.ink.sampleCount
        cuts += stroke.cuts.ranges.count
    }

    mutating func remove(_ stroke: PageStroke) {
        bytes -= stroke.ink.chunks.bytes.count
        samples -= stroke.ink.sampleCount
        cuts -= stroke.cuts.ranges.count
    }

    mutating func add(_ stroke: OpenPageStroke) {
        bytes += stroke.chunks.bytes.count
        samples += stroke.sampleCount
    }

    mutating func remove(_ stroke: OpenPageStroke) {
        bytes -= stroke.chunks.bytes.count
        samples -= stroke.sampleCount
    }
}
