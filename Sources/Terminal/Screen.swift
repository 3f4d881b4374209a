/// The screens of a terminal, the cursor on them, and what programs set: all that control functions act upon. Whatever it is asked, it
/// keeps the cursor on the screen and wide characters whole.
struct Screen: Sendable {
    private(set) var size: TerminalSize
    /// The screen that is shown: the alternate one when `modes` has `.alternate`.
    var grid: Grid
    /// The other one.
    var hidden: Grid
    /// What the numbers in both grids' cells mean.
    var table = CellTable()
    var scrollback: Scrollback

    var cursor = Cursor()
    /// The cursors that DECSC saved on the screen that is shown, and on the other.
    var saved = Cursor()
    var hiddenSaved = Cursor()
    var modes = Modes.initial
    var mouse = MouseTracking.none
    var shape = CursorShape.standard
    /// Rows between the margins (DECSTBM).
    var region: Range<Int>
    var tabs: TabStops
    /// In UTF-8, within `TerminalLimits.titleByteLimit`.
    var title = ""
    /// What REP repeats: the last graphic character.
    var lastPrinted: UInt32?

    /// Cells and rows touched, in the unit of a program's bytes: what `Terminal.feed` compares with its budget.
    var work = 0
    /// Numbers in `table` of the pen and of what it erases with; nil after it changed.
    private var penNumber: UInt32?
    private var blankCell: Cell?
    private let limits: TableLimits
    private var styleLimit: Int
    private var clusterLimit: Int
    private var refusedLinks = 0

    init(size: TerminalSize, scrollback: ScrollbackLimits, limits: TableLimits = .standard) {
        self.size = size
        self.limits = limits
        (styleLimit, clusterLimit) = (limits.entries, limits.entries)
        grid = Grid(size)
        hidden = grid
        self.scrollback = Scrollback(limits: scrollback)
        region = 0..<size.rows
        tabs = TabStops(columns: size.columns)
    }

    /// The number of the pen's style.
    mutating func pen() -> UInt32 {
        if let penNumber { return penNumber }
        if table.styles.count >= styleLimit { compact() }
        let number = table.number(of: cursor.pen)
        penNumber = number
        return number
    }

    /// What erasing leaves: an empty cell on the pen's background.
    mutating func blank() -> Cell {
        if let blankCell { return blankCell }
        if table.styles.count >= styleLimit { compact() }
        let cell = Cell.empty(style: table.number(of: cursor.pen.erased))
        blankCell = cell
        return cell
    }

    /// Changes the pen.
    mutating func setPen(_ pen: Style) {
        cursor.pen = pen
        penDidChange()
    }

    /// To be called when `cursor.pen` is another.
    mutating func penDidChange() {
        penNumber = nil
        blankCell = nil
    }

    /// The cell of `scalars`, which are more than one.
    mutating func clusterNumber(_ scalars: [UInt32]) -> Int {
        if table.clusters.count >= clusterLimit { compact() }
        return table.number(ofCluster: scalars)
    }

    /// Makes what is printed from now on part of `link`, or of none. A link too many for the table is none.
    mutating func setLink(_ link: Link?) {
        cursor.pen.link = 0
        if let link {
            cursor.pen.link = table.number(of: link, limit: limits.links)
            if cursor.pen.link == 0 && makeRoomForLink() {
                cursor.pen.link = table.number(of: link, limit: limits.links)
            }
        }
        penDidChange()
    }

    /// Looks for links that no cell has any more, but not every time that the table is full; whether it did.
    private mutating func makeRoomForLink() -> Bool {
        refusedLinks += 1
        guard refusedLinks % TerminalLimits.linkAttemptsBeforeCompaction == 1 else { return false }
        compact()
        return true
    }

    /// Keeps of the table what some cell or pen still has.
    private mutating func compact() {
        var fresh = CellTable()
        var translation = CellTranslation(from: table)
        for row in grid.rows.indices { grid.rows[row].translate { translation($0, into: &fresh) } }
        for row in hidden.rows.indices { hidden.rows[row].translate { translation($0, into: &fresh) } }
        cursor.pen = translation.style(cursor.pen, into: &fresh)
        saved.pen = translation.style(saved.pen, into: &fresh)
        hiddenSaved.pen = translation.style(hiddenSaved.pen, into: &fresh)
        table = fresh
        styleLimit = max(limits.entries, 2 * table.styles.count)
        clusterLimit = max(limits.entries, 2 * table.clusters.count)
        penDidChange()
        work += size.rows * size.columns / 4
    }

    /// After `grid` and `hidden` were made for another size.
    mutating func didResize(to size: TerminalSize) {
        self.size = size
        region = 0..<size.rows
        tabs.resize(columns: size.columns)
        cursor = cursor.clamped(to: size)
        saved = saved.clamped(to: size)
        hiddenSaved = hiddenSaved.clamped(to: size)
    }
}
