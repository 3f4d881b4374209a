import Wire

/// Tables for scoring sources that the shipped tables were trained on: each writer is scored with tables trained on the
/// others of the same directory.
struct Folds {
    /// Parts that the writers of every source are dealt to.
    static let count = 7

    private let tables: [InkTables]
    private let parts: [String: Int]

    /// Trains the tables of all folds, if `sources` has any that the shipped tables know.
    init(_ sources: [(name: String, strokes: [CorpusStroke])]) {
        let known = sources.filter { InkTables.trainedSources.contains($0.name) }
        var parts: [String: Int] = [:]
        for source in known {
            var dealt = 0
            for stroke in source.strokes where parts[Self.key(stroke)] == nil {
                parts[Self.key(stroke)] = dealt % Self.count
                dealt += 1
            }
        }
        self.parts = parts
        let items = TrainingItem.items(known.flatMap(\.strokes))
        tables =
            known.isEmpty
            ? []
            : (0..<Self.count).map { part in
                InkTableLevels.tables(InkTraining(items.filter { parts[Self.key($0.stroke)] != part }).train())
            }
    }

    /// The tables to score a stroke with: trained without its writer.
    func tables(_ stroke: CorpusStroke) -> InkTables {
        parts[Self.key(stroke)].map { tables[$0] } ?? .shipped
    }

    private static func key(_ stroke: CorpusStroke) -> String { stroke.source + "\n" + stroke.writer }
}
