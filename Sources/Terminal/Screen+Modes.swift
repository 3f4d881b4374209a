/// Modes, and the screens that they switch between.
extension Screen {
    /// SM, RM with a private marker. What is not known is left alone.
    mutating func set(privateMode number: Int, _ isOn: Bool) {
        switch number {
        case 6:
            cursor.isOrigin = isOn
            moveTo(row: 0, column: 0)
        case 47: showAlternate(isOn)
        case 1047:
            if !isOn && modes.contains(.alternate) { eraseAll() }
            showAlternate(isOn)
        case 1048: if isOn { saveCursor() } else { restoreCursor() }
        case 1049: switchWithCursor(toAlternate: isOn)
        default: setFlag(number, isOn)
        }
    }

    private mutating func setFlag(_ number: Int, _ isOn: Bool) {
        if let tracking = MouseTracking(privateNumber: number) {
            mouse = isOn ? tracking : .none
        } else if let mode = Modes(privateNumber: number) {
            set(mode, isOn)
            if mode == .autowrap && !isOn { cursor.isPending = false }
        }
    }

    /// SM, RM (ECMA-48 §8.3.125, §8.3.106).
    mutating func set(standardMode number: Int, _ isOn: Bool) {
        if let mode = Modes(standardNumber: number) { set(mode, isOn) }
    }

    /// Whether a private mode is set; nil when it is not known.
    func isSet(privateMode number: Int) -> Bool? {
        switch number {
        case 6: cursor.isOrigin
        case 47, 1047, 1049: modes.contains(.alternate)
        default:
            if let tracking = MouseTracking(privateNumber: number) {
                mouse == tracking
            } else {
                Modes(privateNumber: number).map { modes.contains($0) }
            }
        }
    }

    mutating func set(_ mode: Modes, _ isOn: Bool) {
        if isOn { modes.insert(mode) } else { modes.remove(mode) }
    }

    /// ?1049 (xterm ctlseqs): saves the cursor and shows an empty alternate screen, or comes back to where the cursor was.
    private mutating func switchWithCursor(toAlternate isOn: Bool) {
        guard isOn != modes.contains(.alternate) else { return }
        if isOn { saveCursor() }
        showAlternate(isOn)
        if isOn { eraseAll() } else { restoreCursor() }
    }

    private mutating func showAlternate(_ isOn: Bool) {
        guard isOn != modes.contains(.alternate) else { return }
        swap(&grid, &hidden)
        swap(&saved, &hiddenSaved)
        set(.alternate, isOn)
        cursor.isPending = false
    }

    private mutating func eraseAll() {
        grid.erase(0..<size.rows, with: blank())
        work += size.rows * size.columns / 8
    }

    /// DECSTR (VT220 manual, chapter 4).
    mutating func softReset() {
        let (row, column) = (cursor.row, cursor.column)
        cursor = Cursor()
        (cursor.row, cursor.column) = (row, column)
        saved = Cursor()
        region = 0..<size.rows
        modes = modes.intersection([.alternate, .bracketedPaste, .focus, .sgrMouse]).union(Modes.initial)
        shape = .standard
        penDidChange()
    }

    /// RIS (ECMA-48 §8.3.105). The scrollback stays; ED 3 is there to clear it.
    mutating func reset() {
        if modes.contains(.alternate) { swap(&grid, &hidden) }
        cursor = Cursor()
        (saved, hiddenSaved) = (Cursor(), Cursor())
        modes = .initial
        mouse = .none
        shape = .standard
        region = 0..<size.rows
        tabs = TabStops(columns: size.columns)
        title = ""
        lastPrinted = nil
        penDidChange()
        eraseAll()
        hidden.erase(0..<size.rows, with: .blank)
        work += size.rows * size.columns / 8
    }
}
