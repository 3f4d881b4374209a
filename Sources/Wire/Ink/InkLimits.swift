/// The bounds of the ink coder (protocol/INK.md). Both sides check them before anything is allocated.
public enum InkLimits {
    /// Bytes of one live chunk.
    public static let chunkByteLimit = WireLimits.inkChunkByteLimit
    /// Samples (or live knots) of one live chunk.
    public static let chunkSampleLimit = 1_024
    /// Samples of one stroke.
    public static let strokeSampleLimit = 65_536
    /// Coordinates lie in `-coordinateLimit ..< coordinateLimit`, in 1/8 px (a page is 15,360 wide).
    public static let coordinateLimit = 131_072
    /// Milliseconds of a chunk's duration, and of its start.
    public static let timeLimit = 65_535
    /// Bytes of one slice of a page's run.
    public static let sliceByteLimit = WireLimits.inkPageByteLimit
    /// Strokes of one slice.
    public static let sliceStrokeLimit = WireLimits.strokeLimit
    /// Points (knots or samples) of one slice.
    public static let slicePointLimit = 2_097_152
    /// Ranges of a ``SampleRanges``.
    public static let rangeLimit = WireLimits.cutLimit
}
