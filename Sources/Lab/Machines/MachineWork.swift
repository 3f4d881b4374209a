/// What operating a machine may take, apart from what its template says.
enum MachineWork {
    /// Units of `Terminal.feed` in one `window`: what a flood costs the loop at most.
    static let turnBudget = 32_768
    /// Milliseconds that this budget is for.
    static let window: UInt64 = 8
    /// Bytes that a program left in its terminal when it ended, and that are still shown.
    static let lastWordsLimit = 65_536
    /// Seconds that a check may take.
    static let checkSeconds: UInt64 = 10
    /// Checks, transfers and helpers of a machine at the same time.
    static let jobLimit = 8
    /// Files of a machine on their way at the same time: each is in memory as a whole.
    static let transferLimit = 2
    /// Connections to ports being made at the same time.
    static let connectionLimit = 32
    /// Seconds that a transfer of a file may take.
    static let fileSeconds: UInt64 = 60
    /// Seconds that keeping or restoring a home may take.
    static let homeSeconds: UInt64 = 60
    /// Seconds after which a program that was asked to end is ended.
    static let patienceSeconds: UInt64 = 2
    /// Seconds that a template's own start, stop or reset may take.
    static let operationSeconds: UInt64 = 120
    /// Milliseconds between looks whether all of a machine has ended, and how many there are before that is told.
    static let removalInterval: UInt64 = 20
    static let removalAttempts = 150
    /// Milliseconds between the looks after that, without end.
    static let lateRemovalInterval: UInt64 = 1_000
}
