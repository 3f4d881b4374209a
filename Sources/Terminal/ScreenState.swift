/// A screen as it was at a moment: all that a viewer shows, and nothing that changes. Taking one copies no cells; the terminal copies a
/// row when it next changes it.
public struct ScreenState: Sendable {
    /// The cursor's place, from 0; whether it is shown is one of the `modes`.
    public struct CursorState: Equatable, Hashable, Sendable {
        /// The row, from 0.
        public internal(set) var row = 0
        /// The column, from 0.
        public internal(set) var column = 0
        /// What it looks like.
        public internal(set) var shape = CursorShape.standard
    }

    /// The rows.
    public internal(set) var grid: Grid
    /// What the numbers in the rows' cells mean.
    public internal(set) var table = CellTable()
    /// The cursor.
    public internal(set) var cursor = CursorState()
    /// What programs switched on.
    public internal(set) var modes = Modes.initial
    /// What a program wants to hear of the mouse.
    public internal(set) var mouse = MouseTracking.none
    /// The title, at most `TerminalLimits.titleByteLimit` bytes.
    public internal(set) var title = ""
    /// The id that the next line of the scrollback will have.
    public internal(set) var nextLineID = 0

    /// An empty screen. A difference from `ScreenState.origin` shows a screen to who knows nothing: a keyframe.
    public init(size: TerminalSize) { grid = Grid(size) }

    /// An empty screen of 24 rows of 80 columns.
    public static let origin = ScreenState(size: TerminalSize(rows: 24, columns: 80))

    /// Rows and columns.
    public var size: TerminalSize { grid.size }

    /// The text of a row, trailing blanks left out.
    public func text(ofRow row: Int) -> String {
        guard grid.rows.indices.contains(row) else { return "" }
        var text = String.UnicodeScalarView()
        for cell in grid.rows[row].cells where !cell.isTail {
            let scalars = table.scalars(of: cell)
            for scalar in scalars.isEmpty ? [0x20] : scalars { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension ScreenState: Equatable {
    /// Whether both show the same, however their tables number it.
    public static func == (one: ScreenState, other: ScreenState) -> Bool {
        guard one.cursor == other.cursor, one.modes == other.modes, one.mouse == other.mouse, one.title == other.title,
            one.nextLineID == other.nextLineID, one.size == other.size
        else { return false }
        return one.grid.translated(from: one.table, to: other.table) == other.grid
    }
}

extension Terminal {
    /// The screen as it is now.
    public var state: ScreenState {
        var state = ScreenState(size: TerminalSize(rows: 1, columns: 1))
        state.grid = screen.grid
        state.table = screen.table
        state.cursor = ScreenState.CursorState(
            row: screen.cursor.row, column: screen.cursor.column, shape: screen.shape)
        state.modes = screen.modes
        state.mouse = screen.mouse
        state.title = screen.title
        state.nextLineID = screen.scrollback.nextID
        return state
    }
}
