import Testing

@testable import Terminal

@Suite struct AnswerTests {
    static let answers = [
        ("\u{1B}[c", "\u{1B}[?62;22c"), ("\u{1B}[0c", "\u{1B}[?62;22c"), ("\u{1B}[1c", ""),
        ("\u{1B}Z", "\u{1B}[?62;22c"),
        ("\u{1B}[>c", "\u{1B}[>1;277;0c"), ("\u{1B}[=c", "\u{1B}P!|00000000\u{1B}\\"),
        ("\u{1B}[5n", "\u{1B}[0n"), ("\u{1B}[2;3H\u{1B}[6n", "\u{1B}[2;3R"),
        ("\u{1B}[2;3H\u{1B}[?6n", "\u{1B}[?2;3;1R"),
        ("\u{1B}[2;3r\u{1B}[?6h\u{1B}[2;2H\u{1B}[6n", "\u{1B}[2;2R"), ("0123456789\u{1B}[6n", "\u{1B}[1;10R"),
        ("\u{1B}7\u{1B}[2;3r\u{1B}[?6h\u{1B}8\u{1B}[6n", "\u{1B}[1;1R"),
        ("\u{1B}[?6h\u{1B}7\u{1B}[3;4r\u{1B}8\u{1B}[6n", "\u{1B}[1;1R"),
        ("\u{1B}[?25$p", "\u{1B}[?25;1$y"), ("\u{1B}[?25l\u{1B}[?25$p", "\u{1B}[?25;2$y"),
        ("\u{1B}[?2026$p", "\u{1B}[?2026;2$y"),
        ("\u{1B}[?1049h\u{1B}[?1049$p", "\u{1B}[?1049;1$y"),
        ("\u{1B}[?1002h\u{1B}[?1000$p\u{1B}[?1002$p", "\u{1B}[?1000;2$y\u{1B}[?1002;1$y"),
        ("\u{1B}[?12345$p", "\u{1B}[?12345;0$y"), ("\u{1B}[4h\u{1B}[4$p", "\u{1B}[4;1$y"),
        ("\u{1B}[99$p", "\u{1B}[99;0$y"),
        ("\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\"),
        ("\u{1B}[1;31m\u{1B}P$qm\u{1B}\\", "\u{1B}P1$r0;1;38:5:1m\u{1B}\\"),
        ("\u{1B}[2;3r\u{1B}P$qr\u{1B}\\", "\u{1B}P1$r2;3r\u{1B}\\"),
        ("\u{1B}[3 q\u{1B}P$q q\u{1B}\\", "\u{1B}P1$r3 q\u{1B}\\"),
        ("\u{1B}P$qx\u{1B}\\", "\u{1B}P0$r\u{1B}\\"),
    ]

    @Test("VT220 DA, ECMA-48 §8.3.35 DSR, §8.3.14 CPR, xterm DECRQM and DECRQSS", arguments: answers)
    func answer(input: String, answer: String) { #expect(Terminal.answers(to: input) == answer) }

    /// What would let a program put text of its own into the input, read what it must not, or move the viewer's window.
    static let refused = [
        "\u{1B}[21t", "\u{1B}[20t", "\u{1B}[18t", "\u{1B}[14t", "\u{1B}[22;0t", "\u{1B}[23;0t", "\u{1B}[8;50;100t",
        "\u{1B}[3;0;0t",
        "\u{1B}]52;c;?\u{7}", "\u{1B}]52;c;aGVsbG8=\u{7}", "\u{1B}]10;?\u{7}", "\u{1B}]11;?\u{1B}\\",
        "\u{1B}]4;1;?\u{7}", "\u{1B}]50;?\u{7}",
        "\u{1B}P+q544e\u{1B}\\", "\u{1B}P+p544e\u{1B}\\", "\u{1B}P1$tx\u{1B}\\", "\u{1B}[x", "\u{1B}[1x", "\u{1B}[>q",
        "\u{1B}[?u", "\u{1B}[?1$w", "\u{5}",
        "\u{1B}[i", "\u{1B}[5i", "\u{1B}[?3h", "\u{1B}[1;1;1;1;1;1*y",
    ]

    @Test("refused: titles, the clipboard, windows, colours, printers, macros", arguments: refused)
    func refusal(input: String) {
        let terminal = Terminal.after("\u{1B}]2;title\u{7}" + input)
        #expect(!terminal.hasAnswers)
        #expect(terminal.size == TerminalSize(rows: 4, columns: 10) && terminal.lines == ["", "", "", ""])
        #expect(terminal.state.title == "title")
    }

    @Test("answers that are not taken are bounded")
    func bounded() {
        var terminal = Terminal.after(String(repeating: "\u{1B}[6n", count: 100_000))
        let answers = terminal.takeAnswers()
        #expect(answers.count <= TerminalLimits.answerByteLimit && answers.count > TerminalLimits.answerByteLimit - 10)
        #expect(terminal.takeAnswers() == [])
    }
}
