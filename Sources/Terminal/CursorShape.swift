/// DECSCUSR (xterm ctlseqs, `CSI Ps SP q`).
public enum CursorShape: UInt8, Equatable, Hashable, Sendable, CaseIterable {
    /// The viewer's own.
    case standard
    /// A block that blinks.
    case blinkingBlock
    /// A block.
    case block
    /// A line under the cell that blinks.
    case blinkingUnderline
    /// A line under the cell.
    case underline
    /// A line left of the cell that blinks.
    case blinkingBar
    /// A line left of the cell.
    case bar
}
