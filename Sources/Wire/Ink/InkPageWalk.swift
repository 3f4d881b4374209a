/// Codes the strokes of a page, with models that run through all of them (protocol/INK.md, I20 to I22).
package struct InkPageWalk: Sendable {
    private let tables: InkTables
    /// One for each profile met so far.
    private var models: [InkModel?]
    private var format = InkFormat(.knots, .half, .five, .stylus)
    /// End of the stroke before, in 1/8 px.
    private var endX = 0
    private var endY = 0
    /// Expected pressure of a start, of 255, and samples of a stroke, in 1/8.
    private var pressure = 60
    private var length = 240

    package init(tables: InkTables) {
        self.tables = tables
        models = InkProfile.allCases.map { _ in nil }
    }

    /// What the models have learnt of whom to trust, by profile.
    package var learnt: [[Int32]?] { models.map { $0?.weights } }

    /// Codes whether another stroke follows, then that stroke; nil when none does.
    package mutating func code<Coder: InkBitCoder>(
        _ stroke: InkPageStroke?, _ coder: inout Coder, _ isSound: (Coder) -> Bool
    ) throws(InkError) -> InkPageStroke? {
        let kind = InkProfile(format, isPage: true).rawValue
        var head = models[kind] ?? tables.model(InkProfile(format, isPage: true))
        models[kind] = nil
        let more = head.bit(stroke == nil ? 0 : 1, head.layout.head.at(InkHead.more), 0, &coder) == 1
        let isSame =
            !more || head.bit(stroke?.format == format ? 1 : 0, head.layout.head.at(InkHead.sameFormat), 0, &coder) == 1
        models[kind] = head
        guard more else { return nil }
        if !isSame { format = InkHeader.format(stroke?.format ?? format, isPage: true, &coder) }
        return try body(stroke ?? Self.blank, &coder, isSound)
    }

    /// What a reading walk takes for the stroke to write.
    private static let blank = InkPageStroke(
        format: InkFormat(.knots, .half, .five, .stylus), sampleCount: 1, points: [], indices: [])

    private mutating func body<Coder: InkBitCoder>(
        _ stroke: InkPageStroke, _ coder: inout Coder, _ isSound: (Coder) -> Bool
    ) throws(InkError) -> InkPageStroke {
        let kind = InkProfile(format, isPage: true).rawValue
        var model = models[kind] ?? tables.model(InkProfile(format, isPage: true))
        models[kind] = nil
        let count =
            (length >> 3)
            + model.number(stroke.sampleCount - (length >> 3), model.layout.head.at(InkHead.length), &coder)
        guard (1...InkLimits.strokeSampleLimit).contains(count) else { throw .strokeTooLong }
        length += count - (length >> 3)
        let start = start(stroke.points.first ?? InkSample(x: 0, y: 0), &model, &coder)
        var walk = try InkStrokeWalk(format, start: start)
        var result = InkPageStroke(format: format, sampleCount: count, points: [walk.last], indices: [])
        try points(stroke, &walk, &result, &model, &coder, isSound)
        pressure += (Int(result.points[0].pressure) - pressure) >> 2
        (endX, endY) = (Int(walk.last.x), Int(walk.last.y))
        models[kind] = model
        return result
    }

    private mutating func start<Coder: InkBitCoder>(
        _ sample: InkSample, _ model: inout InkModel, _ coder: inout Coder
    ) -> InkPoint {
        let grid = format.grid.rawValue
        let half = (1 << grid) >> 1
        let head = model.layout.head
        let (x, y) = (endX >> grid, endY >> grid)
        var point = InkPoint()
        point.x = x + model.number((Int(sample.x) + half) >> grid - x, head.at(InkHead.origin), &coder)
        point.y = y + model.number((Int(sample.y) + half) >> grid - y, head.at(InkHead.origin + 1), &coder)
        guard format.pressure != .none else { return point }
        let usual = format.pressure.quantise(UInt8(min(max(pressure, 0), 255)))
        let level = format.pressure.quantise(sample.pressure)
        point.pressure = usual + model.number(level - usual, head.at(InkHead.pagePressure), &coder)
        return point
    }

    private func points<Coder: InkBitCoder>(
        _ stroke: InkPageStroke, _ walk: inout InkStrokeWalk, _ result: inout InkPageStroke,
        _ model: inout InkModel, _ coder: inout Coder, _ isSound: (Coder) -> Bool
    ) throws(InkError) {
        let blank = InkSample(x: 0, y: 0)
        let lost = stroke.points.first.map { (x: $0.x - walk.last.x, y: $0.y - walk.last.y) } ?? (x: 0, y: 0)
        let bias: (x: Int32, y: Int32) = format.coarseness > 0 ? lost : (0, 0)
        if format.kind == .knots { result.indices = [0] }
        var index = 0
        var next = 1
        while index < result.sampleCount - 1 {
            var target = next < stroke.points.count ? stroke.points[next] : blank
            (target.x, target.y) = (target.x - bias.x, target.y - bias.y)
            switch format.kind {
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
            next += 1
        }
    }
}
