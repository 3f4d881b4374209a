import Wire

/// One recorded stroke.
public struct CorpusStroke: Sendable {
    /// Where it comes from: a name of the corpus.
    public let source: String
    /// Writer or document.
    public let page: String
    /// At least one, once it is part of a corpus.
    public let points: [CorpusPoint]

    /// Milliseconds between samples where the source kept no time: 60 Hz, as most browsers report.
    static let assumedInterval = 16

    /// Whether the pen told its pressure.
    public var hasPressure: Bool { points.allSatisfy { $0.pressure != nil } }

    /// Whether the coder takes it: at most 65,536 samples, 16,383 px from the page's corner at most.
    var isWithinLimits: Bool {
        let limit = Int32(InkLimits.coordinateLimit - 8)
        return points.count <= InkLimits.strokeSampleLimit
            && points.allSatisfy { abs($0.x) <= limit && abs($0.y) <= limit }
    }

    /// The samples, for the coder.
    public var samples: [InkSample] {
        let hasPressure = hasPressure
        return points.map { InkSample(x: $0.x, y: $0.y, pressure: hasPressure ? $0.pressure ?? 0 : 0) }
    }

    /// Milliseconds of each sample since pen-down; never falling.
    public var times: [Int] {
        var last = 0
        return points.enumerated().map { index, point in
            let time = point.time.flatMap { time in points[0].time.map { time - $0 } } ?? index * Self.assumedInterval
            last = max(last, time)
            return last
        }
    }

    /// Who wrote it, as far as the page's name tells: `alphabet/character/drawer` and `document#part` are one writer.
    var writer: String {
        let whole = page.prefix { $0 != "#" }.split(separator: "/")
        return whole.count == 3 ? whole[0] + "/" + whole[2] : String(page.prefix { $0 != "#" })
    }
}
