/// Settings of a journal. The defaults are right for a server.
public struct JournalOptions: Sendable {
    /// Waits so long before each commit. For tests: what is shown early shows.
    public var commitDelayMilliseconds = 0
    /// Runs before each commit. For tests: holds it up.
    var beforeCommit: (@Sendable () -> Void)?
    /// A commit takes no further write from this many bytes on.
    public var groupByteLimit = 4 << 20
    /// More waiting than this, and a write fails with `.busy`.
    public var queueByteLimit = 64 << 20
    /// What is in the write-ahead log is moved into the database after about this many pages of 4 KiB.
    public var checkpointPageLimit = 1_000
    /// The database may not grow above this; absent: as the disk permits. Writes then fail with `.full`.
    public var databaseByteLimit: Int?
    /// The revision of the schema by which entries are encoded. A journal of a newer one is refused (E4).
    public var revision = 0

    /// The defaults.
    public init() {}
}
