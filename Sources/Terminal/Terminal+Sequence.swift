/// Control sequences (ECMA-48 §5.4). One that is not known does nothing.
extension Terminal {
    /// `CSI`, marker, parameters, intermediates, final.
    mutating func sequence(_ final: UInt8) {
        switch (parser.marker, parser.intermediates) {
        case (0, 0): sequencePlain(final)
        case (UInt8(ascii: "?"), 0): sequencePrivate(final)
        case (UInt8(ascii: ">"), 0) where final == UInt8(ascii: "c"): answerSecondaryAttributes()
        case (UInt8(ascii: "="), 0) where final == UInt8(ascii: "c"): answerTertiaryAttributes()
        case (0, 0x20) where final == UInt8(ascii: "q"): setCursorShape()
        case (0, 0x21) where final == UInt8(ascii: "p"): screen.softReset()
        case (0, 0x24) where final == UInt8(ascii: "p"): answerMode(isPrivate: false)
        case (UInt8(ascii: "?"), 0x24) where final == UInt8(ascii: "p"): answerMode(isPrivate: true)
        default: break
        }
    }

    private mutating func sequencePlain(_ final: UInt8) {
        let parameters = parser.parameters
        let count = parameters.repetitions
        switch final {
        case UInt8(ascii: "@"): screen.insertCharacters(count)
        case UInt8(ascii: "A"), UInt8(ascii: "k"): screen.moveUp(count)
        case UInt8(ascii: "B"), UInt8(ascii: "e"): screen.moveDown(count)
        case UInt8(ascii: "C"), UInt8(ascii: "a"): screen.moveRight(count)
        case UInt8(ascii: "D"), UInt8(ascii: "j"): screen.moveRight(-count)
        case UInt8(ascii: "E"):
            screen.moveDown(count)
            screen.moveTo(column: 0)
        case UInt8(ascii: "F"):
            screen.moveUp(count)
            screen.moveTo(column: 0)
        case UInt8(ascii: "G"), UInt8(ascii: "`"): screen.moveTo(column: count - 1)
        case UInt8(ascii: "H"), UInt8(ascii: "f"):
            screen.moveTo(row: count - 1, column: parameters.value(1, or: 1) - 1)
        case UInt8(ascii: "I"): screen.tabForward(count)
        case UInt8(ascii: "J"): eraseInDisplay()
        case UInt8(ascii: "K"):
            if let extent = EraseExtent(rawValue: parameters.value(0, or: 0)) { screen.eraseInLine(extent) }
        case UInt8(ascii: "L"): screen.insertLines(count)
        case UInt8(ascii: "M"): screen.deleteLines(count)
        case UInt8(ascii: "P"): screen.deleteCharacters(count)
        case UInt8(ascii: "S"): screen.scrollUp(count)
        case UInt8(ascii: "T"), UInt8(ascii: "^"):
            if parameters.count == 1 { screen.scrollDown(count) }  // Five parameters: highlight tracking, refused.
        case UInt8(ascii: "X"): screen.eraseCharacters(count)
        case UInt8(ascii: "Z"): screen.tabBackward(count)
        case UInt8(ascii: "b"): screen.repeatLast(count)
        case UInt8(ascii: "c"): if parameters.value(0, or: 0) == 0 { answerAttributes() }
        case UInt8(ascii: "d"): screen.moveTo(row: count - 1)
        case UInt8(ascii: "g"): clearTabs(parameters.value(0, or: 0))
        case UInt8(ascii: "h"): setModes(true)
        case UInt8(ascii: "l"): setModes(false)
        case UInt8(ascii: "m"): screen.setPen(parameters.applied(to: screen.cursor.pen))
        case UInt8(ascii: "n"): answerStatus(parameters.value(0, or: 0))
        case UInt8(ascii: "r"): setMargins()
        case UInt8(ascii: "s"): screen.saveCursor()
        case UInt8(ascii: "u"): screen.restoreCursor()
        default: break
        }
    }

    private mutating func sequencePrivate(_ final: UInt8) {
        let parameters = parser.parameters
        switch final {
        case UInt8(ascii: "h"), UInt8(ascii: "l"):
            for index in 0..<parameters.count {
                guard let number = parameters.value(index) else { continue }
                screen.set(privateMode: number, final == UInt8(ascii: "h"))
            }
        case UInt8(ascii: "J"):  // DECSED, DECSEL: nothing is protected here.
            if let extent = EraseExtent(rawValue: parameters.value(0, or: 0)) { screen.eraseInDisplay(extent) }
        case UInt8(ascii: "K"):
            if let extent = EraseExtent(rawValue: parameters.value(0, or: 0)) { screen.eraseInLine(extent) }
        case UInt8(ascii: "n"): if parameters.value(0) == 6 { answerPosition(marker: "?", suffix: ";1") }
        default: break
        }
    }

    private mutating func setModes(_ isOn: Bool) {
        for index in 0..<parser.parameters.count {
            if let number = parser.parameters.value(index) { screen.set(standardMode: number, isOn) }
        }
    }

    /// ED; 3 is xterm's and clears the scrollback.
    private mutating func eraseInDisplay() {
        let number = parser.parameters.value(0, or: 0)
        if let extent = EraseExtent(rawValue: number) { screen.eraseInDisplay(extent) }
        if number == 3 { screen.scrollback.clear() }
    }

    private mutating func clearTabs(_ which: Int) {
        if which == 0 { screen.tabs.clear(screen.cursor.column) }
        if which == 3 { screen.tabs.clearAll() }
    }

    private mutating func setMargins() {
        let bottom = parser.parameters.value(1, or: 0)
        screen.setMargins(top: parser.parameters.repetitions, bottom: bottom == 0 ? screen.size.rows : bottom)
    }

    private mutating func setCursorShape() {
        let number = parser.parameters.value(0, or: 0)
        if number <= 6, let shape = CursorShape(rawValue: UInt8(number)) { screen.shape = shape }
    }
}
