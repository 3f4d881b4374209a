extension Terminal {
    /// Makes the screen another size. The lines of the main screen are broken anew, and what they lose at the top goes to the
    /// scrollback; what the screen gains comes back from there. The alternate screen is cut or filled: its program draws it again.
    public mutating func resize(to size: TerminalSize) {
        guard size != screen.size else { return }
        let isAlternate = screen.modes.contains(.alternate)
        let cursor = isAlternate ? screen.hiddenSaved : screen.cursor
        var reflow = Reflow(isAlternate ? screen.hidden : screen.grid, cursor: cursor)
        let (main, moved) = reflow.make(size, scrollback: &screen.scrollback, table: &screen.table)
        if isAlternate {
            screen.hidden = main
            screen.grid = screen.grid.cropped(to: size)
            screen.hiddenSaved = moved
        } else {
            screen.grid = main
            screen.hidden = screen.hidden.cropped(to: size)
            screen.cursor = moved
        }
        screen.didResize(to: size)
    }
}
