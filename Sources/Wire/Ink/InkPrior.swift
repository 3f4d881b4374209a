/// What a model knows when it starts: one profile's part of the tables.
package struct InkPrior: Sendable {
    /// The probability (16 bits) and, in the low 8 bits, how often it counts as seen.
    package let slots: [UInt32]
    /// Weights of the mixing, in 1/65536.
    package let weights: [Int32]

    /// How often a slot counts as seen before the first bit.
    private static let confidence: UInt32 = 14

    /// The prior of ready slots and weights.
    package init(ready slots: [UInt32], weights: [Int32]) {
        self.slots = slots
        self.weights = weights
    }

    /// The prior of levels from 0 to 31: of slots, node by node and in a node row by row; of weights, node by node, in a
    /// node input by input, in an input set by set.
    package init(slots slotLevels: [Int], weights weightLevels: [Int], layout: InkLayout) {
        let (rows, sets) = (layout.slotCount / InkChannel.nodes, layout.weightCount / InkChannel.nodes / 3)
        var slots = [UInt32](repeating: 0, count: layout.slotCount)
        for (index, level) in slotLevels.prefix(slots.count).enumerated() {
            slots[index % rows * InkChannel.nodes + index / rows] = Self.slot(level: level)
        }
        var weights = [Int32](repeating: 0, count: layout.weightCount)
        for (index, level) in weightLevels.prefix(weights.count).enumerated() {
            weights[index % sets * InkChannel.nodes * 3 + index / sets] = Self.weight(level: level)
        }
        self.init(ready: slots, weights: weights)
    }

    /// The slot of a level: a logit in steps of 128.
    package static func slot(level: Int) -> UInt32 {
        UInt32(InkLogistic.squash[(level - 16) * 128 + 2_048]) << 8 | confidence
    }

    /// The weight of a level: steps of 1/8 from -1.
    package static func weight(level: Int) -> Int32 { Int32(level - 8) << 13 }
}
