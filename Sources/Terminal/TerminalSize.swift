/// Rows and columns of a screen, each at least one and within `TerminalLimits`.
public struct TerminalSize: Equatable, Hashable, Sendable {
    /// Rows, 1 to `TerminalLimits.rowLimit`.
    public let rows: Int
    /// Columns, 1 to `TerminalLimits.columnLimit`.
    public let columns: Int

    /// The nearest size within the limits.
    public init(rows: Int, columns: Int) {
        self.rows = min(max(rows, 1), TerminalLimits.rowLimit)
        self.columns = min(max(columns, 1), TerminalLimits.columnLimit)
    }
}
