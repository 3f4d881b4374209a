/// Codes the points of one stroke, whichever its kind, between 1/8 px and the format's steps (protocol/INK.md, I8).
/// A walk that reads gets any target and ignores it.
struct InkStrokeWalk: Sendable {
    let format: InkFormat
    /// log2 of the present step in 1/8 px.
    private var shift: Int
    /// Where steps are counted from: the first point, in 1/8 px.
    private let originX: Int
    private let originY: Int
    private var samples: InkSampleWalk
    private var knots: InkKnotWalk
    /// The last point.
    private(set) var last: InkSample

    /// A stroke that starts at `start`, in steps of the format's grid.
    init(_ format: InkFormat, start: InkPoint) throws(InkError) {
        guard (0...format.pressure.top).contains(start.pressure) else { throw .badPressure }
        self.format = format
        shift = format.shift
        (originX, originY) = (start.x << format.grid.rawValue, start.y << format.grid.rawValue)
        samples = InkSampleWalk(format, start: InkPoint(pressure: start.pressure))
        knots = InkKnotWalk(format, start: InkPoint(pressure: start.pressure))
        last = InkSample(x: 0, y: 0)
        last = try sample(InkPoint(pressure: start.pressure))
    }

    /// The last two knots' distance, for whoever chooses the next.
    var travel: (x: Int, y: Int) { (knots.x.d0, knots.y.d0) }

    /// Goes on in steps of the format's grid: a sample came that is off the device's grid.
    mutating func refine() {
        samples.refine(shift - format.grid.rawValue)
        shift = format.grid.rawValue
    }

    /// Codes the point `index` of a chunk of `count`.
    mutating func code<Coder: InkBitCoder>(
        _ target: InkSample, _ index: Int, of count: Int, _ model: inout InkModel, _ coder: inout Coder
    ) throws(InkError) {
        switch format.kind {
        case .samples: try sample(target, &model, &coder)
        case .knots: try knot(target, place: min(index, 2) * 3 + min(count - 1 - index, 2), &model, &coder)
        }
    }

    /// Codes the next sample.
    mutating func sample<Coder: InkBitCoder>(
        _ target: InkSample, _ model: inout InkModel, _ coder: inout Coder
    ) throws(InkError) {
        samples.foresee()
        let point = InkPoint(
            x: step(Int(target.x) - originX, samples.x), y: step(Int(target.y) - originY, samples.y),
            pressure: format.pressure.quantise(target.pressure))
        samples.code(point, &model, &coder)
        last = try sample(samples.point)
    }

    /// Codes the next live knot, whose place in its chunk is `place`.
    mutating func knot<Coder: InkBitCoder>(
        _ target: InkSample, place: Int, _ model: inout InkModel, _ coder: inout Coder
    ) throws(InkError) {
        knots.foresee(isPage: false)
        try knot(target, at: place, &model, &coder)
    }

    /// Codes the next knot of a page, `gap` samples on and at most `left`; returns the gap.
    mutating func knot<Coder: InkBitCoder>(
        _ target: InkSample, gap: Int, left: Int, _ model: inout InkModel, _ coder: inout Coder
    ) throws(InkError) -> Int {
        let gap = knots.gap(gap, left: left, &model, &coder)
        guard (1...left).contains(gap) else { throw .badIndex }
        knots.foresee(isPage: true)
        try knot(target, at: min(gap, 9), &model, &coder)
        return gap
    }

    private mutating func knot<Coder: InkBitCoder>(
        _ target: InkSample, at place: Int, _ model: inout InkModel, _ coder: inout Coder
    ) throws(InkError) {
        let point = InkPoint(
            x: step(Int(target.x) - originX, knots.x), y: step(Int(target.y) - originY, knots.y),
            pressure: format.pressure.quantise(target.pressure))
        knots.code(point, place: place, &model, &coder)
        last = try sample(knots.point)
    }

    /// The step nearest to `offset` 1/8 px; of two, the one that was foreseen better (I9).
    private func step(_ offset: Int, _ axis: InkAxis) -> Int {
        let low = offset >> shift
        let rest = 2 * (offset - (low << shift))
        guard rest == 1 << shift else { return rest < 1 << shift ? low : low + 1 }
        let foreseen = (axis.position << 6) + axis.fine
        return abs((low << 6) - foreseen) <= abs(((low + 1) << 6) - foreseen) ? low : low + 1
    }

    private func sample(_ point: InkPoint) throws(InkError) -> InkSample {
        let limits = -InkLimits.coordinateLimit..<InkLimits.coordinateLimit
        let (x, y) = (originX + (point.x << shift), originY + (point.y << shift))
        guard limits.contains(x), limits.contains(y) else { throw .badCoordinate }
        guard (0...format.pressure.top).contains(point.pressure) else { throw .badPressure }
        return InkSample(x: Int32(x), y: Int32(y), pressure: format.pressure.restore(point.pressure))
    }
}
