/// How much scrollback a screen keeps; the oldest lines go first.
public struct ScrollbackLimits: Equatable, Sendable {
    /// Lines, each of which may take several rows.
    public let lines: Int
    /// Bytes of memory that the lines take.
    public let bytes: Int

    /// Limits below zero mean zero.
    public init(lines: Int, bytes: Int) {
        self.lines = max(lines, 0)
        self.bytes = max(bytes, 0)
    }

    /// 10 000 lines, 4 MiB.
    public static let standard = ScrollbackLimits(lines: 10_000, bytes: 4 << 20)
}
