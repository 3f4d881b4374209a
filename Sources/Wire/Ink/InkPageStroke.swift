/// A stroke of a page's snapshot: knots, or every sample.
public struct InkPageStroke: Equatable, Sendable {
    /// How it is coded. Knots lie within one step of its grid of the samples.
    public var format: InkFormat
    /// How many samples the stroke has, 1 to ``InkLimits/strokeSampleLimit``.
    public var sampleCount: Int
    /// Its points: first and last sample are among them.
    public var points: [InkSample]
    /// The sample index of each knot, ascending from 0 to `sampleCount - 1`; empty where `points` are all samples.
    public var indices: [Int]

    /// Every sample of a stroke.
    public init(samples: [InkSample], format: InkFormat) {
        (self.format, points, sampleCount, indices) = (format, samples, samples.count, [])
        self.format.kind = .samples
    }

    /// A stroke's samples as knots on `format`'s grid; `cuts` are indices at which knots have to be.
    public init(knotsOf samples: [InkSample], format: InkFormat, cuts: [Int] = []) {
        self.format = InkFormat(.knots, format.grid, format.pressure, format.device)
        sampleCount = samples.count
        let knots = InkKnotChooser(self.format).knots(of: samples, cuts: cuts)
        points = knots.map(\.sample)
        indices = knots.map(\.index)
    }

    /// Knots that were chosen before, of a stroke of `sampleCount` samples.
    public init(knots: [InkKnot], sampleCount: Int, format: InkFormat) {
        self.init(
            format: InkFormat(.knots, format.grid, format.pressure, format.device), sampleCount: sampleCount,
            points: knots.map(\.sample), indices: knots.map(\.index))
    }

    init(format: InkFormat, sampleCount: Int, points: [InkSample], indices: [Int]) {
        (self.format, self.sampleCount, self.points, self.indices) = (format, sampleCount, points, indices)
    }
}
