/// Codes the strokes of a page, with models that run through all of them (protocol/INK.md, I20 to I22).
package struct InkPageWalk: Sendable {
    /// One for each profile; copied when first met.
    private var models: [InkModel]
    private var format = InkFormat(.knots, .half, .five, .stylus)
    /// End of the stroke before, in 1/8 px.
    private var endX = 0
    private var endY = 0
    /// Expected pressure of a start, of 255, and samples of a stroke, in 1/8.
    private var pressure = 60
    private var length = 240

    package init(tables: InkTables) {
        models = InkProfile.allCases.map(tables.model)
    }

    /// What the models have learnt of whom to trust, by profile.
    package var learnt: [[Int32]] { models.map(\.weights) }

    /// Which model the present format takes.
    private var kind: Int { InkProfile(format, isPage: true).rawValue }

    /// Codes whether another stroke follows, then that stroke; nil when none does. A reader gives no stroke.
    /// - Parameter isSound: whether a reading coder still has bytes.
    package mutating func code<Coder: InkBitCoder>(
        _ stroke: InkPageStroke?, _ coder: inout Coder, _ isSound: (Coder) -> Bool
    ) throws(InkError) -> InkPageStroke? {
        let head = models[kind].layout.head
        guard models[kind].bit(stroke == nil ? 0 : 1, head.at(InkHead.more), &coder) == 1 else { return nil }
        if models[kind].bit(stroke?.format == format ? 1 : 0, head.at(InkHead.sameFormat), &coder) == 0 {
            format = InkHeader.format(stroke?.format ?? format, isPage: true, &coder)
        }
        return try body(stroke ?? Self.blank, &coder, isSound)
    }

    /// What a reading walk takes for the stroke to write.
    private static let blank = InkPageStroke(
        format: InkFormat(.knots, .half, .five, .stylus), sampleCount: 1, points: [], indices: [])

    private mutating func body<Coder: InkBitCoder>(
        _ stroke: InkPageStroke, _ coder: inout Coder, _ isSound: (Coder) -> Bool
    ) throws(InkError) -> InkPageStroke {
        let usual = length >> 3
        let head = models[kind].layout.head
        let count = usual + models[kind].number(stroke.sampleCount - usual, head.at(InkHead.length), &coder)
        guard (1...InkLimits.strokeSampleLimit).contains(count) else { throw .strokeTooLong }
        length += count - usual
        let start = start(stroke.points.first ?? InkSample(x: 0, y: 0), &coder)
        var walk = try InkStrokeWalk(format, start: start)
        var result = InkPageStroke(format: format, sampleCount: count, points: [walk.last], indices: [])
        try Self.points(stroke, &walk, &result, &models[kind], &coder, isSound)
        pressure += (Int(result.points[0].pressure) - pressure) >> 2
        (endX, endY) = (Int(walk.last.x), Int(walk.last.y))
        return result
    }

    private mutating func start<Coder: InkBitCoder>(_ sample: InkSample, _ coder: inout Coder) -> InkPoint {
        let grid = format.grid.rawValue
        let half = (1 << grid) >> 1
        var point = InkPoint()
        point.x = near(InkHead.origin, (Int(sample.x) + half) >> grid, endX >> grid, &coder)
        point.y = near(InkHead.origin + 1, (Int(sample.y) + half) >> grid, endY >> grid, &coder)
        guard format.pressure != .none else { return point }
        let level = format.pressure.quantise(sample.pressure)
        let usual = format.pressure.quantise(UInt8(min(max(pressure, 0), 255)))
        point.pressure = near(InkHead.pagePressure, level, usual, &coder)
        return point
    }

    /// Codes `value` in the head's `row` by its difference from what is usual.
    private mutating func near<Coder: InkBitCoder>(_ row: Int, _ value: Int, _ usual: Int, _ coder: inout Coder) -> Int
    {
        usual + models[kind].number(value - usual, models[kind].layout.head.at(row), &coder)
    }

    private static func points<Coder: InkBitCoder>(
        _ stroke: InkPageStroke, _ walk: inout InkStrokeWalk, _ result: inout InkPageStroke,
        _ model: inout InkModel, _ coder: inout Coder, _ isSound: (Coder) -> Bool
    ) throws(InkError) {
        // On a device's coarser grid every point loses to the grid what the first does.
        let first = result.format.coarseness > 0 ? stroke.points.first ?? walk.last : walk.last
        let lost = (x: first.x - walk.last.x, y: first.y - walk.last.y)
        guard isSound(coder) else { throw .truncated }
        if result.format.kind == .knots { result.indices = [0] }
        var index = 0
        while index < result.sampleCount - 1 {
            let next = result.points.count
            var target = next < stroke.points.count ? stroke.points[next] : InkSample(x: 0, y: 0)
            (target.x, target.y) = (target.x - lost.x, target.y - lost.y)
            switch result.format.kind {
            case .samples:
                try walk.sample(target, &model, &coder)
                index += 1
            case .knots:
                let gap = next < stroke.indices.count ? stroke.indices[next] - index : 1
                index += try walk.knot(target, gap: gap, left: result.sampleCount - 1 - index, &model, &coder)
                result.indices.append(index)
            }
            guard isSound(coder) else { throw .truncated }
            result.points.append(walk.last)
        }
    }
}
