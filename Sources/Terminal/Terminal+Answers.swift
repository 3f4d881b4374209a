/// Answers to the program. They are made of numbers of our own alone: no text that a program sent comes back.
extension Terminal {
    /// DA1 (VT220 manual, chapter 4; xterm ctlseqs): a VT220 with colours.
    mutating func answerAttributes() { answer("\u{1B}[?62;22c") }

    /// DA2: a VT220; 277 is the version from which vim uses SGR mouse reports.
    mutating func answerSecondaryAttributes() {
        if parser.parameters.value(0, or: 0) == 0 { answer("\u{1B}[>1;277;0c") }
    }

    /// DA3 (VT420): no unit id.
    mutating func answerTertiaryAttributes() {
        if parser.parameters.value(0, or: 0) == 0 { answer("\u{1B}P!|00000000\u{1B}\\") }
    }

    /// DSR (ECMA-48 §8.3.35): 5 all is well, 6 where the cursor is.
    mutating func answerStatus(_ number: Int) {
        if number == 5 { answer("\u{1B}[0n") }
        if number == 6 { answerPosition(marker: "", suffix: "") }
    }

    /// CPR (ECMA-48 §8.3.14); with DECOM, rows count from the top margin.
    mutating func answerPosition(marker: String, suffix: String) {
        let row = max(screen.cursor.row - (screen.cursor.isOrigin ? screen.region.lowerBound : 0), 0)
        answer("\u{1B}[\(marker)\(row + 1);\(screen.cursor.column + 1)\(suffix)R")
    }

    /// DECRQM (VT320; xterm ctlseqs): 0 not known, 1 set, 2 reset.
    mutating func answerMode(isPrivate: Bool) {
        guard let number = parser.parameters.value(0) else { return }
        let isSet =
            isPrivate
            ? screen.isSet(privateMode: number)
            : Modes(standardNumber: number).map { screen.modes.contains($0) }
        answer("\u{1B}[\(isPrivate ? "?" : "")\(number);\(isSet.map { $0 ? 1 : 2 } ?? 0)$y")
    }
}
