import Wire

/// The strokes of one page, and what is known of its device.
struct CorpusPage {
    let strokes: [CorpusStroke]
    let device: InkFormat.Device
    let hasPressure: Bool
    /// The coarsest grid, as log2 of 1/8 px, that the samples of every stroke keep.
    let grid: Int

    init(_ strokes: [CorpusStroke]) {
        self.strokes = strokes
        hasPressure = strokes.allSatisfy(\.hasPressure)
        let intervals = strokes.reduce(0) { $0 + $1.points.count - 1 }
        let time = strokes.reduce(0) { $0 + ($1.times.last ?? 0) }
        device = time <= 10 * intervals && intervals > 0 ? .stylus : hasPressure ? .pen : .mouse
        grid = strokes.reduce(3) { min($0, Self.grid($1)) }
    }

    /// The pages of `strokes`, in the order in which they begin. Strokes with and without pressure do not share a page.
    static func pages(_ strokes: [CorpusStroke]) -> [CorpusPage] {
        var places: [String: Int] = [:]
        var pages: [[CorpusStroke]] = []
        for stroke in strokes {
            let key = "\(stroke.hasPressure) \(stroke.source)/\(stroke.page)"
            if let place = places[key] {
                pages[place].append(stroke)
            } else {
                places[key] = pages.count
                pages.append([stroke])
            }
        }
        return pages.map(CorpusPage.init)
    }

    /// The coarsest grid, as log2 of 1/8 px, on which all samples of `stroke` lie with its first.
    static func grid(_ stroke: CorpusStroke) -> Int {
        let first = stroke.points[0]
        let off = stroke.points.reduce(0) { $0 | (($1.x - first.x) | ($1.y - first.y)) }
        return off == 0 ? 3 : min(off.trailingZeroBitCount, 3)
    }
}
