import Testing

@testable import Terminal

@Suite struct ModeTests {
    static let modes: [(String, Modes)] = [
        ("?1", .cursorKeys), ("?5", .reverseVideo), ("?7", .autowrap), ("?25", .cursorVisible), ("?66", .keypad),
        ("?1004", .focus),
        ("?1006", .sgrMouse), ("?2004", .bracketedPaste), ("?2026", .synchronized), ("4", .insert), ("20", .newLine),
        ("?47", .alternate), ("?1047", .alternate), ("?1049", .alternate),
    ]

    @Test("DEC STD 070, xterm: SM sets a mode and RM resets it", arguments: modes)
    func mode(number: String, mode: Modes) {
        #expect(Terminal.after("\u{1B}[\(number)h").modes.contains(mode))
        #expect(!Terminal.after("\u{1B}[\(number)h\u{1B}[\(number)l").modes.contains(mode))
    }

    @Test("several modes in one sequence")
    func several() {
        #expect(Terminal.after("\u{1B}[?1;2004;1006h").modes.isSuperset(of: [.cursorKeys, .bracketedPaste, .sgrMouse]))
    }

    @Test("VT220: DECKPAM and DECKPNM")
    func keypad() {
        #expect(Terminal.after("\u{1B}=").modes.contains(.keypad))
        #expect(!Terminal.after("\u{1B}=\u{1B}>").modes.contains(.keypad))
    }

    @Test("xterm: the last mouse tracking set is the one; resetting any ends it")
    func mouse() {
        #expect(Terminal.after("\u{1B}[?1000h").state.mouse == .buttons)
        #expect(Terminal.after("\u{1B}[?1000;1002h").state.mouse == .drag)
        #expect(Terminal.after("\u{1B}[?1003h").state.mouse == .motion)
        #expect(Terminal.after("\u{1B}[?1003h\u{1B}[?1000l").state.mouse == .none)
    }

    @Test("xterm DECSCUSR: seven shapes; others change nothing")
    func cursorShape() {
        for shape in CursorShape.allCases {
            #expect(Terminal.after("\u{1B}[\(shape.rawValue) q").state.cursor.shape == shape)
        }
        #expect(Terminal.after("\u{1B}[3 q\u{1B}[7 q\u{1B}[999 q").state.cursor.shape == .blinkingUnderline)
    }

    @Test("ECMA-48 §8.3.105 RIS puts all modes back")
    func reset() {
        var changes = ModeTests.modes.map { "\u{1B}[\($0.0)h" }.joined()
        changes +=
            "\u{1B}[?7l\u{1B}[?25l\u{1B}[?1003h\u{1B}[3 q\u{1B}]2;title\u{7}\u{1B}[2;3r\u{1B}(0\u{1B}[31mq\u{1B}c"
        #expect(Terminal.after(changes).state == Terminal.after("").state)
        #expect(Terminal.after(changes + "q\u{1B}[4;1H\nx").state.grid == Terminal.after("q\u{1B}[4;1H\nx").state.grid)
    }

    @Test("titles: OSC 0 and 2; controls are left out, long ones cut between characters")
    func titles() {
        #expect(Terminal.after("\u{1B}]0;a\u{7}").state.title == "a")
        #expect(Terminal.after("\u{1B}]1;icon\u{7}").state.title == "")
        #expect(Terminal.after("\u{1B}]2;a;b\u{85}c\u{7F}d\u{7}").state.title == "a;bcd")
        let long = Terminal.after("\u{1B}]2;" + String(repeating: "ü", count: 500) + "\u{7}").state.title
        #expect(long == String(repeating: "ü", count: TerminalLimits.titleByteLimit / 2))
    }

    @Test("BELs are counted, and not those that end commands")
    func bells() { #expect(Terminal.after("\u{7}a\u{7}\u{1B}]2;x\u{7}").bellCount == 2) }
}
