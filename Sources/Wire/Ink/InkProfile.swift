/// What a model was trained on. The raw value indexes the tables.
package enum InkProfile: Int, CaseIterable, Sendable {
    case stylus, slow, stylusKnots, slowKnots, pageKnots

    /// The profile of a stroke of `format`, live or in a page.
    init(_ format: InkFormat, isPage: Bool) {
        switch (format.kind, format.device) {
        case (.samples, .stylus): self = .stylus
        case (.samples, .pen), (.samples, .mouse): self = .slow
        case (.knots, .stylus): self = isPage ? .pageKnots : .stylusKnots
        case (.knots, .pen), (.knots, .mouse): self = isPage ? .pageKnots : .slowKnots
        }
    }

    /// The channels of its model.
    package var layout: InkLayout {
        switch self {
        case .stylus, .slow: .samples
        case .stylusKnots, .slowKnots, .pageKnots: .knots
        }
    }
}
