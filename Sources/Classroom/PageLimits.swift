import Wire

/// Bounds of a page that only its host keeps (protocol/README.md, C7): each keeps some encoding within its own limit.
public enum PageLimits {
    /// The ink of one stroke as it was written: fits into one entry when it comes back.
    public static let strokeByteLimit = 196_608
    /// The ink of one page as it was written.
    public static let pageByteLimit = 4_194_304
    /// Samples of one page.
    public static let sampleLimit = InkLimits.slicePointLimit
    /// Cuts of all strokes of one page.
    public static let pageCutLimit = 65_536
    /// The objects of one page.
    public static let objectByteLimit = 2_097_152
    /// The events by which one command takes back or makes again: fit into one batch.
    public static let changeByteLimit = 229_376
    /// Those events, in number.
    public static let changeEventLimit = WireLimits.batchLimit / 2
    /// What is kept of one page for taking back; the oldest is forgotten.
    public static let recordByteLimit = 4_194_304
}
