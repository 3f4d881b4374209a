import Wire

/// Compares what was decoded with what was written.
struct Verification {
    let mode: InkMode
    let pressure: InkFormat.Pressure

    /// The largest distance of samples that were all coded, in 1/8 px.
    func samples(_ decoded: [InkSample], _ written: [InkSample]) throws(CorpusError) -> Double {
        guard decoded.count == written.count else { throw .mismatch("\(decoded.count) samples of \(written.count)") }
        var worst = 0.0
        for (got, wanted) in zip(decoded, written) {
            worst = max(worst, Self.distance(wanted, got, got))
            guard got.pressure == rounded(wanted.pressure) else { throw .mismatch("pressure \(got.pressure)") }
        }
        return try checked(worst)
    }

    /// The largest distance of samples from a line through `knots` (of which the first may stand for samples before),
    /// in 1/8 px.
    func line(_ knots: [InkSample], _ written: ArraySlice<InkSample>) throws(CorpusError) -> Double {
        var worst = 0.0
        for sample in written {
            var best = Double.infinity
            for index in knots.indices {
                best = min(best, Self.distance(sample, knots[index], knots[min(index + 1, knots.count - 1)]))
            }
            worst = max(worst, best)
        }
        return try checked(worst)
    }

    /// The largest distance of samples from the line between the knots around them, in 1/8 px; pressure is checked too.
    func indexed(_ stroke: InkPageStroke, _ written: [InkSample]) throws(CorpusError) -> Double {
        guard stroke.sampleCount == written.count else {
            throw .mismatch("\(stroke.sampleCount) samples of \(written.count)")
        }
        var worst = 0.0
        var knot = 0
        for (index, sample) in written.enumerated() {
            while knot + 2 < stroke.indices.count, stroke.indices[knot + 1] < index { knot += 1 }
            let next = min(knot + 1, stroke.indices.count - 1)
            let (from, to) = (stroke.points[knot], stroke.points[next])
            worst = max(worst, Self.distance(sample, from, to))
            let span = max(stroke.indices[next] - stroke.indices[knot], 1)
            let passed = index - stroke.indices[knot]
            let line = Int(from.pressure) * (span - passed) + Int(to.pressure) * passed
            guard
                pressure == .none || abs(line - Int(sample.pressure) * span) <= InkKnotChooser.pressureTolerance * span
            else { throw .mismatch("pressure at sample \(index)") }
        }
        return try checked(worst)
    }

    private func checked(_ worst: Double) throws(CorpusError) -> Double {
        guard worst <= mode.tolerance + 1e-9 else { throw .mismatch("\(mode.rawValue): \(worst) of 1/8 px") }
        return worst
    }

    private func rounded(_ value: UInt8) -> UInt8 {
        let top = (1 << pressure.bits) - 1
        return top == 0 ? 0 : UInt8(((Int(value) * top + 127) / 255 * 255 + top / 2) / top)
    }

    /// The distance of `sample` from the line between two points.
    private static func distance(_ sample: InkSample, _ from: InkSample, _ to: InkSample) -> Double {
        let (dx, dy) = (Double(to.x - from.x), Double(to.y - from.y))
        let (x, y) = (Double(sample.x - from.x), Double(sample.y - from.y))
        let length = dx * dx + dy * dy
        let part = length == 0 ? 0 : min(max((x * dx + y * dy) / length, 0), 1)
        return ((x - part * dx) * (x - part * dx) + (y - part * dy) * (y - part * dy)).squareRoot()
    }
}
