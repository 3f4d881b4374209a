/// A part of a running stroke, decoded.
public struct InkStrokeChunk: Equatable, Sendable {
    /// How the whole stroke is coded.
    public var format: InkFormat
    /// The points, in order, from `firstIndex` on. Empty only where a chunk does nothing but end its stroke.
    public var samples: [InkSample]
    /// Index of the first point within the stroke; 0 at pen-down.
    public var firstIndex: Int
    /// Milliseconds from the last sample of the chunk before (at pen-down: from the first sample) to the last sample of
    /// this one. Samples lie evenly between.
    public var duration: Int
    /// At pen-down: milliseconds from the first sample to the sending of the chunk. nil later: the stroke goes on.
    public var start: Int?
    /// Whether the stroke ends here.
    public var isLast: Bool

    /// A chunk as it was decoded.
    public init(
        format: InkFormat, samples: [InkSample], firstIndex: Int, duration: Int, start: Int?, isLast: Bool
    ) {
        (self.format, self.samples, self.firstIndex) = (format, samples, firstIndex)
        (self.duration, self.start, self.isLast) = (duration, start, isLast)
    }
}
