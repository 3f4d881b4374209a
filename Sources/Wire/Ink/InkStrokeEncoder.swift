/// Codes a live stroke chunk by chunk, from pen-down on. One for each stroke.
public struct InkStrokeEncoder: Sendable {
    /// Probability, in 1/65536, that a chunk goes on in finer steps.
    static let refining: UInt32 = 1_024

    private let tables: InkTables
    /// What the model has learnt of whom to trust: the profile and its weights.
    package var learnt: (InkProfile, [Int32])? { model.map { (InkProfile(format, isPage: false), $0.weights) } }
    private var format: InkFormat
    private var model: InkModel?
    private var walk: InkStrokeWalk?
    private var clock: InkClock
    private let chooser: InkKnotChooser
    /// What the first sample lost to the grid, in 1/8 px: on a coarser grid all samples lose the same.
    private var lost: (x: Int32, y: Int32) = (0, 0)
    private var first = InkSample(x: 0, y: 0)
    private var isRefined = false
    /// True time less the time told so far, in milliseconds.
    private var lateness = 0
    /// Points coded so far: fewer than samples in knots.
    public private(set) var sampleCount = 0
    /// Whether the end was coded, or an error met.
    public private(set) var isOver = false

    /// A stroke to come. `format.coarseness` is the device's grid as known so far; a coarser one than the samples keep
    /// costs a little and loses nothing.
    public init(_ format: InkFormat) { self.init(format, tables: .shipped) }

    package init(_ format: InkFormat, tables: InkTables) {
        (self.format, self.tables) = (format.fitting([], with: first), tables)
        clock = InkClock(format)
        chooser = InkKnotChooser(format)
    }

    /// Codes the next samples.
    ///
    /// - Parameters:
    ///   - samples: at most ``InkLimits/chunkSampleLimit``; none only to end the stroke.
    ///   - duration: milliseconds from the last sample of the chunk before (at pen-down: from the first sample) to the
    ///     last of this one. Told within 8 ms (of the last chunk, 16 ms), and without drift.
    ///   - start: at pen-down, milliseconds from the first sample to now.
    ///   - isLast: whether the pen is up.
    /// - Throws: the limit that the samples break. The stroke is over then.
    public mutating func encode(
        _ samples: [InkSample], duration: Int, start: Int = 0, isLast: Bool
    ) throws(InkError) -> [UInt8] {
        guard !isOver else { throw .strokeIsOver }
        isOver = true
        try check(samples, duration, start, isLast)
        var coder = InkRangeEncoder()
        let points = points(samples)
        try encode(points, duration, start, isLast, &coder)
        let bytes = coder.finish()
        guard bytes.count <= InkLimits.chunkByteLimit else { throw .tooManyBytes }
        isOver = isLast
        return bytes
    }

    private func check(_ samples: [InkSample], _ duration: Int, _ start: Int, _ isLast: Bool) throws(InkError) {
        let least = walk == nil || !isLast ? 1 : 0
        guard (least...InkLimits.chunkSampleLimit).contains(samples.count) else { throw .badCount }
        guard sampleCount + samples.count <= InkLimits.strokeSampleLimit else { throw .strokeTooLong }
        guard samples.allSatisfy(\.isWithinLimits) else { throw .badCoordinate }
        let times = 0...InkLimits.timeLimit
        guard times.contains(duration), times.contains(start) else { throw .badTime }
    }

    /// What stands for the next samples: these, or knots.
    package func points(_ samples: [InkSample]) -> [InkSample] {
        format.kind == .knots ? chooser.chunk(samples, after: walk) : samples
    }

    /// Codes the next points into `coder`, which need not write.
    package mutating func encode<Coder: InkBitCoder>(
        _ points: [InkSample], _ duration: Int, _ start: Int, _ isLast: Bool, _ coder: inout Coder
    ) throws(InkError) {
        let isFirst = walk == nil
        if isFirst { try penDown(points, &coder) }
        guard var model, var walk else { throw .strokeIsOver }
        (self.model, self.walk) = (nil, nil)
        if !isFirst { refine(points, &walk, &coder) }
        var head = InkChunkHead(count: points.count, isLast: isLast, duration: duration, start: start)
        head.duration = tell(head)
        _ = clock.code(head, &model, &coder)
        for index in (isFirst ? 1 : 0)..<points.count {
            let target = InkSample(
                x: points[index].x - lost.x, y: points[index].y - lost.y, pressure: points[index].pressure)
            try walk.code(target, index, of: points.count, &model, &coder)
        }
        sampleCount += points.count
        (self.model, self.walk) = (model, walk)
    }

    private mutating func penDown<Coder: InkBitCoder>(
        _ points: [InkSample], _ coder: inout Coder
    ) throws(InkError) {
        let start = points[0]
        first = start
        format = format.fitting(points, with: first)
        _ = InkHeader.format(format, isPage: false, &coder)
        var model = tables.model(InkProfile(format, isPage: false))
        let grid = format.grid.rawValue
        let half = Int32((1 << grid) >> 1)
        let point = InkPoint(
            x: Int((start.x + half) >> grid), y: Int((start.y + half) >> grid),
            pressure: format.pressure.quantise(start.pressure))
        _ = InkHeader.start(point, format, &model, &coder)
        walk = try InkStrokeWalk(format, start: point)
        if format.coarseness > 0 { lost = (start.x - Int32(point.x << grid), start.y - Int32(point.y << grid)) }
        clock = InkClock(format)
        self.model = model
    }

    private mutating func refine<Coder: InkBitCoder>(
        _ samples: [InkSample], _ walk: inout InkStrokeWalk, _ coder: inout Coder
    ) {
        guard walk.format.coarseness > 0 else { return }
        let isOff = !isRefined && format.fitting(samples, with: first).coarseness < format.coarseness
        _ = coder.fixed(isOff ? 1 : 0, p: Self.refining)
        if isOff {
            walk.refine()
            lost = (0, 0)
            isRefined = true
        }
    }

    /// The duration to tell: the expected one where that is near enough, else in steps of 4 ms from there.
    private mutating func tell(_ head: InkChunkHead) -> Int {
        let expected = clock.expected(head)
        let due = min(max(head.duration + lateness, 0), InkLimits.timeLimit)
        let off = due - expected
        let patience = head.isLast ? 16 : 8
        let told = abs(off) <= patience ? expected : max(expected + ((off + 2) >> 2) * 4, 0)
        lateness += head.duration - told
        return min(told, InkLimits.timeLimit)
    }
}
