/// One point of the pen.
public struct InkSample: Equatable, Hashable, Sendable {
    /// 1/8 px from the page's left edge, within ``InkLimits/coordinateLimit``.
    public var x: Int32
    /// 1/8 px from the page's top edge, growing downwards, within ``InkLimits/coordinateLimit``.
    public var y: Int32
    /// 0 (lightest) to 255; 0 where the stroke has no pressure.
    public var pressure: UInt8

    /// A point at `x`, `y` in 1/8 px.
    public init(x: Int32, y: Int32, pressure: UInt8 = 0) {
        self.x = x
        self.y = y
        self.pressure = pressure
    }

    /// Whether both coordinates stay within ``InkLimits/coordinateLimit`` whatever grid they are rounded to.
    var isWithinLimits: Bool {
        let limit = Int32(InkLimits.coordinateLimit - 8)
        return (-limit...limit).contains(x) && (-limit...limit).contains(y)
    }
}
