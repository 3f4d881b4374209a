/// The priors of all profiles. ``shipped`` is part of the protocol: both ends of a wire must have the same.
public struct InkTables: Sendable {
    /// In the order of `InkProfile`.
    package var priors: [InkPrior]
    /// How slowly weights learn: a shift. Training slows it down.
    package var weightRate: Int32 = 12

    package init(priors: [InkPrior]) {
        self.priors = priors
    }

    /// Tables as they are packed (protocol/INK.md, I27).
    package init(packed text: [UInt8]) {
        var coder = InkRangeDecoder(text.span)
        var walk = InkTableWalk()
        priors = InkProfile.allCases.map { profile in
            let layout = profile.layout
            let slots = walk.code([], count: layout.slotCount, stride: layout.rows, kind: 0, &coder)
            let weights = walk.code([], count: layout.weightCount, stride: layout.sets * 3, kind: 1, &coder)
            return InkPrior(slots: slots, weights: weights, layout: layout)
        }
    }

    /// The tables of this protocol, made by ink-trainer. They never change (protocol/INK.md, I36).
    public static let shipped = InkTables(packed: InkTableText.bytes)

    /// A fresh model of `profile`.
    func model(_ profile: InkProfile) -> InkModel {
        InkModel(priors[profile.rawValue], profile, weightRate: weightRate)
    }
}
