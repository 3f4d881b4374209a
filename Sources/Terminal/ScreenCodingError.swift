/// Why bytes are no `ScreenDifference`.
public enum ScreenCodingError: Error, Equatable, Sendable {
    /// They end too early.
    case truncated
    /// They go on after the end.
    case trailingBytes
    /// A number is larger than what it counts or names can be.
    case outOfRange
    /// Text is no UTF-8, or a character has another width than its cells.
    case invalidText
}
