import Testing

@testable import Terminal

@Suite struct MovingTests {
    static let rules = [
        Rule("ECMA-48 §8.3.21 CUP: row and column from 1", "\u{1B}[2;3Ha", ["", "  a"], [2, 4]),
        Rule("CUP: none and 0 mean 1", "\u{1B}[2;3H\u{1B}[;Ha\u{1B}[0;0Hb", ["b"], [1, 2]),
        Rule("CUP: not off the screen", "\u{1B}[99;99Ha", ["", "", "", "         a"], [4, 10]),
        Rule("ECMA-48 §8.3.63 HVP: as CUP", "\u{1B}[2;3fa", ["", "  a"], [2, 4]),
        Rule("ECMA-48 §8.3.22 CUU", "\u{1B}[4;4H\u{1B}[2Aa\u{1B}[Ab", ["    b", "   a"], [1, 6]),
        Rule("CUU: not above the first row", "\u{1B}[9Aa", ["a"], [1, 2]),
        Rule("CUU: stops at the top margin", "\u{1B}[2;3r\u{1B}[3;1H\u{1B}[9Aa", ["", "a"], [2, 2]),
        Rule("CUU: from above the margin, to the first row", "\u{1B}[3;4r\u{1B}[2;1H\u{1B}[9Aa", ["a"], [1, 2]),
        Rule("ECMA-48 §8.3.19 CUD", "\u{1B}[2Ba\u{1B}[Bb", ["", "", "a", " b"], [4, 3]),
        Rule("CUD: stops at the bottom margin", "\u{1B}[2;3r\u{1B}[9Ba", ["", "", "a"], [3, 2]),
        Rule(
            "CUD: from below the margin, to the last row", "\u{1B}[1;2r\u{1B}[3;1H\u{1B}[9Ba", ["", "", "", "a"],
            [4, 2]),
        Rule("ECMA-48 §8.3.20 CUF", "\u{1B}[3Ca\u{1B}[99Cb", ["   a     b"], [1, 10]),
        Rule("ECMA-48 §8.3.18 CUB", "abcdef\u{1B}[3DX\u{1B}[99DY", ["YbcXef"], [1, 2]),
        Rule("ECMA-48 §8.3.12 CNL", "ab\u{1B}[2Ec", ["ab", "", "c"], [3, 2]),
        Rule("ECMA-48 §8.3.13 CPL", "\u{1B}[4;4H\u{1B}[2Fc", ["", "c"], [2, 2]),
        Rule("ECMA-48 §8.3.9 CHA, §8.3.57 HPA", "abcdef\u{1B}[3GX\u{1B}[5`Y", ["abXdYf"], [1, 6]),
        Rule("ECMA-48 §8.3.158 VPA: the column stays", "ab\u{1B}[3dc", ["ab", "", "  c"], [3, 4]),
        Rule("ECMA-48 §8.3.59 HPR, §8.3.160 VPR", "a\u{1B}[2ab\u{1B}[2ec", ["a  b", "", "    c"], [3, 6]),
        Rule(
            "ECMA-48 §8.3.58 HPB, §8.3.159 VPB", "\u{1B}[4;6H\u{1B}[2jb\u{1B}[2kc", ["", "    c", "", "   b"], [2, 6]),
        Rule("C0: BS moves left and stays on the row", "ab\u{8}c\u{8}\u{8}\u{8}\u{8}d", ["dc"], [1, 2]),
        Rule("C0: LF, VT and FF move down", "a\nb\u{B}c\u{C}d", ["a", " b", "  c", "   d"], [4, 5]),
        Rule("VT220 LNM: LF also returns", "\u{1B}[20ha\nb\u{1B}[20l\nc", ["a", "b", " c"], [3, 3]),
        Rule("ECMA-48 §8.3.86 NEL", "ab\u{1B}Ec", ["ab", "c"], [2, 2]),
        Rule("VT220: DECSC and DECRC", "\u{1B}[2;3H\u{1B}7\u{1B}[4;1Ha\u{1B}8b", ["", "  b", "", "a"], [2, 4]),
        Rule("xterm: SCOSC and SCORC", "\u{1B}[2;3H\u{1B}[s\u{1B}[4;1Ha\u{1B}[ub", ["", "  b", "", "a"], [2, 4]),
        Rule("VT220: DECRC without DECSC goes home", "\u{1B}[2;3H\u{1B}8b", ["b"], [1, 2]),
        Rule("DECSC keeps the wait to wrap", "0123456789\u{1B}7\u{1B}[H\u{1B}8a", ["0123456789", "a"], [2, 2]),
        Rule(
            "VT220 DECOM: rows count from the top margin", "\u{1B}[2;3r\u{1B}[?6ha\u{1B}[2;1Hb\u{1B}[9;1Hc",
            ["", "a", "c"], [3, 2]),
        Rule("DECOM off: home is the first row", "\u{1B}[2;3r\u{1B}[?6h\u{1B}[?6la", ["a"], [1, 2]),
        Rule("ECMA-48 §8.3.60 HT: every eighth column", "a\tb\tc", ["a       bc"], [1, 10]),
        Rule(
            "ECMA-48 §8.3.62 HTS, §8.3.154 TBC", "\u{1B}[4G\u{1B}H\u{1B}[6G\u{1B}H\r\ta\u{1B}[4G\u{1B}[g\r\tb",
            ["   a b"], [1, 7]),
        Rule("TBC 3: no stops at all", "\u{1B}[3g\ta", ["         a"], [1, 10]),
        Rule("ECMA-48 §8.3.10 CHT, §8.3.7 CBT", "\u{1B}[Ia\u{1B}[2Zb", ["b       a"], [1, 2]),
        Rule("CHT and CBT: bounded", "\u{1B}[65535Ia\u{1B}[65535Zb", ["b        a"], [1, 2]),
    ]

    @Test(arguments: rules)
    func rule(_ rule: Rule) { rule.check() }
}
