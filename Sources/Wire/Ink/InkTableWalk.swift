/// Codes the levels of tables, 0 to 31, one table after another (protocol/INK.md, I27): how far each is from the one
/// before it, by how long nothing changed and whether the two nodes before changed at the same row.
package struct InkTableWalk {
    /// Probability (16 bits) and times seen: 11 * 4 for "same", 3 for the sign, 9 for the size; twice.
    private var slots = [UInt32](repeating: 32_768 << 8, count: 112)

    package init() {}

    /// Codes `count` levels; a writer gives them all. `stride`: levels from node to node. `kind`: 0 of slots, 1 of weights.
    package mutating func code<Coder: InkBitCoder>(
        _ levels: [Int], count: Int, stride: Int, kind: Int, _ coder: inout Coder
    ) -> [Int] {
        var result: [Int] = []
        var changes = [Int](repeating: 0, count: count)
        var (level, change, run) = (16, 0, 0)
        for index in 0..<count {
            let above = index < stride ? 0 : changes[index - stride]
            let twiceAbove = index < 2 * stride ? 0 : changes[index - 2 * stride]
            let bucket = run < 3 ? run : 3 + min(Int.bitWidth - 1 - (run - 1).leadingZeroBitCount, 7)
            let wanted = index < levels.count ? ((levels[index] - level + 16) & 31) - 16 : 0
            let same = kind * 56 + bucket * 4 + above + 2 * twiceAbove
            change = bit(wanted == 0 ? 1 : 0, same, &coder) == 1 ? 0 : self.change(wanted, after: change, kind, &coder)
            level = (level + change) & 31
            run = change == 0 ? run + 1 : 0
            changes[index] = change == 0 ? 0 : 1
            result.append(level)
        }
        return result
    }

    /// Codes a difference other than 0, -16 to 15.
    private mutating func change<Coder: InkBitCoder>(
        _ wanted: Int, after last: Int, _ kind: Int, _ coder: inout Coder
    ) -> Int {
        let sign = bit(wanted < 0 ? 1 : 0, kind * 56 + 45 + last.signum(), &coder)
        var size = 1
        while size < 16, bit(abs(wanted) > size ? 1 : 0, kind * 56 + 46 + min(size, 9), &coder) == 1 { size += 1 }
        return sign == 1 ? -size : size
    }

    private mutating func bit<Coder: InkBitCoder>(_ bit: Int, _ slot: Int, _ coder: inout Coder) -> Int {
        let (p, seen) = (Int32(slots[slot] >> 8), slots[slot] & 255)
        let result = coder.code(bit, p: UInt32(min(max(p, 128), 65_408)))
        let next = p + (((result == 1 ? 65_535 : 0) - p) * InkLogistic.rates[Int(seen)]) >> 15
        slots[slot] = UInt32(next) << 8 | min(seen + 1, 30)
        return result
    }
}
