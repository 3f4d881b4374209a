/// How the samples of a stroke are coded (protocol/INK.md, I6 to I9). Declared by its first bytes.
public struct InkFormat: Equatable, Hashable, Sendable {
    /// What a coded point stands for.
    public enum Kind: Int, Sendable { case samples, knots }

    /// The positions that samples are rounded to. The raw value is log2 of the step in 1/8 px.
    public enum Grid: Int, CaseIterable, Sendable { case eighth, quarter, half }

    /// The bits of pressure that are kept.
    public enum Pressure: Int, CaseIterable, Sendable { case eight, six, five, none }

    /// What the pen is: it chooses predictor and tables.
    public enum Device: Int, CaseIterable, Sendable {
        /// A pen that reports 100 times a second or more.
        case stylus
        /// A slower pen, or a finger.
        case pen
        /// A mouse.
        case mouse
    }

    public var kind: Kind
    public var grid: Grid
    public var pressure: Pressure
    public var device: Device
    /// log2 of the device's own grid in steps of `grid`: 0, or more when every sample lies whole device pixels
    /// away from the first one. `grid` and `coarseness` together never exceed one pixel.
    public var coarseness: Int

    /// A format; `coarseness` is cut to what `grid` allows, and to 0 for knots.
    public init(_ kind: Kind, _ grid: Grid, _ pressure: Pressure, _ device: Device, coarseness: Int = 0) {
        self.kind = kind
        self.grid = grid
        self.pressure = pressure
        self.device = device
        self.coarseness = kind == .knots ? 0 : min(max(coarseness, 0), 3 - grid.rawValue)
    }

    /// The same with a `coarseness` that its kind and grid allow, whatever was set since, and that all `samples` keep: they lie
    /// on the device's grid together with `first`.
    func fitting(_ samples: [InkSample], with first: InkSample) -> InkFormat {
        var result = InkFormat(kind, grid, pressure, device, coarseness: coarseness)
        for sample in samples {
            let off = (sample.x - first.x) | (sample.y - first.y)
            while result.coarseness > 0, off & ((1 << Int32(result.shift)) - 1) != 0 { result.coarseness -= 1 }
        }
        return result
    }

    /// log2 of the coded step in 1/8 px.
    var shift: Int { grid.rawValue + coarseness }
}

extension InkFormat.Pressure {
    /// Bits of a coded pressure; 0 for none.
    public var bits: Int {
        switch self {
        case .eight: 8
        case .six: 6
        case .five: 5
        case .none: 0
        }
    }

    /// The largest coded pressure.
    var top: Int { (1 << bits) - 1 }

    /// The coded value nearest to `pressure` (0 to 255).
    func quantise(_ pressure: UInt8) -> Int { (Int(pressure) * top + 127) / 255 }

    /// The pressure (0 to 255) that the coded value `level` stands for; its coded value is `level` again.
    func restore(_ level: Int) -> UInt8 { top == 0 ? 0 : UInt8((level * 255 + top / 2) / top) }
}
