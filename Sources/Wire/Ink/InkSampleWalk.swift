/// Codes every sample of a stroke, one after another (protocol/INK.md, I29, I34): the same steps on both ends.
struct InkSampleWalk: Sendable {
    private(set) var x = InkAxis()
    private(set) var y = InkAxis()
    private var pressure = 0
    /// Last changes of pressure and wrong guesses, the latest first.
    private var p0 = 0, p1 = 0, q0 = 0, q1 = 0, q2 = 0
    private var index = 0
    private let format: InkFormat
    private let taps: (Int, Int, Int, Int)
    private var gridRow: Int

    init(_ format: InkFormat, start: InkPoint) {
        self.format = format
        taps = format.device.taps
        gridRow = min(format.shift, 2)
        x.position = start.x
        y.position = start.y
        pressure = start.pressure
    }

    /// The last point.
    var point: InkPoint { InkPoint(x: x.position, y: y.position, pressure: pressure) }

    /// Goes on in steps 2^`shift` times finer.
    mutating func refine(_ shift: Int) {
        x.refine(shift)
        y.refine(shift)
        gridRow = min(format.grid.rawValue, 2)
    }

    /// Foresees the next point. Before every ``code(_:_:_:)``.
    mutating func foresee() {
        x.foresee(taps)
        y.foresee(taps)
    }

    /// Codes the next point.
    mutating func code<Coder: InkBitCoder>(_ point: InkPoint, _ model: inout InkModel, _ coder: inout Coder) {
        let before = 2 * abs(x.e1) + 2 * abs(y.e1) + abs(x.e2) + abs(y.e2)
        let first = index == 0
        let xError = axis(
            point.x - x.position - x.guess, x, 4 * abs(x.e0) + 4 * abs(y.e0) + before, &model, &coder)
        let activity = 6 * abs(xError) + 2 * abs(x.e0) + 4 * abs(y.e0) + abs(x.e1) + 2 * abs(y.e1) + abs(y.e2)
        let yError = axis(point.y - y.position - y.guess, y, activity, &model, &coder)
        x.step(xError, isFirst: first)
        y.step(yError, isFirst: first)
        if format.pressure != .none { press(point.pressure, &model, &coder) }
        index += 1
    }

    private func axis<Coder: InkBitCoder>(
        _ error: Int, _ axis: InkAxis, _ activity: Int, _ model: inout InkModel, _ coder: inout Coder
    ) -> Int {
        let sign = axis.sign
        func pair(_ a: Int, _ b: Int) -> Int {
            InkQuantities.signed(sign * a, 4) * 9 + InkQuantities.signed(sign * b, 4)
        }
        let fraction = min((sign * (axis.fine - (axis.guess << 6)) + 32) >> 4, 3)
        let context = model.layout.axis.at(
            InkQuantities.size(activity) * 4 + fraction, pair(axis.d0 - axis.guess, axis.d1 - axis.guess),
            pair(axis.d0, axis.d1), set: gridRow)
        return sign * model.number(sign * error, context, &coder)
    }

    private mutating func press<Coder: InkBitCoder>(_ level: Int, _ model: inout InkModel, _ coder: inout Coder) {
        let guess = min(max(pressure + (3 * p0) >> 2, 0), format.pressure.top)
        let bits = format.pressure.rawValue
        let size = min(InkQuantities.size(4 * abs(q0) + 2 * abs(q1) + abs(q2)), 14)
        let context = model.layout.pressure.at(
            (size * 4 + min(index, 3)) * 3 + bits, InkQuantities.signed(p0, 4) * 9 + InkQuantities.signed(p1, 4),
            set: bits)
        let error = model.number(level - guess, context, &coder)
        (q2, q1, q0) = (q1, q0, error)
        (p1, p0) = (p0, guess + error - pressure)
        pressure = guess + error
    }
}

extension InkFormat.Device {
    /// What the last four deltas foretell of the next, in 1/64.
    var taps: (Int, Int, Int, Int) {
        switch self {
        case .stylus: (86, -9, -12, -7)
        case .pen: (34, 15, 3, 5)
        case .mouse: (18, 22, 15, 6)
        }
    }
}
