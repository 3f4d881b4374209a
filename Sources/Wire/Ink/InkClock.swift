/// What the chunks of a stroke have told of its pace so far (protocol/INK.md, I10, I14, I16).
struct InkClock: Sendable {
    private var milliseconds = 0
    private var intervals = 0
    /// Milliseconds between points, where nothing is known yet.
    private let usual: Int
    /// Chunks so far.
    private(set) var chunks = 0
    /// Points of the last chunk and of the one before.
    private var count = 0
    private var countBefore = 0
    private var start = 0

    init(_ format: InkFormat) {
        usual = format.kind == .knots ? 16 : format.device == .stylus ? 8 : 16
    }

    /// What a chunk's duration is expected to be: chunks are sent at a steady pace, of which the start of the first
    /// tells; the last one takes as long as its points usually do.
    func expected(_ head: InkChunkHead) -> Int {
        if chunks == 0, !head.isLast { return max(head.start - usual / 2, 0) }
        let points = min(max(head.count, 0), InkLimits.chunkSampleLimit)
        let steps = chunks == 0 ? points - 1 : points
        if !head.isLast { return start }
        return min(intervals == 0 ? steps * usual : milliseconds * steps / intervals, InkLimits.timeLimit)
    }

    /// Codes a chunk's head; numbers of a foreign stream may lie anywhere within 2^22 and are checked by the caller.
    mutating func code<Coder: InkBitCoder>(
        _ head: InkChunkHead, _ model: inout InkModel, _ coder: inout Coder
    ) -> InkChunkHead {
        let rows = model.layout.head
        var result = InkChunkHead()
        result.isLast = model.bit(head.isLast ? 1 : 0, rows.at(InkHead.end + min(chunks, 7)), &coder) == 1
        let trend = result.isLast ? 3 : count < countBefore ? 0 : count == countBefore ? 1 : 2
        let row = InkHead.count + trend * 13 + min(count, 12)
        result.count = count + model.number(head.count - count, rows.at(row), &coder)
        if chunks == 0 { result.start = 33 + model.number(head.start - 33, rows.at(InkHead.start), &coder) }
        let expected = expected(result)
        let kind = InkHead.duration + (result.isLast ? 2 : 0) + min(chunks, 1)
        result.duration = expected + model.number(head.duration - expected, rows.at(kind), &coder)
        learn(result)
        return result
    }

    private mutating func learn(_ head: InkChunkHead) {
        milliseconds += min(max(head.duration, 0), InkLimits.timeLimit)
        intervals += chunks == 0 ? max(head.count - 1, 0) : max(head.count, 0)
        if chunks == 0 { start = min(max(head.start, 0), InkLimits.timeLimit) }
        (countBefore, count) = (count, min(max(head.count, 0), InkLimits.chunkSampleLimit))
        chunks += 1
    }
}
