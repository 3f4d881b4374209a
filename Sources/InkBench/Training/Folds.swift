import Wire

/// Tables for scoring writers whom the shipped tables were trained on: trained on the same corpus without them.
enum Folds {
    /// Parts that the writers of every source are dealt to.
    static let count = 7

    private static let tables = FoldTables.packed.map { InkTables(packed: Base64.bytes($0)) }

    /// The tables to score a stroke with: trained without its writer.
    static func tables(_ stroke: CorpusStroke) -> InkTables {
        FoldTables.parts[key(stroke)].map { tables[$0] } ?? .shipped
    }

    /// Deals the writers of every source out to parts, in the order in which they come.
    static func dealt(_ sources: [(name: String, strokes: [CorpusStroke])]) -> [String: Int] {
        var parts: [String: Int] = [:]
        for source in sources {
            var dealt = 0
            for stroke in source.strokes where parts[key(stroke)] == nil {
                parts[key(stroke)] = dealt % count
                dealt += 1
            }
        }
        return parts
    }

    /// Who wrote a stroke, as ``FoldTables`` names it.
    static func key(_ stroke: CorpusStroke) -> String { stroke.source + "/" + stroke.writer }
}
