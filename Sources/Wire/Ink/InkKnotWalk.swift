/// Codes the knots of a stroke, one after another (protocol/INK.md, I32, I35): the same steps on both ends.
struct InkKnotWalk: Sendable {
    private(set) var x = InkAxis()
    private(set) var y = InkAxis()
    private var pressure: Int
    /// Last change of pressure.
    private var p0 = 0
    /// Samples between the last knots, the latest first.
    private var g0 = 3, g1 = 3
    private var index = 0
    private let format: InkFormat

    init(_ format: InkFormat, start: InkPoint) {
        self.format = format
        x.position = start.x
        y.position = start.y
        pressure = start.pressure
    }

    /// The last knot.
    var point: InkPoint { InkPoint(x: x.position, y: y.position, pressure: pressure) }

    /// Codes how many samples lie between the last knot and the next, 1 to `left`, and returns it. A sound stream gives
    /// nothing else; the caller checks.
    mutating func gap<Coder: InkBitCoder>(
        _ gap: Int, left: Int, _ model: inout InkModel, _ coder: inout Coder
    ) -> Int {
        var result = 1
        if left > 1 {
            let speed = InkQuantities.size(abs(x.d0) + abs(y.d0))
            let context = model.layout.gap.at(
                min(g0, 11) * 12 + min(g1, 11), min(left, 15) * 4 + min(index, 3), speed * 8 + min(g0, 7))
            result = model.number(gap - 1, context, &coder) + 1
        }
        (g1, g0) = (g0, min(max(result, 1), left))
        return result
    }

    /// Foresees the next knot: of a page, as far as the pen comes in the samples between.
    mutating func foresee(isPage: Bool) {
        x.foresee(fine: (isPage ? x.d0 * g0 / g1 : x.d0) * 48)
        y.foresee(fine: (isPage ? y.d0 * g0 / g1 : y.d0) * 48)
    }

    /// Codes the next knot. `place` (0 to 9) is the gap of a page's knot, or tells where in its chunk a live one lies.
    mutating func code<Coder: InkBitCoder>(
        _ point: InkPoint, place: Int, _ model: inout InkModel, _ coder: inout Coder
    ) {
        let turned = x.d1 * y.d0 - y.d1 * x.d0
        let turn = turned > 0 ? 1 : turned < 0 ? 2 : 0
        let xError = axis(point.x - x.position - x.guess, x, y, turn, place, &model, &coder)
        let yError = axis(point.y - y.position - y.guess, y, x, turn == 0 ? 0 : 3 - turn, place, &model, &coder)
        x.step(xError, isFirst: false)
        y.step(yError, isFirst: false)
        if format.pressure != .none { press(point.pressure, &model, &coder) }
        index += 1
    }

    private func axis<Coder: InkBitCoder>(
        _ error: Int, _ axis: InkAxis, _ other: InkAxis, _ turn: Int, _ place: Int,
        _ model: inout InkModel, _ coder: inout Coder
    ) -> Int {
        let sign = axis.d0 != 0 ? (axis.d0 < 0 ? -1 : 1) : axis.d1 < 0 ? -1 : 1
        let mirrored = turn != 0 && (sign < 0) != (other.d0 < 0)
        let grid = format.grid == .half ? 0 : 1
        let context = model.layout.axis.at(
            InkQuantities.signed(sign * (axis.d0 - axis.d1), 4) * 9 + InkQuantities.signed(sign * axis.guess, 4),
            InkQuantities.size(abs(axis.guess) + abs(other.guess)) * 3 + (mirrored ? 3 - turn : turn),
            place * 20 + InkQuantities.size(axis.guess), set: grid)
        return sign * model.number(sign * error, context, &coder)
    }

    private mutating func press<Coder: InkBitCoder>(_ level: Int, _ model: inout InkModel, _ coder: inout Coder) {
        let age = min(index, 3)
        let context = model.layout.pressure.at(
            InkQuantities.signed(p0, 6) * 4 + age, ((pressure * 16) >> format.pressure.bits) * 4 + age)
        p0 = model.number(level - pressure, context, &coder)
        pressure += p0
    }
}
