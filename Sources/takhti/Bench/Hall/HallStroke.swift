import InkBench
import Wire

/// A recorded stroke to be written again.
struct HallStroke {
    let samples: [InkSample]
    /// Milliseconds of each sample since pen-down.
    let times: [Int]
    let format: InkFormat

    /// All strokes of a folder of handwriting, in the order they were written.
    static func all(in folder: String, source: String?) throws -> [HallStroke] {
        let corpus = try Corpus(directory: folder)
        let sources = corpus.sources.filter { source == nil || $0.name == source }
        let strokes = sources.flatMap { $0.strokes.map(HallStroke.init) }
        guard !strokes.isEmpty else { throw LoadFailure(description: "no strokes in \(folder)") }
        return strokes
    }

    private init(_ stroke: CorpusStroke) {
        (samples, times) = (stroke.samples, stroke.times)
        let span = max(1, times.last ?? 1)
        let isStylus = times.count * 1_000 / span >= 100
        format = InkFormat(.samples, .quarter, stroke.hasPressure ? .six : .none, isStylus ? .stylus : .pen)
    }
}
