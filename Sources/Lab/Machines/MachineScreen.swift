/// What was told of a screen since it was last taken.
struct MachineScreen {
    private var hasTold = false
    private var hasRung = false
    private var bellCount = 0

    /// The screen changed; whether that is news.
    mutating func change() -> Bool {
        defer { hasTold = true }
        return !hasTold
    }

    /// Bells so far; whether one of them is news.
    mutating func ring(_ count: Int) -> Bool {
        guard count != bellCount else { return false }
        bellCount = count
        defer { hasRung = true }
        return !hasRung
    }

    mutating func isTaken() { (hasTold, hasRung) = (false, false) }
}
