import Glibc
import Wire

/// Chooses levels for a row of slots so that training bits and the bits of the tables' text together are fewest.
struct LevelSearch {
    /// Training bits that a bit of text must save.
    let price: Double

    private static let count = 32
    /// Bits of a 1 and of a 0 at each level.
    private static let costs: [(zero: Double, one: Double)] = (0..<count).map { level in
        let p = Double(InkPrior.slot(level: level) >> 8) / 65_536
        return (-log2(1 - p), -log2(p))
    }
    /// About the bits of the text for each difference of levels.
    private static let text: [Double] = (0..<count).map { difference in
        let size = min(difference, count - difference)
        return size == 0 ? 0.4 : 4 + log2(Double(size))
    }

    /// The levels, by dynamic programming over the slots in the order of the text.
    func levels(zeros: [UInt32], ones: [UInt32]) -> [Int] {
        var costs = (0..<Self.count).map { $0 == 16 ? 0 : Double.infinity }
        var ways: [UInt8] = []
        ways.reserveCapacity(zeros.count * Self.count)
        for index in zeros.indices {
            var next = [Double](repeating: .infinity, count: Self.count)
            for level in 0..<Self.count {
                var best = 0
                for from in 0..<Self.count
                where costs[from] + price * Self.text[(level - from) & 31] < next[level] {
                    next[level] = costs[from] + price * Self.text[(level - from) & 31]
                    best = from
                }
                next[level] +=
                    Double(zeros[index]) * Self.costs[level].zero + Double(ones[index]) * Self.costs[level].one
                ways.append(UInt8(best))
            }
            costs = next
        }
        return way(ways, from: costs.indices.min { costs[$0] < costs[$1] } ?? 16)
    }

    private func way(_ ways: [UInt8], from last: Int) -> [Int] {
        var level = last
        var levels: [Int] = []
        for index in stride(from: ways.count / Self.count - 1, through: 0, by: -1) {
            levels.append(level)
            level = Int(ways[index * Self.count + level])
        }
        return levels.reversed()
    }
}
