/// Rows of the head channel: what each number around the samples is (protocol/INK.md, I26).
enum InkHead {
    /// Count of a chunk less that of the chunk before it, by the latter (0 to 12) and whether that was falling, steady or
    /// rising; then the same for last chunks.
    static let count = 0
    /// Whether a chunk ends its stroke, by the chunk's index (0 to 7).
    static let end = 52
    /// Duration less the expected one: of the first chunk, of the others; then the same for last chunks.
    static let duration = 60
    /// Start less 33 ms.
    static let start = 64
    /// Pressure at pen-down, by the bits kept.
    static let pressure = 65
    /// Whether a page's stroke has the format of the one before.
    static let sameFormat = 68
    /// Whether another stroke follows in the slice.
    static let more = 69
    /// Samples of a stroke less those expected.
    static let length = 70
    /// Start of a stroke less the end of the one before: x, y.
    static let origin = 71
    /// Pressure at the start of a page's stroke.
    static let pagePressure = 73
    /// Rows in all.
    static let rowCount = 74
}
