/// A vertex of the line that stands for a stroke's samples.
public struct InkKnot: Equatable, Hashable, Sendable {
    /// Index of the sample it stands at.
    public var index: Int
    /// Where, on the format's grid, and how hard.
    public var sample: InkSample

    /// A knot at sample `index`.
    public init(index: Int, sample: InkSample) {
        self.index = index
        self.sample = sample
    }
}
