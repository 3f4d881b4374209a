import Wire

/// A way to code a corpus that is measured.
enum InkMode: String, CaseIterable {
    case liveExact = "live-exact"
    case liveQuarter = "live-quarter"
    case liveHalf = "live-half"
    case liveKnotsHalf = "live-knots-half"
    case pageExact = "page-exact"
    case pageKnotsHalf = "page-knots-half"
    case pageKnotsQuarter = "page-knots-quarter"

    /// Whether strokes travel in chunks.
    var isLive: Bool {
        switch self {
        case .liveExact, .liveQuarter, .liveHalf, .liveKnotsHalf: true
        case .pageExact, .pageKnotsHalf, .pageKnotsQuarter: false
        }
    }

    /// The format of strokes of `device`.
    func format(_ device: InkFormat.Device, hasPressure: Bool, coarseness: Int) -> InkFormat {
        let (kind, grid, pressure): (InkFormat.Kind, InkFormat.Grid, InkFormat.Pressure) =
            switch self {
            case .liveExact, .pageExact: (.samples, .eighth, .eight)
            case .liveQuarter: (.samples, .quarter, .six)
            case .liveHalf: (.samples, .half, .five)
            case .liveKnotsHalf, .pageKnotsHalf: (.knots, .half, .five)
            case .pageKnotsQuarter: (.knots, .quarter, .five)
            }
        return InkFormat(
            kind, grid, hasPressure ? pressure : .none, device, coarseness: min(coarseness, 3 - grid.rawValue))
    }

    /// The largest distance promised between a sample and what is drawn, in 1/8 px: for samples each coordinate is
    /// rounded to the grid, for knots the line passes within one step of it.
    var tolerance: Double {
        switch self {
        case .liveExact, .pageExact: 0
        case .liveQuarter: 2.0.squareRoot()
        case .liveHalf: 8.0.squareRoot()
        case .liveKnotsHalf, .pageKnotsHalf: 4
        case .pageKnotsQuarter: 2
        }
    }
}
