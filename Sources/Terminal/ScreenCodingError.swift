/// Why bytes are no `ScreenDifference`.
public enum ScreenCodingError: Error, Equatable, Sendable {
    /// They end too early.
    case truncated
    /// They go on after the end.
    case trailingBytes
    /// A number is larger than what it counts or names can be.
    case outOfRange
    /// Text is no UTF-8, or has a control; or a link's address is none.
    case invalidText
    /// A character has another width than its cells. Only the server has the table of widths: browsers take its word.
    case wrongWidth
}
