/// Parts of a stroke as half-open ranges of its original sample indices, ascending and apart: what was erased of it.
///
/// Samples never change once accepted, so ranges mean the same on every replica, however coarsely a stroke is drawn.
public struct SampleRanges: Equatable, Hashable, Sendable {
    /// Ascending; none is empty, no two touch.
    public private(set) var ranges: [Range<Int>] = []

    /// No part.
    public init() {}

    /// The ranges of a message, which have to be in order.
    /// - Parameter sampleCount: samples of the stroke.
    /// - Throws: `.badRange` where ranges are empty, out of order, touching, too many or behind the last sample.
    public init(_ message: [SampleRange], sampleCount: Int) throws(InkError) {
        guard message.count <= InkLimits.rangeLimit else { throw .badRange }
        var end = -1
        for range in message {
            guard range.from > end, range.count > 0, range.from + range.count <= sampleCount else { throw .badRange }
            end = range.from + range.count
        }
        ranges = message.map { $0.from..<$0.from + $0.count }
    }

    /// Any ranges, put in order (I31): those that touch or overlap become one, and what lies outside the stroke is cut off.
    /// - Throws: `.badRange` where more remain than ``InkLimits/rangeLimit``.
    public init(normalising parts: [Range<Int>], sampleCount: Int) throws(InkError) {
        let inside = parts.map { $0.clamped(to: 0..<max(sampleCount, 0)) }.filter { !$0.isEmpty }
        ranges = Self.merged(inside.sorted { $0.lowerBound < $1.lowerBound })
        guard ranges.count <= InkLimits.rangeLimit else { throw .badRange }
    }

    /// The ranges as a message carries them.
    public var message: [SampleRange] { ranges.map { SampleRange(from: $0.lowerBound, count: $0.count) } }

    /// What lies in either.
    public func union(_ other: SampleRanges) throws(InkError) -> SampleRanges {
        try SampleRanges(merging: (ranges + other.ranges).sorted { $0.lowerBound < $1.lowerBound })
    }

    /// What lies in these and not in `other`.
    public func subtracting(_ other: SampleRanges) throws(InkError) -> SampleRanges {
        var rest: [Range<Int>] = []
        var next = other.ranges[...]
        for range in ranges {
            var start = range.lowerBound
            while let hole = next.first, hole.lowerBound < range.upperBound {
                if start < hole.lowerBound { rest.append(start..<hole.lowerBound) }
                start = max(start, hole.upperBound)
                guard hole.upperBound <= range.upperBound else { break }
                next = next.dropFirst()
            }
            if start < range.upperBound { rest.append(start..<range.upperBound) }
        }
        return try SampleRanges(merging: rest)
    }

    /// What a stroke of `sampleCount` samples has left without these.
    public func kept(of sampleCount: Int) -> [Range<Int>] {
        let edges = [0] + ranges.flatMap { [$0.lowerBound, $0.upperBound] } + [sampleCount]
        return stride(from: 0, to: edges.count, by: 2).compactMap { index in
            edges[index] < edges[index + 1] ? edges[index]..<edges[index + 1] : nil
        }
    }

    /// Whether the sample `index` is among them.
    public func contains(_ index: Int) -> Bool { ranges.contains { $0.contains(index) } }

    /// The samples at which what is left begins and ends: a page's knots have to stand there.
    public func cuts(of sampleCount: Int) -> [Int] {
        var cuts: [Int] = []
        for range in kept(of: sampleCount) {
            cuts.append(range.lowerBound)
            if range.count > 1 { cuts.append(range.upperBound - 1) }
        }
        return cuts
    }

    private init(merging sorted: [Range<Int>]) throws(InkError) {
        ranges = Self.merged(sorted)
        guard ranges.count <= InkLimits.rangeLimit else { throw .badRange }
    }

    private static func merged(_ sorted: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in sorted {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
