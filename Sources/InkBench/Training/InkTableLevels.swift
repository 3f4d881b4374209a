import Wire

/// One profile's tables as they are written: a level, 0 to 31, for each slot and weight.
public struct InkTableLevels: Sendable {
    private let profile: InkProfile
    /// Node by node, in a node row by row.
    private let slots: [Int]
    /// Node by node, in a node input by input, in an input set by set.
    private var weights: [Int]

    /// The slots that fit what was counted, with text and training bits weighed: a bit of text must save `price` bits.
    init(_ counter: SlotCounter, _ profile: InkProfile, price: Double) {
        self.profile = profile
        slots = LevelSearch(price: price).levels(
            zeros: Self.byNode(counter.zeros[profile.rawValue]), ones: Self.byNode(counter.ones[profile.rawValue]))
        weights = Array(repeating: 11, count: profile.layout.weightCount)
    }

    /// Takes the levels nearest to `weights`.
    mutating func takeWeights(_ weights: [Int32]) {
        let sets = weights.count / 96
        self.weights = weights.indices.map { index in
            let weight = weights[index % sets * 96 + index / sets]
            return min(max(Int((weight + 4_096) >> 13) + 8, 0), 31)
        }
    }

    /// The tables that these levels make.
    public static func tables(_ levels: [InkTableLevels]) -> InkTables {
        InkTables(priors: levels.map { InkPrior(slots: $0.slots, weights: $0.weights, layout: $0.profile.layout) })
    }

    private static func byNode(_ counts: [UInt32]) -> [UInt32] {
        let rows = counts.count / 32
        return counts.indices.map { counts[$0 % rows * 32 + $0 / rows] }
    }

    /// The tables of all profiles as the range coder packs them (protocol/INK.md, I27).
    public static func packed(_ levels: [InkTableLevels]) -> [UInt8] {
        var coder = InkRangeEncoder()
        var walk = InkTableWalk()
        for level in levels {
            let layout = level.profile.layout
            _ = walk.code(level.slots, count: layout.slotCount, stride: layout.rows, kind: 0, &coder)
            _ = walk.code(level.weights, count: layout.weightCount, stride: layout.sets * 3, kind: 1, &coder)
        }
        return coder.finish()
    }
}
