extension Batch {
    /// How many sequence numbers the batch stands for (rule T6).
    public var span: Int { covers ?? entries.count }

    /// Whether the batch comes right after `sequence` (rule T2); if not, something was lost and the topic must be
    /// subscribed again.
    public func follows(_ sequence: Sequence) -> Bool { base == sequence & 0xFF }
}
