extension InkPageStroke {
    /// Where the sample `index` lies on the line: a knot, or between two by even steps, rounded to 1/8 px (I33).
    public func sample(at index: Int) -> InkSample {
        let index = min(max(index, 0), sampleCount - 1)
        guard !indices.isEmpty else { return points[index] }
        let next = knot(from: index)
        guard indices[next] != index else { return points[next] }
        let (from, to) = (points[next - 1], points[next])
        let (passed, span) = (index - indices[next - 1], indices[next] - indices[next - 1])
        func between(_ a: Int, _ b: Int) -> Int { a + Int.rounded((b - a) * passed, by: span) }
        return InkSample(
            x: Int32(between(Int(from.x), Int(to.x))), y: Int32(between(Int(from.y), Int(to.y))),
            pressure: UInt8(between(Int(from.pressure), Int(to.pressure))))
    }

    /// The lines to draw when `erased` is taken away: for each part that is left its ends and the points between.
    public func pieces(without erased: SampleRanges) -> [[InkSample]] {
        erased.kept(of: sampleCount).map { range in
            let last = range.upperBound - 1
            guard range.count > 1 else { return [sample(at: last)] }
            if indices.isEmpty { return Array(points[range]) }
            let between = points[knot(from: range.lowerBound + 1)..<knot(from: last)]
            return [sample(at: range.lowerBound)] + between + [sample(at: last)]
        }
    }

    /// The first knot whose index is not below `index`.
    private func knot(from index: Int) -> Int {
        var (low, high) = (0, indices.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if indices[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Int {
    /// `value` / `divisor` to the nearest whole, halves upwards. `divisor` is positive.
    fileprivate static func rounded(_ value: Int, by divisor: Int) -> Int {
        let (quotient, rest) = (2 * value + divisor).quotientAndRemainder(dividingBy: 2 * divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
