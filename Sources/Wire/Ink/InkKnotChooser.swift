/// Chooses knots: of all lines through grid points near the samples that stay within the tolerance, about the one of
/// fewest bits. Not part of the protocol: any choice can be decoded.
///
/// Dynamic programming over (sample, grid point); each state remembers its own best way and how fast it came.
public struct InkKnotChooser: Sendable {
    /// How far, of 255, a sample's pressure may be from that of the line, which changes evenly from knot to knot.
    public static let pressureTolerance = 32
    /// Samples that one line may pass over at most.
    private static let spanLimit = 48
    /// Lengths without any line after which longer ones are not tried.
    private static let patience = 3

    private let format: InkFormat

    /// A chooser of knots on `format`'s grid.
    public init(_ format: InkFormat) { self.format = format }

    /// How far a sample may be from the line, in 1/8 px: one step of the grid.
    public var tolerance: Int { 1 << format.grid.rawValue }

    /// The knots of a whole stroke: first and last sample, all of `cuts` (ascending indices), and what is needed between.
    public func knots(of samples: [InkSample], cuts: [Int] = []) -> [InkKnot] {
        guard !samples.isEmpty else { return [] }
        var search = Search(format: format, samples: samples, countsGaps: true)
        search.start()
        var forced = 0
        var cuts = cuts[...]
        for index in samples.indices.dropFirst() {
            search.reach(index, from: forced)
            while let cut = cuts.first, cut <= index { (forced, cuts) = (max(forced, cut), cuts.dropFirst()) }
        }
        return search.best()
    }

    /// The knots of a live chunk: its last sample and what is needed before it.
    func chunk(_ samples: [InkSample], after walk: InkStrokeWalk?) -> [InkSample] {
        guard let walk else {
            var search = Search(format: format, samples: samples, countsGaps: false)
            search.start()
            for index in samples.indices.dropFirst() { search.reach(index, from: 0) }
            return search.best().map(\.sample)
        }
        var search = Search(format: format, samples: [walk.last] + samples, countsGaps: false)
        search.start(walk.last, travel: walk.travel)
        for index in search.samples.indices.dropFirst() { search.reach(index, from: 0) }
        return search.best().dropFirst().map(\.sample)
    }
}

extension InkKnotChooser {
    /// The best way found to one grid point at one sample.
    private struct State {
        /// Cost in 1/16 bit.
        var cost = 0
        var from = -1
        var fromChoice = 0
        var x = 0
        var y = 0
        var level = 0
        /// The last line, in steps, and how many samples it spans.
        var dx = 0
        var dy = 0
        var gap = 3
    }

    private struct Search {
        let format: InkFormat
        let samples: [InkSample]
        let countsGaps: Bool
        private let unit: Int
        private let reachSquared: Int
        /// Up to four states for each sample.
        private var states: [[State]] = []

        init(format: InkFormat, samples: [InkSample], countsGaps: Bool) {
            (self.format, self.samples, self.countsGaps) = (format, samples, countsGaps)
            unit = 1 << format.grid.rawValue
            reachSquared = unit * unit
            states.reserveCapacity(samples.count)
        }

        /// Starts at any grid point near the first sample.
        mutating func start() {
            let range = levels(samples[0].pressure).range
            let level = min(max(InkHeader.usual(format.pressure), range.lowerBound), range.upperBound)
            states.append(candidates(samples[0]).map { State(x: $0.0, y: $0.1, level: level) })
        }

        /// Starts at a knot that stands already.
        mutating func start(_ knot: InkSample, travel: (x: Int, y: Int)) {
            let grid = format.grid.rawValue
            states.append([
                State(
                    x: Int(knot.x) >> grid, y: Int(knot.y) >> grid, level: format.pressure.quantise(knot.pressure),
                    dx: travel.x, dy: travel.y)
            ])
        }

        /// Finds the best ways to the grid points near sample `index` from samples not before `first`.
        mutating func reach(_ index: Int, from first: Int) {
            let range = levels(samples[index].pressure)
            var found: [State] = []
            for (x, y) in candidates(samples[index]) {
                var best = State(cost: .max, x: x, y: y)
                var misses = 0
                var from = index - 1
                while from >= max(first, index - InkKnotChooser.spanLimit), misses <= InkKnotChooser.patience {
                    if !improve(&best, from, index, range) { misses += 1 }
                    from -= 1
                }
                found.append(best)
            }
            states.append(found)
        }

        /// Tries the lines to `best` from the grid points near sample `from`; false when none clears the samples between.
        private func improve(
            _ best: inout State, _ from: Int, _ index: Int, _ range: (range: ClosedRange<Int>, nearest: Int)
        ) -> Bool {
            var isReached = false
            for choice in states[from].indices {
                let state = states[from][choice]
                let plain = cost(state, best.x, best.y, index - from)
                guard plain < best.cost else {
                    isReached = true
                    continue
                }
                guard clears(state, from, best.x, best.y, index) else { continue }
                isReached = true
                guard let level = level(state, from, index, range) else { continue }
                let cost = plain + (format.pressure == .none ? 0 : 2 * Self.bits(level - state.level) - 32)
                guard cost < best.cost else { continue }
                best = State(
                    cost: cost, from: from, fromChoice: choice, x: best.x, y: best.y, level: level,
                    dx: best.x - state.x, dy: best.y - state.y, gap: index - from)
            }
            return isReached
        }

        /// The knots of the cheapest way to the last sample.
        func best() -> [InkKnot] {
            var knots: [InkKnot] = []
            var index = samples.count - 1
            var choice = states[index].indices.min { states[index][$0].cost < states[index][$1].cost } ?? 0
            while true {
                let state = states[index][choice]
                let grid = Int32(format.grid.rawValue)
                let sample = InkSample(
                    x: Int32(state.x) << grid, y: Int32(state.y) << grid, pressure: format.pressure.restore(state.level)
                )
                knots.append(InkKnot(index: index, sample: sample))
                guard state.from >= 0 else { return knots.reversed() }
                (index, choice) = (state.from, state.fromChoice)
            }
        }

        /// The grid points around a sample that are within the tolerance.
        private func candidates(_ sample: InkSample) -> [(Int, Int)] {
            let (x, y) = (Int(sample.x), Int(sample.y))
            let grid = format.grid.rawValue
            let (left, top) = (x >> grid, y >> grid)
            var result: [(Int, Int)] = []
            for across in left...(x & (unit - 1) == 0 ? left : left + 1) {
                for down in top...(y & (unit - 1) == 0 ? top : top + 1) {
                    let (a, b) = ((across << grid) - x, (down << grid) - y)
                    if a * a + b * b <= reachSquared { result.append((across, down)) }
                }
            }
            return result
        }

        /// The coded pressures near enough to `pressure`, and the nearest.
        private func levels(_ pressure: UInt8) -> (range: ClosedRange<Int>, nearest: Int) {
            let nearest = format.pressure.quantise(pressure)
            var (low, high) = (nearest, nearest)
            while low > 0, abs(Int(format.pressure.restore(low - 1)) - Int(pressure)) <= pressureTolerance { low -= 1 }
            while high < format.pressure.top,
                abs(Int(format.pressure.restore(high + 1)) - Int(pressure)) <= pressureTolerance
            { high += 1 }
            return (low...high, nearest)
        }

        /// The pressure nearest to that of `state` with which the line from there clears the samples between.
        private func level(
            _ state: State, _ from: Int, _ to: Int, _ levels: (range: ClosedRange<Int>, nearest: Int)
        ) -> Int? {
            var level = min(max(state.level, levels.range.lowerBound), levels.range.upperBound)
            while !presses(state, from, level, to) {
                guard level != levels.nearest else { return nil }
                level += level < levels.nearest ? 1 : -1
            }
            return level
        }

        private func presses(_ state: State, _ from: Int, _ level: Int, _ to: Int) -> Bool {
            let start = Int(format.pressure.restore(state.level))
            let end = Int(format.pressure.restore(level))
            for index in (from + 1)..<max(to, from + 1) {
                let line = start * (to - index) + end * (index - from)
                let off = abs(line - Int(samples[index].pressure) * (to - from))
                if format.pressure != .none, off > pressureTolerance * (to - from) { return false }
            }
            return true
        }

        /// Whether the line from `state` to the grid point (`x`, `y`) passes all samples between within the tolerance.
        private func clears(_ state: State, _ from: Int, _ x: Int, _ y: Int, _ to: Int) -> Bool {
            let grid = format.grid.rawValue
            let (startX, startY) = (state.x << grid, state.y << grid)
            let line = InkLine(dx: (x << grid) - startX, dy: (y << grid) - startY)
            for index in (from + 1)..<max(to, from + 1)
            where !line.passes(Int(samples[index].x) - startX, Int(samples[index].y) - startY, reachSquared) {
                return false
            }
            return true
        }

        /// About what the line costs at least, in 1/16 bit, with all before it.
        private func cost(_ state: State, _ x: Int, _ y: Int, _ gap: Int) -> Int {
            let (dx, dy) = countsGaps ? (state.dx * gap / state.gap, state.dy * gap / state.gap) : (state.dx, state.dy)
            let line = Self.bits(x - state.x - (dx * 3) / 4) + Self.bits(y - state.y - (dy * 3) / 4)
            let pressure = format.pressure == .none ? 0 : 32
            return state.cost + 32 + line + pressure + (countsGaps ? Self.bits(gap - state.gap) : 0)
        }

        /// About what a number costs, in 1/16 bit: 1 + 1.9 log2(1 + |number|).
        private static func bits(_ number: Int) -> Int {
            let value = abs(number) + 1
            let top = Int.bitWidth - 1 - value.leadingZeroBitCount
            let log = (top - 1) * 16 + (value << 4) >> top
            return 16 + (30 * log) >> 4
        }
    }
}
