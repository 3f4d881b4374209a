import Wire

extension Transform {
    /// One in the units of a matrix.
    private static let one = 4_096
    private static let identity = Matrix(xx: one, xy: 0, yx: 0, yy: one)
    private static let entries = -1_048_576...1_048_576
    private static let places = -1_048_576...1_048_575

    /// What `before` and then this come to (rule P8); nil where that is nothing. What is out of range is cut to it.
    func after(_ before: Transform?) -> Transform? {
        let (b, o) = (matrix ?? Self.identity, before?.matrix ?? Self.identity)
        let (x, y) = (before?.dx ?? 0, before?.dy ?? 0)
        let matrix = Matrix(
            xx: Self.entry(b.xx * o.xx + b.xy * o.yx), xy: Self.entry(b.xx * o.xy + b.xy * o.yy),
            yx: Self.entry(b.yx * o.xx + b.yy * o.yx), yy: Self.entry(b.yx * o.xy + b.yy * o.yy))
        return Transform(
            dx: Self.place(dx + Self.scaled(b.xx * x + b.xy * y)), dy: Self.place(dy + Self.scaled(b.yx * x + b.yy * y)),
            matrix: matrix
        ).normal
    }

    /// The same in its one form: without a matrix that does nothing; nil where it does nothing at all.
    var normal: Transform? {
        let matrix = matrix == Self.identity ? nil : matrix
        return dx == 0 && dy == 0 && matrix == nil ? nil : Transform(dx: dx, dy: dy, matrix: matrix)
    }

    /// Where a point comes to, in 1/8 px, rounded as the places of a composition.
    public func applied(x: Int, y: Int) -> (x: Int, y: Int) {
        let m = matrix ?? Self.identity
        return (dx + Self.scaled(m.xx * x + m.xy * y), dy + Self.scaled(m.yx * x + m.yy * y))
    }

    /// To the nearest unit, halves upwards. Operands come from messages: products are below 2^43.
    private static func scaled(_ product: Int) -> Int { (product + one / 2) >> 12 }

    private static func entry(_ product: Int) -> Int { min(max(scaled(product), entries.lowerBound), entries.upperBound) }

    private static func place(_ value: Int) -> Int { min(max(value, places.lowerBound), places.upperBound) }
}
