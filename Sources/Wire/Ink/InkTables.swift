/// The priors of all profiles. ``shipped`` is part of the protocol: both ends of a wire must have the same.
public struct InkTables: Sendable {
    /// In the order of `InkProfile`.
    package var priors: [InkPrior]
    /// How slowly weights learn: a shift. Training slows it down.
    package var weightRate: Int32 = 12

    package init(priors: [InkPrior]) {
        self.priors = priors
    }

    /// The tables of this version of the protocol, made by ink-trainer.
    public static let shipped: InkTables = {
        let text = InkTableText.bytes
        var coder = InkRangeDecoder(text.span)
        var walk = InkTableWalk()
        var priors: [InkPrior] = []
        for profile in InkProfile.allCases {
            let layout = profile.layout
            let slots = walk.code([], count: layout.slotCount, stride: layout.rows, kind: 0, &coder)
            let weights = walk.code([], count: layout.weightCount, stride: layout.sets * 3, kind: 1, &coder)
            priors.append(InkPrior(slots: slots, weights: weights, layout: layout))
        }
        return InkTables(priors: priors)
    }()

    /// A fresh model of `profile`.
    func model(_ profile: InkProfile) -> InkModel {
        InkModel(priors[profile.rawValue], profile, weightRate: weightRate)
    }

    /// The sources of the training corpus: figures for these must come from other tables.
    package static let trainedSources = InkTableText.sources
}
