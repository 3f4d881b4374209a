import Wire
import WireTesting

/// Points to try the coder on.
enum InkScribble {
    /// Writing-like points: a pen that turns, speeds up and slows down.
    static func pen(_ seeded: inout Seeded, _ count: Int) -> [InkSample] {
        var (x, y) = (800 + seeded.below(12_000), 800 + seeded.below(6_000))
        var (dx, dy, pressure) = (0, 0, 20 + seeded.below(40))
        return (0..<count).map { _ in
            defer {
                dx = min(max(dx + seeded.below(9) - 4, -30), 30)
                dy = min(max(dy + seeded.below(9) - 4, -30), 30)
                (x, y) = (x + dx, y + dy)
                pressure = min(max(pressure + seeded.below(15) - 6, 0), 255)
            }
            return InkSample(x: Int32(x), y: Int32(y), pressure: UInt8(pressure))
        }
    }

    /// Points anywhere: jumps across the page, the ends of the coordinates, points that stay.
    static func wild(_ seeded: inout Seeded, _ count: Int) -> [InkSample] {
        var samples: [InkSample] = []
        for _ in 0..<count {
            if let last = samples.last, seeded.bool() {
                samples.append(last)
            } else {
                let (x, y) = (coordinate(&seeded), coordinate(&seeded))
                samples.append(InkSample(x: x, y: y, pressure: UInt8(seeded.below(256))))
            }
        }
        return samples
    }

    private static func coordinate(_ seeded: inout Seeded) -> Int32 {
        let end = InkLimits.coordinateLimit - 8
        return Int32([-end, end, seeded.below(15_360), seeded.below(2 * end + 1) - end][seeded.below(4)])
    }

    /// The distance of `sample` from the line between two points, in 1/8 px.
    static func distance(_ sample: InkSample, _ from: InkSample, _ to: InkSample) -> Double {
        let (dx, dy) = (Double(to.x - from.x), Double(to.y - from.y))
        let (x, y) = (Double(sample.x - from.x), Double(sample.y - from.y))
        let length = dx * dx + dy * dy
        let part = length == 0 ? 0 : min(max((x * dx + y * dy) / length, 0), 1)
        return ((x - part * dx) * (x - part * dx) + (y - part * dy) * (y - part * dy)).squareRoot()
    }
}
