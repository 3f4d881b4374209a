import Testing

@testable import Terminal

@Suite struct ScrollingTests {
    private static let full = "a\r\nb\r\nc\r\nd"

    static let rules = [
        Rule("C0 LF at the bottom scrolls", full + "\r\ne", ["b", "c", "d", "e"], [4, 2]),
        Rule(
            "IND at the bottom margin scrolls the region", full + "\u{1B}[2;3r\u{1B}[3;1H\u{1B}DX",
            ["a", "c", "X", "d"], [3, 2]),
        Rule(
            "IND below the region moves, and stops at the last row", full + "\u{1B}[1;2r\u{1B}[3;1H\u{1B}D\u{1B}DX",
            ["a", "b", "c", "X"], [4, 2]),
        Rule("ECMA-48 §8.3.104 RI at the top scrolls down", full + "\u{1B}[H\u{1B}MX", ["X", "a", "b", "c"], [1, 2]),
        Rule(
            "RI at the top margin scrolls the region", full + "\u{1B}[2;3r\u{1B}[2;1H\u{1B}MX", ["a", "X", "b", "d"],
            [2, 2]),
        Rule(
            "RI above the region moves", full + "\u{1B}[3;4r\u{1B}[2;1H\u{1B}M\u{1B}MX", ["X", "b", "c", "d"], [1, 2]),
        Rule("ECMA-48 §8.3.147 SU", full + "\u{1B}[2S", ["c", "d"], [4, 2]),
        Rule("ECMA-48 §8.3.113 SD", full + "\u{1B}[2T", ["", "", "a", "b"], [4, 2]),
        Rule("SU and SD: within the margins", full + "\u{1B}[2;3r\u{1B}[S", ["a", "c", "", "d"], [1, 1]),
        Rule("SU: more than there are", full + "\u{1B}[65535S", [], [4, 2]),
        Rule("xterm: CSI T with five parameters is no SD", full + "\u{1B}[1;1;1;1;1T", ["a", "b", "c", "d"]),
        Rule("ECMA-48 §8.3.67 IL", full + "\u{1B}[2;2H\u{1B}[LX", ["a", "X", "b", "c"], [2, 2]),
        Rule("ECMA-48 §8.3.32 DL", full + "\u{1B}[2;2H\u{1B}[MX", ["a", "X", "d"], [2, 2]),
        Rule("IL, DL: within the margins", full + "\u{1B}[1;3r\u{1B}[2;1H\u{1B}[L", ["a", "", "b", "d"], [2, 1]),
        Rule(
            "IL, DL: nothing outside the margins", full + "\u{1B}[1;2r\u{1B}[3;1H\u{1B}[L\u{1B}[M",
            ["a", "b", "c", "d"], [3, 1]),
        Rule("IL: more than there are", full + "\u{1B}[2;1H\u{1B}[999L", ["a"], [2, 1]),
        Rule("VT220 DECSTBM: the cursor goes home", full + "\u{1B}[2;3rX", ["X", "b", "c", "d"], [1, 2]),
        Rule("DECSTBM: one row is no region", full + "\u{1B}[2;2rX", ["a", "b", "c", "dX"], [4, 3]),
        Rule(
            "DECSTBM: without parameters the whole screen", full + "\u{1B}[2;3r\u{1B}[r\u{1B}[4;1H\n", ["b", "c", "d"],
            [4, 1]),
        Rule(
            "DECSTBM: a bottom beyond the screen is the last row", full + "\u{1B}[2;99r\u{1B}[4;1H\n", ["a", "c", "d"],
            [4, 1]),
        Rule(
            "xterm ?1049: an empty screen, and back", full + "\u{1B}[?1049hX\u{1B}[?1049lY", ["a", "b", "c", "dY"],
            [4, 3]),
        Rule("xterm ?1049 on: the alternate screen is empty", full + "\u{1B}[?1049h", [], [4, 2]),
        Rule(
            "xterm ?47: the alternate screen keeps what it has", "\u{1B}[?47hA\u{1B}[?47l\u{1B}[?47hB", ["AB"], [1, 3]),
        Rule(
            "xterm ?1047 off: the alternate screen is emptied", "\u{1B}[?1047hA\u{1B}[?1047l\u{1B}[?47hB", [" B"],
            [1, 3]),
        Rule("xterm ?1048: the cursor alone", "ab\u{1B}[?1048h\u{1B}[3;3H\u{1B}[?1048lc", ["abc"], [1, 4]),
        Rule(
            "each screen has its saved cursor", "\u{1B}[2;2H\u{1B}7\u{1B}[?47h\u{1B}[3;3H\u{1B}7\u{1B}[?47l\u{1B}8X",
            ["", " X"], [2, 3]),
    ]

    @Test(arguments: rules)
    func rule(_ rule: Rule) { rule.check() }
}
