/// Counts of times in nanoseconds, in buckets within 1.6 % of each other: from 64 ns on, 64 buckets for each power of two.
struct LatencyHistogram {
    private var counts = [UInt64](repeating: 0, count: 64 * 59)
    private(set) var count: UInt64 = 0

    mutating func record(_ nanoseconds: UInt64) {
        counts[LatencyHistogram.bucket(of: nanoseconds)] += 1
        count += 1
    }

    /// The time below which `share` (0 to 1) of all lie, in microseconds; 0 when there are none.
    func microseconds(at share: Double) -> Double {
        guard count > 0 else { return 0 }
        var left = max(1, UInt64((Double(count) * share).rounded(.up)))
        for (bucket, inside) in counts.enumerated() {
            if inside >= left { return Double(LatencyHistogram.upperBound(of: bucket)) / 1000 }
            left -= inside
        }
        return 0
    }

    private static func bucket(of value: UInt64) -> Int {
        guard value >= 64 else { return Int(value) }
        let exponent = 63 - value.leadingZeroBitCount
        return (exponent - 5) * 64 + Int((value >> UInt64(exponent - 6)) & 63)
    }

    private static func upperBound(of bucket: Int) -> UInt64 {
        guard bucket >= 64 else { return UInt64(bucket) }
        let (exponent, rest) = (UInt64(bucket / 64 + 5), UInt64(bucket % 64))
        return (64 + rest + 1) << (exponent - 6) - 1
    }
}
