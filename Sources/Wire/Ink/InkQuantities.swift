/// Logarithms of magnitudes and small signed numbers, as rows of contexts (protocol/INK.md, I28).
enum InkQuantities {
    /// About two steps for each doubling: 0, 1, 2, then 2e or 2e + 1; at most 19.
    static func size(_ value: Int) -> Int {
        let magnitude = abs(value)
        guard magnitude > 2 else { return magnitude }
        let top = Int.bitWidth - 1 - magnitude.leadingZeroBitCount
        return min(2 * top + magnitude >> (top - 1) & 1, 19)
    }

    /// A value cut to -`limit`...`limit` in steps that widen above 4: 0, then 1...limit, then limit + 1...2 limit for
    /// negative ones.
    static func signed(_ value: Int, _ limit: Int) -> Int {
        let magnitude = abs(value)
        let step = magnitude < 5 ? magnitude : magnitude < 7 ? 5 : 6
        let cut = min(step, limit)
        return value < 0 ? limit + cut : cut
    }
}
