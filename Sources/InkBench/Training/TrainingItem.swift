import Wire

/// What training codes in one go: a live stroke, or a page. Knots are chosen once, for all passes.
public struct TrainingItem: Sendable {
    private enum Content {
        case live([Chunk], InkFormat, milliseconds: Int)
        case page([InkPageStroke])
    }

    private struct Chunk {
        let points: [InkSample]
        let duration: Int
        let isLast: Bool
    }

    private let content: Content
    var chunkCount: Int { if case .live(let c, _, _) = content { c.count } else { 1 } }
    /// Whose writing it is.
    let stroke: CorpusStroke

    /// Modes and milliseconds of chunks, in the order of training.
    private static let passes: [(mode: InkMode, milliseconds: Int)] = [
        (.liveExact, 33), (.liveQuarter, 50), (.liveHalf, 100), (.pageExact, 0),
        (.liveKnotsHalf, 33), (.liveKnotsHalf, 50), (.liveKnotsHalf, 100), (.pageKnotsHalf, 0), (.pageKnotsQuarter, 0),
    ]

    /// All that training codes of `strokes`.
    public static func items(_ strokes: [CorpusStroke]) -> [TrainingItem] { items(strokes, passes) }

    static func items(_ strokes: [CorpusStroke], _ passes: [(mode: InkMode, milliseconds: Int)]) -> [TrainingItem] {
        let pages = CorpusPage.pages(strokes)
        return passes.flatMap { mode, milliseconds in
            pages.flatMap { page in
                mode.isLive
                    ? page.strokes.map { TrainingItem($0, page, mode, milliseconds) } : [TrainingItem(page, mode)]
            }
        }
    }

    private init(_ page: CorpusPage, _ mode: InkMode) {
        content = .page(page.strokes.map { mode.pageStroke($0, page) })
        stroke = page.strokes[0]
    }

    private init(_ stroke: CorpusStroke, _ page: CorpusPage, _ mode: InkMode, _ milliseconds: Int) {
        let format = mode.format(page.device, hasPressure: page.hasPressure, coarseness: page.grid - mode.gridShift)
        var encoder = InkStrokeEncoder(format)
        var silent = SilentCoder()
        var chunks: [Chunk] = []
        for chunk in ChunkPlan(stroke, milliseconds: milliseconds).chunks {
            let points = encoder.points(Array(chunk.samples))
            if format.kind == .knots {
                try? encoder.encode(points, chunk.duration, milliseconds, chunk.isLast, &silent)
            }
            chunks.append(Chunk(points: points, duration: chunk.duration, isLast: chunk.isLast))
        }
        content = .live(chunks, format, milliseconds: milliseconds)
        self.stroke = stroke
    }

    /// Codes it into `coder` and returns what the models learnt of whom to trust.
    func code<Coder: InkBitCoder>(_ tables: InkTables, _ coder: inout Coder) -> [(InkProfile, [Int32])] {
        switch content {
        case .live(let chunks, let format, let milliseconds):
            var encoder = InkStrokeEncoder(format, tables: tables)
            for chunk in chunks {
                try? encoder.encode(chunk.points, chunk.duration, milliseconds, chunk.isLast, &coder)
            }
            return encoder.learnt.map { [$0] } ?? []
        case .page(let strokes):
            var walk = InkPageWalk(tables: tables)
            for stroke in strokes { _ = try? walk.code(stroke, &coder) { _ in true } }
            _ = try? walk.code(nil, &coder) { _ in true }
            return zip(InkProfile.allCases, walk.learnt).map { ($0, $1) }
        }
    }
}

extension InkMode {
    /// log2 of the grid's step in 1/8 px.
    var gridShift: Int { format(.pen, hasPressure: false, coarseness: 0).grid.rawValue }

    /// A stroke as this mode puts it on a page.
    func pageStroke(_ stroke: CorpusStroke, _ page: CorpusPage) -> InkPageStroke {
        let format = format(page.device, hasPressure: page.hasPressure, coarseness: page.grid - gridShift)
        switch format.kind {
        case .samples: return InkPageStroke(samples: stroke.samples, format: format)
        case .knots: return InkPageStroke(knotsOf: stroke.samples, format: format)
        }
    }
}
