import Wire

/// A full page of handwriting: what a student who joins late may have to decode.
struct SamplePage {
    static let strokeCount = 2_000
    static let sampleCount = 100_000

    /// The page as one run of knots within 0.5 px.
    let bytes: [UInt8]

    /// Shorter strokes are left out, so that strokes have 50 samples on average.
    private static let least = 24

    /// Takes strokes of all sources, source after source and over again, until the counts are met; the last ones are cut
    /// short.
    init(_ corpus: Corpus) throws(CorpusError) {
        let pages = corpus.sources.flatMap { CorpusPage.pages($0.strokes) }
        let strokes = pages.flatMap { page in page.strokes.map { (stroke: $0, page: page) } }
            .filter { $0.stroke.points.count >= Self.least }
        guard !strokes.isEmpty else { throw .empty("the corpus") }
        var encoder = InkPageEncoder()
        var left = Self.sampleCount
        do throws(InkError) {
            for index in 0..<Self.strokeCount {
                let (stroke, page) = strokes[index % strokes.count]
                let rest = Self.strokeCount - 1 - index
                let count = rest == 0 ? left : min(stroke.points.count, left - rest * Self.least)
                let points = (0..<count).map { stroke.points[$0 % stroke.points.count] }
                let cut = CorpusStroke(source: stroke.source, page: stroke.page, points: points)
                try encoder.append(InkMode.pageKnotsHalf.pageStroke(cut, page))
                left -= count
            }
            bytes = try encoder.finishSlice()
        } catch { throw .mismatch("page: \(error.rule)") }
    }
}
