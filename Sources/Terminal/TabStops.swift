/// Columns at which HT stops (ECMA-48 §8.3.60 HT, §8.3.62 HTS, §8.3.154 TBC): every eighth at first.
struct TabStops: Equatable, Sendable {
    private var stops: [Bool]

    init(columns: Int) { stops = (0..<columns).map { $0 % 8 == 0 && $0 > 0 } }

    mutating func set(_ column: Int) { stops[column] = true }
    mutating func clear(_ column: Int) { stops[column] = false }
    mutating func clearAll() { stops = Array(repeating: false, count: stops.count) }

    /// The next stop right of `column`, or the last column.
    func next(after column: Int) -> Int {
        stops[min(column + 1, stops.count)...].firstIndex(of: true) ?? stops.count - 1
    }

    /// The next stop left of `column`, or the first column.
    func previous(before column: Int) -> Int { stops[..<column].lastIndex(of: true) ?? 0 }

    /// For another width: what is there stays, what comes has stops at every eighth.
    mutating func resize(columns: Int) {
        let more = stops.count..<max(columns, stops.count)
        stops = stops.prefix(columns) + more.map { $0 % 8 == 0 }
    }
}
