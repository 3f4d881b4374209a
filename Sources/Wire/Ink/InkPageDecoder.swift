/// Decodes the strokes of a page, slice by slice. After an error the decoder takes no further slice.
public struct InkPageDecoder: Sendable {
    private var walk: InkPageWalk
    private var isOver = false

    /// A page without strokes.
    public init() { self.init(tables: .shipped) }

    package init(tables: InkTables) { walk = InkPageWalk(tables: tables) }

    /// Decodes the page's next slice.
    /// - Throws: the rule that the bytes break; nothing of the slice counts then.
    public mutating func decode(_ bytes: Span<UInt8>) throws(InkError) -> [InkPageStroke] {
        guard !isOver else { throw .pageIsOver }
        isOver = true
        guard bytes.count <= InkLimits.sliceByteLimit else { throw .tooManyBytes }
        var coder = InkRangeDecoder(bytes)
        let strokes = try coder.whole { (coder: inout InkRangeDecoder) throws(InkError) -> [InkPageStroke] in
            try slice(&coder)
        }
        isOver = false
        return strokes
    }

    private mutating func slice(_ coder: inout InkRangeDecoder) throws(InkError) -> [InkPageStroke] {
        var strokes: [InkPageStroke] = []
        var points = 0
        while let stroke = try walk.code(nil, &coder, { !$0.isOverrun }) {
            strokes.append(stroke)
            points += stroke.points.count
            guard strokes.count <= InkLimits.sliceStrokeLimit, points <= InkLimits.slicePointLimit else {
                throw .sliceTooLarge
            }
        }
        return strokes
    }
}
