import Wire

/// Makes tables from handwriting: counts every decision, chooses levels for the slots, then lets the weights learn on
/// models that start from these. In a fixed order: the same strokes give the same tables.
public struct InkTraining {
    /// Training bits that a bit of the tables' text must save, by profile.
    nonisolated(unsafe) public static var prices: [Double] = [12, 112, 36, 220, 80]

    private let items: [TrainingItem]

    /// Training on `items`.
    public init(_ items: [TrainingItem]) { self.items = items }

    /// The levels of all profiles.
    public func train() -> [InkTableLevels] {
        var counter = SlotCounter()
        var tables = Self.blank
        run(&tables, &counter, keepsWeights: false)
        var levels = InkProfile.allCases.map { InkTableLevels(counter, $0, price: Self.prices[$0.rawValue]) }
        tables = InkTableLevels.tables(levels)
        for rate in [15, 16] as [Int32] {
            tables.weightRate = rate
            var silent = SilentCoder()
            run(&tables, &silent, keepsWeights: true)
        }
        for profile in InkProfile.allCases {
            levels[profile.rawValue].takeWeights(tables.priors[profile.rawValue].weights)
        }
        return levels
    }

    private static let blank = InkTables(
        priors: InkProfile.allCases.map { InkPrior(slots: [], weights: [], layout: $0.layout) })

    private func run<Coder: InkBitCoder>(_ tables: inout InkTables, _ coder: inout Coder, keepsWeights: Bool) {
        for item in items {
            for (profile, weights) in item.code(tables, &coder) where keepsWeights {
                tables.priors[profile.rawValue] = InkPrior(
                    ready: tables.priors[profile.rawValue].slots, weights: weights)
            }
        }
    }
}
