/// Codes what stands before the points of a stroke: its format and first point.
enum InkHeader {
    /// Codes a format with fixed probabilities (I6).
    static func format<Coder: InkBitCoder>(_ format: InkFormat, isPage: Bool, _ coder: inout Coder) -> InkFormat {
        let knots = coder.fixed(format.kind == .knots ? 1 : 0, p: isPage ? 32_768 : 16_384)
        let usualGrid = knots == 1 ? 2 : 1
        var grid = usualGrid
        if coder.fixed(format.grid.rawValue == usualGrid ? 1 : 0, p: 49_152) == 0 {
            grid = coder.fixed(format.grid == .eighth ? 1 : 0) == 1 ? 0 : 3 - usualGrid
        }
        let usual = [InkFormat.Pressure.eight, .six, .five][grid]
        let device =
            coder.fixed(format.device == .stylus ? 1 : 0) == 1 ? 0 : 1 + coder.fixed(format.device.rawValue - 1)
        var pressure = usual.rawValue
        if coder.fixed(format.pressure == usual ? 1 : 0, p: device == 0 ? 57_344 : 32_768) == 0 {
            let others = [0, 1, 2].filter { $0 != usual.rawValue }
            pressure =
                coder.fixed(format.pressure == .none ? 1 : 0, p: 57_344) == 1
                ? 3 : others[coder.fixed(format.pressure.rawValue == others[1] ? 1 : 0)]
        }
        var coarseness = 0
        while knots == 0, coarseness < 3 - grid, coder.fixed(coarseness < format.coarseness ? 1 : 0, p: 24_576) == 1 {
            coarseness += 1
        }
        return InkFormat(
            knots == 1 ? .knots : .samples, InkFormat.Grid(rawValue: grid) ?? .quarter,
            InkFormat.Pressure(rawValue: pressure) ?? .none, InkFormat.Device(rawValue: device) ?? .pen,
            coarseness: coarseness)
    }

    /// Codes an absolute point on `grid` (I7): 14 bits of 1/8 px each when it lies on the page, else 18 bits.
    static func origin<Coder: InkBitCoder>(_ point: InkPoint, _ grid: InkFormat.Grid, _ coder: inout Coder) -> InkPoint
    {
        let bits = 14 - grid.rawValue
        let fits = (0..<1 << bits)
        var result = InkPoint()
        if coder.fixed(fits.contains(point.x) && fits.contains(point.y) ? 1 : 0, p: 64_512) == 1 {
            result.x = coder.raw(point.x, count: bits)
            result.y = coder.fixed(point.y >> (bits - 1), p: 4_096) << (bits - 1)
            result.y |= coder.raw(point.y, count: bits - 1)
        } else {
            let half = InkLimits.coordinateLimit >> grid.rawValue
            result.x = coder.raw(point.x + half, count: 18 - grid.rawValue) - half
            result.y = coder.raw(point.y + half, count: 18 - grid.rawValue) - half
        }
        return result
    }

    /// The pressure, coded, at which a pen usually comes down.
    static func usual(_ pressure: InkFormat.Pressure) -> Int { (40 << pressure.bits) >> 8 }

    /// Codes the first point of a live stroke: where, and how hard (I7).
    static func start<Coder: InkBitCoder>(
        _ point: InkPoint, _ format: InkFormat, _ model: inout InkModel, _ coder: inout Coder
    ) -> InkPoint {
        var result = origin(point, format.grid, &coder)
        if format.pressure != .none {
            let usual = usual(format.pressure)
            let row = InkHead.pressure + format.pressure.rawValue
            result.pressure = usual + model.number(point.pressure - usual, model.layout.head.at(row), &coder)
        }
        return result
    }
}
