extension Terminal {
    /// `ESC`, intermediates, final (ECMA-35 §13; VT220 manual, chapter 4).
    mutating func escape(_ final: UInt8) {
        switch (parser.intermediates, final) {
        case (0, _): escapePlain(final)
        case (0x23, UInt8(ascii: "8")): screen.alignmentPattern()
        case (0x28, _): screen.cursor.charsets.designate(0, Charset(final: final))
        case (0x29, _): screen.cursor.charsets.designate(1, Charset(final: final))
        case (0x2A, _): screen.cursor.charsets.designate(2, Charset(final: final))
        case (0x2B, _): screen.cursor.charsets.designate(3, Charset(final: final))
        default: break
        }
    }

    private mutating func escapePlain(_ final: UInt8) {
        switch final {
        case UInt8(ascii: "7"): screen.saveCursor()
        case UInt8(ascii: "8"): screen.restoreCursor()
        case UInt8(ascii: "="): screen.set(.keypad, true)
        case UInt8(ascii: ">"): screen.set(.keypad, false)
        case UInt8(ascii: "D"): screen.lineFeed()
        case UInt8(ascii: "E"):
            screen.lineFeed()
            screen.moveTo(column: 0)
        case UInt8(ascii: "H"): screen.tabs.set(screen.cursor.column)
        case UInt8(ascii: "M"): screen.reverseLineFeed()
        case UInt8(ascii: "N"): screen.cursor.charsets.shiftOnce(to: 2)
        case UInt8(ascii: "O"): screen.cursor.charsets.shiftOnce(to: 3)
        case UInt8(ascii: "Z"): answerAttributes()
        case UInt8(ascii: "c"): screen.reset()
        case UInt8(ascii: "n"): screen.cursor.charsets.shift(to: 2)
        case UInt8(ascii: "o"): screen.cursor.charsets.shift(to: 3)
        default: break
        }
    }
}
