/// Rows of a region that moved together.
public struct ScrollMove: Equatable, Hashable, Sendable {
    /// The rows between which it happened.
    public let region: Range<Int>
    /// Rows upward; below zero downward.
    public let count: Int

    /// The move that explains most rows of `new`, both in the numbers of one table; nil when none explains two.
    init?(from old: Grid, to new: Grid) {
        let worth = zip(old.rows, new.rows).map { $0 != $1 && !$1.isBlank }
        // Rows that stay as they are: those that a move leaves empty must be sent again.
        let stays = zip(old.rows, new.rows).map { $0 == $1 && !$1.isBlank }
        guard worth.filter({ $0 }).count >= 2 else { return nil }
        let (before, after) = (old.rows.map(ScrollMove.digest), new.rows.map(ScrollMove.digest))
        var best = (gain: 1, region: 0..<0, count: 0)
        for count in (1 - before.count)..<before.count where count != 0 {
            let (gain, rows) = ScrollMove.bestRun(before, after, worth, count)
            guard gain > best.gain else { continue }
            let start = rows.lowerBound + min(count, 0)
            let end = rows.upperBound + max(count, 0)
            let emptied = count > 0 ? rows.upperBound..<end : start..<rows.lowerBound
            let net = gain - stays[emptied].count { $0 }
            if net > best.gain { best = (net, start..<end, count) }
        }
        guard best.count != 0 else { return nil }
        (region, count) = (best.region, best.count)
    }

    init(region: Range<Int>, count: Int) {
        self.region = region
        self.count = count
    }

    /// Does it to `grid`, as far as it has the rows.
    func apply(to grid: inout Grid) {
        let rows = region.clamped(to: 0..<grid.rows.count)
        if count > 0 { grid.scrollUp(rows, by: count, with: .blank) }
        if count < 0 { grid.scrollDown(rows, by: -max(count, -rows.count), with: .blank) }
    }

    /// The longest stretch of rows that were `count` further down, by the rows in it that are worth moving.
    private static func bestRun(
        _ before: [UInt64], _ after: [UInt64], _ worth: [Bool], _ count: Int
    ) -> (gain: Int, rows: Range<Int>) {
        var best = (gain: 0, rows: 0..<0)
        var (start, gain) = (max(0, -count), 0)
        let end = min(after.count, before.count - count)
        for row in start..<end {
            if after[row] == before[row + count] {
                gain += worth[row] ? 1 : 0
                if gain > best.gain { best = (gain, start..<row + 1) }
            } else {
                (start, gain) = (row + 1, 0)
            }
        }
        return best
    }

    private static func digest(_ row: Row) -> UInt64 {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for cell in row.cells {
            digest = (digest ^ cell.bits) &* 0x9E37_79B9_7F4A_7C15
            digest ^= digest >> 32
        }
        return digest
    }
}
