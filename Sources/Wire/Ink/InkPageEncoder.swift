/// Codes the strokes of a page in one run, in one slice or several: the model goes on from slice to slice.
public struct InkPageEncoder: Sendable {
    private var walk: InkPageWalk
    private var coder = InkRangeEncoder()
    private var strokes = 0
    private var points = 0

    /// A page without strokes.
    public init() { self.init(tables: .shipped) }

    package init(tables: InkTables) { walk = InkPageWalk(tables: tables) }

    /// Bytes of the slice so far, less those still in the coder.
    public var byteCount: Int { coder.bytes.count }

    /// Codes one more stroke.
    /// - Throws: the limit that it breaks. Nothing of it is coded then, and the page goes on.
    public mutating func append(_ stroke: InkPageStroke) throws(InkError) {
        try check(stroke)
        var stroke = stroke
        stroke.format = stroke.format.fitting(stroke.points, with: stroke.points[0])
        _ = try walk.code(stroke, &coder) { _ in true }
        strokes += 1
        points += stroke.points.count
    }

    /// Ends the slice and starts another.
    public mutating func finishSlice() throws(InkError) -> [UInt8] {
        _ = try walk.code(nil, &coder) { _ in true }
        (strokes, points) = (0, 0)
        let bytes = coder.finish()
        guard bytes.count <= InkLimits.sliceByteLimit else { throw .tooManyBytes }
        return bytes
    }

    private func check(_ stroke: InkPageStroke) throws(InkError) {
        guard (1...InkLimits.strokeSampleLimit).contains(stroke.sampleCount) else { throw .strokeTooLong }
        let isWhole = stroke.format.kind == .samples && stroke.points.count == stroke.sampleCount
        guard isWhole || stroke.format.kind == .knots && Self.isSound(stroke) else { throw .badIndex }
        guard stroke.points.allSatisfy(\.isWithinLimits) else { throw .badCoordinate }
        guard strokes < InkLimits.sliceStrokeLimit, points + stroke.points.count <= InkLimits.slicePointLimit else {
            throw .sliceTooLarge
        }
    }

    private static func isSound(_ stroke: InkPageStroke) -> Bool {
        let indices = stroke.indices
        guard indices.count == stroke.points.count, indices.first == 0, indices.last == stroke.sampleCount - 1 else {
            return false
        }
        return zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 }
    }
}
