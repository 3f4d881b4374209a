import Testing

@testable import Terminal

@Suite struct ErasingTests {
    /// Four rows of letters, the cursor on the second `f`.
    private static let full = "aaaaa\r\nbbbbb\r\nccccc\r\nddddd\u{1B}[2;3H"

    static let rules = [
        Rule("ECMA-48 §8.3.39 ED 0: to the end", full + "\u{1B}[J", ["aaaaa", "bb"], [2, 3]),
        Rule(
            "ED 1: to the start, the cursor's cell too", full + "\u{1B}[1J", ["", "   bb", "ccccc", "ddddd"], [2, 3]),
        Rule("ED 2: all, the cursor stays", full + "\u{1B}[2J", [], [2, 3]),
        Rule("ED of an unknown extent does nothing", full + "\u{1B}[7J", ["aaaaa", "bbbbb", "ccccc", "ddddd"]),
        Rule("ECMA-48 §8.3.41 EL 0", full + "\u{1B}[K", ["aaaaa", "bb", "ccccc", "ddddd"], [2, 3]),
        Rule("EL 1", full + "\u{1B}[1K", ["aaaaa", "   bb", "ccccc", "ddddd"]),
        Rule("EL 2", full + "\u{1B}[2K", ["aaaaa", "", "ccccc", "ddddd"], [2, 3]),
        Rule("ECMA-48 §8.3.38 ECH", full + "\u{1B}[2X", ["aaaaa", "bb  b", "ccccc", "ddddd"], [2, 3]),
        Rule("ECH: not past the row", full + "\u{1B}[99X", ["aaaaa", "bb", "ccccc", "ddddd"]),
        Rule("ECMA-48 §8.3.26 DCH", "abcdef\u{1B}[3G\u{1B}[2P", ["abef"], [1, 3]),
        Rule("DCH: more than there are", "abcdef\u{1B}[3G\u{1B}[99P", ["ab"], [1, 3]),
        Rule("ECMA-48 §8.3.64 ICH", "abcdef\u{1B}[3G\u{1B}[2@", ["ab  cdef"], [1, 3]),
        Rule("ICH: what leaves the row is lost", "0123456789\u{1B}[3G\u{1B}[99@", ["01"], [1, 3]),
        Rule("ECH on the right half empties the character", "漢字\u{1B}[2G\u{1B}[X", ["  字"], [1, 2]),
        Rule("DCH from the right half empties the character", "漢字a\u{1B}[2G\u{1B}[P", [" 字a"], [1, 2]),
        Rule("ICH in the middle of a character empties it", "漢字\u{1B}[2G\u{1B}[@", ["   字"], [1, 2]),
        Rule("EL cancels the wait to wrap", "0123456789\u{1B}[Ka", ["012345678a"], [1, 10]),
        Rule(
            "VT100 DECALN: E everywhere, cursor home", "\u{1B}[2;3r\u{1B}#8a",
            ["aEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE"], [1, 2]),
        Rule("ECMA-48 §8.3.105 RIS", full + "\u{1B}c", [], [1, 1]),
        Rule(
            "VT220 DECSTR: what is seen stays; IRM and margins are off",
            full + "\u{1B}[2;3r\u{1B}[4h\u{1B}[2;3H\u{1B}[!pX\u{1B}[4;5H\n", ["bbXbb", "ccccc", "ddddd"], [4, 5]),
    ]

    @Test(arguments: rules)
    func rule(_ rule: Rule) { rule.check() }

    @Test(
        "xterm bce: what is erased takes the background",
        arguments: ["\u{1B}[J", "\u{1B}[2K", "\u{1B}[X", "\u{1B}[@", "\u{1B}[M"])
    func backgroundColor(erase: String) {
        let terminal = Terminal.after("\u{1B}[1;4;31;44mab\r" + erase)
        let row = erase == "\u{1B}[M" ? 4 : 1
        let style = terminal.style(row, 1)
        #expect(style.background == .palette(4) && style.foreground == .standard)
        #expect(style.underline == .none && style.attributes == [])
    }
}
