@testable import Terminal

/// What is seen of a cell: its text, and its style where there is text; the background always.
struct Look: Equatable {
    let scalars: [UInt32]
    let style: Style
    let link: Link?

    init(_ state: ScreenState, _ row: Int, _ column: Int) {
        let cell = state.grid.rows[row].cells[column]
        let scalars = state.table.scalars(of: cell)
        self.scalars = scalars == [0x20] ? [] : scalars
        var style = state.table.style(of: cell)
        let isSeen = !self.scalars.isEmpty || style.attributes.contains(.inverse) || style.underline != .none
        link = isSeen ? state.table.link(of: style) : nil
        style.link = 0
        self.style = isSeen ? style : style.erased
    }

    /// All that is seen of a screen.
    static func all(_ state: ScreenState) -> [[Look]] {
        (0..<state.size.rows).map { row in (0..<state.size.columns).map { Look(state, row, $0) } }
    }
}
