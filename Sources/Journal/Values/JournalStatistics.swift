/// What a journal has done since it was opened.
public struct JournalStatistics: Hashable, Sendable {
    /// Groups that became durable.
    public internal(set) var commits = 0
    /// Writes in them.
    public internal(set) var writes = 0
    /// Writes that failed.
    public internal(set) var failures = 0
    /// The most writes of one commit.
    public internal(set) var largestGroup = 0
    /// Time that commits took, from the first statement to the disk's answer, in microseconds.
    public internal(set) var commitMicroseconds = 0
    /// The longest of them.
    public internal(set) var longestCommitMicroseconds = 0
    /// Times that the write-ahead log was moved into the database.
    public internal(set) var checkpoints = 0
    /// The longest of these, in microseconds. Commits wait meanwhile.
    public internal(set) var longestCheckpointMicroseconds = 0
}

extension JournalStatistics {
    mutating func count(stored: Int, failed: Int, in time: Duration) {
        commits += stored.signum()
        writes += stored
        failures += failed
        largestGroup = max(largestGroup, stored)
        commitMicroseconds += time.microseconds
        longestCommitMicroseconds = max(longestCommitMicroseconds, time.microseconds)
    }

    mutating func countCheckpoint(in time: Duration) {
        checkpoints += 1
        longestCheckpointMicroseconds = max(longestCheckpointMicroseconds, time.microseconds)
    }
}

extension Duration {
    fileprivate var microseconds: Int { Int(self / .microseconds(1)) }
}
