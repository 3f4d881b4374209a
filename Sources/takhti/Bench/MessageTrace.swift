/// When messages of which size came: a hall writes it down (`takhti bench hall --record`), the bare engine is given the same to carry (`takhti bench ws --replay`).
///
/// As text, a line for each message: microseconds since the beginning, a space, its bytes.
struct MessageTrace {
    struct Entry: Equatable {
        /// Nanoseconds since the beginning.
        let at: UInt64
        let byteCount: Int
    }

    private(set) var entries: [Entry] = []

    init() {}

    /// - Returns: Nil for a text that is no trace, has no message, or whose times go back.
    init?(_ text: String) {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 2, let at = UInt64(fields[0]), let byteCount = Int(fields[1]),
                at < 3_600_000_000, (1...16_777_216).contains(byteCount), at * 1_000 >= entries.last?.at ?? 0
            else { return nil }
            entries.append(Entry(at: at * 1_000, byteCount: byteCount))
        }
        if entries.isEmpty { return nil }
    }

    mutating func add(at nanoseconds: UInt64, byteCount: Int) {
        entries.append(Entry(at: nanoseconds, byteCount: byteCount))
    }

    var text: String { entries.map { "\($0.at / 1_000) \($0.byteCount)\n" }.joined() }
}
