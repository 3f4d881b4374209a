import Wire

/// When machines were used last, on whatever clock the times given are of (milliseconds).
struct IdleWatch {
    private var uses: [ItemName: UInt64] = [:]

    /// Somebody typed into it, looks at it, or asked something of it.
    mutating func used(_ machine: ItemName, at now: UInt64) { uses[machine] = now }

    /// Whether nobody used it for so many seconds. One that was never used has been since it was first asked about.
    mutating func isIdle(_ machine: ItemName, for seconds: Int, at now: UInt64) -> Bool {
        guard let last = uses[machine] else {
            uses[machine] = now
            return false
        }
        return now >= last + UInt64(seconds) * 1_000
    }

    mutating func forget(_ machine: ItemName) { uses[machine] = nil }
}
