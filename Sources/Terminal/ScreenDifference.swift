/// What changed between two states of a screen, by itself: made once, it serves everyone who has the first. Applied to the first state
/// it gives the second; applied to another it gives some screen, and does no harm.
public struct ScreenDifference: Equatable, Sendable {
    /// Rows and columns, when they changed.
    public internal(set) var size: TerminalSize?
    /// What scrolled, before rows changed.
    public internal(set) var scroll: ScrollMove?
    /// The rows that changed, in order.
    public internal(set) var rows: [RowPatch] = []
    /// What the numbers in the rows' cells mean.
    public internal(set) var table = CellTable()
    /// The cursor, when it changed.
    public internal(set) var cursor: ScreenState.CursorState?
    /// The modes, when they changed.
    public internal(set) var modes: Modes?
    /// What the program wants to hear of the mouse, when it changed.
    public internal(set) var mouse: MouseTracking?
    /// The title, when it changed.
    public internal(set) var title: String?
    /// By how much `ScreenState.nextLineID` grew.
    public internal(set) var newLines = 0

    /// No difference.
    init() {}

    /// What makes `new` of `old`.
    public init(from old: ScreenState, to new: ScreenState) {
        if old.size != new.size { size = new.size }
        if old.cursor != new.cursor { cursor = new.cursor }
        if old.modes != new.modes { modes = new.modes }
        if old.mouse != new.mouse { mouse = new.mouse }
        if old.title != new.title { title = new.title }
        newLines = new.nextLineID &- old.nextLineID
        setRows(old, new)
    }

    /// Whether it changes nothing.
    public var isEmpty: Bool { self == ScreenDifference() }

    private mutating func setRows(_ old: ScreenState, _ new: ScreenState) {
        var grid = old.grid.cropped(to: new.size).translated(from: old.table, to: new.table)
        guard grid != new.grid else { return }
        scroll = ScrollMove(from: grid, to: new.grid)
        scroll?.apply(to: &grid)
        var translation = CellTranslation(from: new.table)
        for index in grid.rows.indices where grid.rows[index] != new.grid.rows[index] {
            var patch = RowPatch(row: index, from: grid.rows[index], to: new.grid.rows[index])
            for stretch in patch.stretches.indices {
                patch.stretches[stretch].cells = patch.stretches[stretch].cells.map { translation($0, into: &table) }
            }
            rows.append(patch)
        }
    }
}

extension CellTable: Equatable {
    /// Whether both number the same things in the same order.
    public static func == (one: CellTable, other: CellTable) -> Bool {
        one.styles == other.styles && one.clusters == other.clusters && one.links == other.links
    }
}
