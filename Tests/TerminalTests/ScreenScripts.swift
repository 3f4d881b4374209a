import Terminal

/// Small programs' output, made up, each step of which is a revision of the screen.
struct ScreenScript {
    enum Step {
        case print(String)
        case resize(rows: Int, columns: Int)
    }

    let name: String
    let rows: Int
    let columns: Int
    let steps: [Step]

    init(_ name: String, _ rows: Int, _ columns: Int, _ steps: Step...) {
        self.name = name
        self.rows = rows
        self.columns = columns
        self.steps = steps
    }

    /// The terminal after each step.
    var terminals: [Terminal] {
        var terminal = Terminal(size: TerminalSize(rows: rows, columns: columns))
        return steps.map { step in
            switch step {
            case .print(let text): terminal.feed(Array(text.utf8))
            case .resize(let rows, let columns): terminal.resize(to: TerminalSize(rows: rows, columns: columns))
            }
            return terminal
        }
    }

    static let all: [ScreenScript] = [
        ScreenScript(
            "text and a cursor", 5, 20, .print("$ "), .print("l"), .print("s"), .print("\r\nnotes.txt\r\n$ "),
            .print("\u{1B}[3D"), .print("\u{1B}[2J\u{1B}[H")),
        ScreenScript(
            "a keyframe of the usual size", 24, 80, .print("one line\r\n"), .print("and another\r\n\r\n\r\nthe last"),
            .print("\u{1B}[1;1H\u{1B}[42m\u{1B}[2K")),
        ScreenScript(
            "wide characters, at the margin and overwritten by half", 4, 9, .print("漢字漢字"), .print("漢字"),
            .print("\u{1B}[1;2Hx"), .print("\u{1B}[1;5Hｙ"), .print("\u{1B}[1;8H漢"),
            .print("\u{1B}[2;1H한글\u{1B}[2;2H\u{1B}[P"),
            .print("\u{1B}[4;9H😀")),
        ScreenScript("wide characters in one column", 3, 1, .print("漢"), .print("a字"), .resize(rows: 3, columns: 4)),
        ScreenScript(
            "combining marks", 4, 12, .print("e\u{301} n\u{303}"), .print("\u{323}"), .print("\r\n漢\u{302}x"),
            .print("\r\nسَّلامُ عَلَي"), .print("\u{1B}[4;1H\u{301}\u{200D}z"),
            .print("\u{1B}[4;2He\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}")),
        ScreenScript(
            "emoji in pieces", 3, 16, .print("❤\u{FE0F} 👩\u{200D}👧"), .print("\r\n🇵🇰 ok"), .print("\u{1B}[1;4H-")),
        ScreenScript(
            "colours", 6, 24, .print("\u{1B}[31mred\u{1B}[92mgreen\u{1B}[0m plain"),
            .print("\r\n\u{1B}[38;5;208mcube \u{1B}[48;5;236mgrey"),
            .print("\r\n\u{1B}[38;2;1;2;3;48:2::250:251:252mtrue"),
            .print("\u{1B}[K\r\n\u{1B}[mend"), .print("\u{1B}[1;1H\u{1B}[44m\u{1B}[4X")),
        ScreenScript(
            "attributes and underlines", 5, 30,
            .print("\u{1B}[1mb\u{1B}[2mf\u{1B}[3mi\u{1B}[5mk\u{1B}[7mv\u{1B}[8mn\u{1B}[9ms\u{1B}[53mo\u{1B}[0m."),
            .print(
                "\r\n\u{1B}[4ma\u{1B}[4:2mb\u{1B}[4:3mc\u{1B}[4:4md\u{1B}[4:5me\u{1B}[58;5;9mf\u{1B}[58:2::9:8:7mg\u{1B}[0m"
            ),
            .print("\r\n\u{1B}[7m status line \u{1B}[K\u{1B}[m")),
        ScreenScript(
            "links", 4, 24, .print("\u{1B}]8;;https://example.org/a\u{1B}\\here\u{1B}]8;;\u{1B}\\ and"),
            .print(
                "\r\n\u{1B}]8;id=n1;http://example.org/|,b\u{7}one\u{1B}]8;;\u{7} \u{1B}]8;id=n1;http://example.org/|,b\u{7}\u{1B}[31mtwo\u{1B}[m\u{1B}]8;;\u{7}"
            ),
            .print("\r\n\u{1B}]8;;javascript:x\u{7}none\u{1B}]8;;\u{7}"), .print("\u{1B}[1;3H\u{1B}[2X")),
        ScreenScript(
            "lines that scroll away", 4, 14, .print("1\r\n2\r\n3\r\n4"), .print("\r\n5"), .print("\r\n6\r\n7"),
            .print("\r\n\r\n\r\n\r\n\r\n8"), .print((0..<50).map { "\r\nline \($0)" }.joined())),
        ScreenScript(
            "regions that scroll", 7, 12, .print((1...7).map { "row \($0)" }.joined(separator: "\r\n")),
            .print("\u{1B}[2;6r\u{1B}[6;1H\n"), .print("new"), .print("\u{1B}[2;1H\u{1B}M"), .print("\u{1B}[2M"),
            .print("\u{1B}[3;1H\u{1B}[L"), .print("\u{1B}[r\u{1B}[2S"), .print("\u{1B}[3T")),
        ScreenScript(
            "characters inserted and deleted", 3, 12, .print("abcdefghijkl"), .print("\u{1B}[1;3H\u{1B}[2@"),
            .print("\u{1B}[3P"), .print("\u{1B}[4hXY\u{1B}[4l"), .print("\u{1B}[1K"),
            .print("\u{1B}[2;1H字字字\u{1B}[2;1H\u{1B}[@")),
        ScreenScript(
            "the alternate screen and back", 4, 16, .print("$ vi\r\n"), .print("\u{1B}[?1049h\u{1B}[?1h\u{1B}="),
            .print("~\r\n~\r\n\u{1B}[7m-- INSERT --\u{1B}[m"), .print("\u{1B}[?1049l\u{1B}[?1l\u{1B}>"), .print("$ ")),
        ScreenScript(
            "other sizes", 4, 12, .print("a line that is too long for it\r\n漢字 x"), .resize(rows: 4, columns: 20),
            .resize(rows: 6, columns: 8), .resize(rows: 2, columns: 30), .print("\r\nmore\r\nand more"),
            .resize(rows: 8, columns: 30), .resize(rows: 1, columns: 1), .resize(rows: 24, columns: 80)),
        ScreenScript(
            "titles", 2, 10, .print("\u{1B}]0;student@slate: ~\u{7}"), .print("\u{1B}]2;تختی — 漢字\u{1B}\\"),
            .print("\u{1B}]2;\u{7}x")),
        ScreenScript(
            "modes of keys, paste and focus", 2, 10, .print("\u{1B}[?2004h"), .print("\u{1B}[?1004h\u{1B}[?1h"),
            .print("\u{1B}[?25l"),
            .print("\u{1B}[?2026hhalf"), .print("\u{1B}[?2026l"), .print("\u{1B}[?5h\u{1B}[20h\u{1B}[?7l"),
            .print("\u{1B}[!p")),
        ScreenScript(
            "modes of the mouse", 2, 10, .print("\u{1B}[?1000h"), .print("\u{1B}[?1006h"), .print("\u{1B}[?1002h"),
            .print("\u{1B}[?1003h"), .print("\u{1B}[?1003l\u{1B}[?1006l")),
        ScreenScript(
            "shapes of the cursor", 2, 10, .print("\u{1B}[6 q"), .print("\u{1B}[2 qx"), .print("\u{1B}[4 q"),
            .print("\u{1B}[0 q")),
        ScreenScript(
            "long runs and boxes", 6, 40, .print(String(repeating: "=", count: 40)),
            .print("\r\n┌──────────┐\r\n│ 一二三四 │\r\n└──────────┘"), .print("\u{1B}[5;1H-\u{1B}[30b"),
            .print("\u{1B}[3;5H\u{1B}[1;33m!!!!!!\u{1B}[m")),
        ScreenScript(
            "a table that is drawn anew each second", 8, 40, .print(table(1)), .print(table(2)), .print(table(3))),
        ScreenScript(
            "a text that wraps", 4, 10, .print("0123456789"), .print("abc"), .print("\r\nسلام عليكم يا طلاب"),
            .print("\u{1B}[2;1H\u{1B}[K")),
    ]

    private static func table(_ second: Int) -> String {
        let rows = (1...6).map { row in
            "\u{1B}[\(row > 3 ? 32 : 0)m\(row * 17 + second) student \u{1B}[\(row % 2)m\(row * second % 7).\(second)\u{1B}[m\u{1B}[K"
        }
        return "\u{1B}[H\u{1B}[7m  PID USER     %CPU\u{1B}[K\u{1B}[m\r\n" + rows.joined(separator: "\r\n") + "\u{1B}[J"
    }
}
