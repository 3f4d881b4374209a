/// Decodes the chunks of one live stroke, from pen-down on. Keep one for each running stroke.
///
/// Who joins while a stroke runs gets its chunks so far. After an error the decoder takes no further chunk; what it
/// gave before stands.
public struct InkStrokeDecoder: Sendable {
    private let tables: InkTables
    private var model: InkModel?
    private var walk: InkStrokeWalk?
    private var clock = InkClock(InkFormat(.samples, .quarter, .six, .stylus))
    /// Points so far.
    public private(set) var sampleCount = 0
    /// Whether no further chunk can come.
    public private(set) var isOver = false

    /// Waits for a pen to come down.
    public init() { self.init(tables: .shipped) }

    package init(tables: InkTables) { self.tables = tables }

    /// Decodes the stroke's next chunk.
    /// - Throws: the rule that the bytes break; the stroke is over then.
    public mutating func decode(_ bytes: Span<UInt8>) throws(InkError) -> InkStrokeChunk {
        guard !isOver else { throw .strokeIsOver }
        isOver = true
        guard bytes.count <= InkLimits.chunkByteLimit else { throw .tooManyBytes }
        var coder = InkRangeDecoder(bytes)
        let chunk = try coder.whole { (coder: inout InkRangeDecoder) throws(InkError) -> InkStrokeChunk in
            try read(&coder)
        }
        sampleCount += chunk.samples.count
        isOver = chunk.isLast
        return chunk
    }

    private mutating func read(_ coder: inout InkRangeDecoder) throws(InkError) -> InkStrokeChunk {
        let isFirst = walk == nil
        if isFirst { try penDown(&coder) }
        guard var model, var walk else { throw .strokeIsOver }
        (self.model, self.walk) = (nil, nil)
        if !isFirst, walk.format.coarseness > 0, coder.fixed(0, p: InkStrokeEncoder.refining) == 1 { walk.refine() }
        let head = clock.code(InkChunkHead(), &model, &coder)
        try check(head, isFirst: isFirst)
        var samples: [InkSample] = isFirst ? [walk.last] : []
        samples.reserveCapacity(head.count)
        for index in samples.count..<head.count {
            try walk.code(InkSample(x: 0, y: 0), index, of: head.count, &model, &coder)
            guard !coder.isOverrun else { throw .truncated }
            samples.append(walk.last)
        }
        (self.model, self.walk) = (model, walk)
        return InkStrokeChunk(
            format: walk.format, samples: samples, firstIndex: sampleCount, duration: head.duration,
            start: isFirst ? head.start : nil, isLast: head.isLast)
    }

    private mutating func penDown(_ coder: inout InkRangeDecoder) throws(InkError) {
        let format = InkHeader.format(InkFormat(.samples, .quarter, .six, .stylus), isPage: false, &coder)
        var model = tables.model(InkProfile(format, isPage: false))
        let start = InkHeader.start(InkPoint(), format, &model, &coder)
        walk = try InkStrokeWalk(format, start: start)
        clock = InkClock(format)
        self.model = model
    }

    private func check(_ head: InkChunkHead, isFirst: Bool) throws(InkError) {
        let least = isFirst || !head.isLast ? 1 : 0
        guard (least...InkLimits.chunkSampleLimit).contains(head.count) else { throw .badCount }
        guard sampleCount + head.count <= InkLimits.strokeSampleLimit else { throw .strokeTooLong }
        let times = 0...InkLimits.timeLimit
        guard times.contains(head.duration), times.contains(head.start) else { throw .badTime }
    }
}
