import Wire

/// The ink of a finished stroke: as it was written where that is known, and as page snapshots carry it where that was chosen or came so.
public struct StrokeInk: Equatable, Sendable {
    /// How many samples the stroke has; the same on every replica.
    public let sampleCount: Int
    /// As it was written; empty where a snapshot told of it.
    public let chunks: InkBytes
    /// As a page's snapshot carries it; nil before it was chosen.
    public internal(set) var line: InkPageStroke?

    /// Ink that was written.
    init(chunks: InkBytes, sampleCount: Int) {
        (self.chunks, self.sampleCount) = (chunks, sampleCount)
        line = nil
    }

    /// Ink of a snapshot.
    init(line: InkPageStroke) {
        (chunks, sampleCount, self.line) = (InkBytes(), line.sampleCount, line)
    }

    /// Whether it is known as it was written.
    var isLossless: Bool { chunks.count > 0 }

    /// The samples with their format: as written, or the points of the line.
    public func samples() throws(InkError) -> (format: InkFormat, samples: [InkSample]) {
        if !isLossless, let line { return (line.format, (0..<sampleCount).map(line.sample(at:))) }
        var decoder = InkStrokeDecoder()
        var format = InkFormat(.samples, .quarter, .six, .stylus)
        var samples: [InkSample] = []
        samples.reserveCapacity(sampleCount)
        try chunks.forEach { chunk throws(InkError) in
            let part = try decoder.decode(chunk)
            format = part.format
            samples += part.samples
        }
        return (format, samples)
    }

    /// The ink for a page's snapshot: within 0.5 px, with knots at the ends of what is left beside `cuts`.
    func chosenLine(_ cuts: SampleRanges) throws(InkError) -> InkPageStroke {
        if let line { return line }
        let (format, samples) = try samples()
        let pressure: InkFormat.Pressure = format.pressure == .none ? .none : .five
        let knots = InkFormat(.knots, .half, pressure, format.device)
        return InkPageStroke(knotsOf: samples, format: knots, cuts: cuts.cuts(of: sampleCount))
    }
}
