import Testing

@testable import Terminal

@Suite struct PrintingTests {
    static let rules = [
        Rule(
            "DEC STD 070: the last column is written and the cursor waits there", "0123456789", ["0123456789"], [1, 10]),
        Rule("DEC STD 070: the next character wraps", "0123456789a", ["0123456789", "a"], [2, 2]),
        Rule("DEC STD 070: CR cancels the wrap", "0123456789\rab", ["ab23456789"], [1, 3]),
        Rule("DEC STD 070: BS cancels the wrap and moves", "0123456789\u{8}a", ["01234567a9"], [1, 10]),
        Rule("DEC STD 070: a cursor movement cancels the wrap", "0123456789\u{1B}[Ca", ["012345678a"], [1, 10]),
        Rule("DECAWM off: the last column is overwritten", "\u{1B}[?7l0123456789abc", ["012345678c"], [1, 10]),
        Rule(
            "DECAWM: wrapping at the bottom margin scrolls", "\n\n\nabcdefghijk", ["", "", "abcdefghij", "k"], [4, 2]),
        Rule(
            "ECMA-48 §7.2.10 IRM: characters push to the right", "abcdef\r\u{1B}[4hXY\u{1B}[4lZ", ["XYZbcdef"], [1, 4]),
        Rule("IRM: what leaves the row is lost", "0123456789\r\u{1B}[4hX", ["X012345678"], [1, 2]),
        Rule("IRM: a wide character cut by the margin is lost", "01234567漢\r\u{1B}[4hX", ["X01234567"], [1, 2]),
        Rule("ECMA-48 §8.3.103 REP: the last character again", "ab\u{1B}[3b", ["abbbb"], [1, 6]),
        Rule("REP: none when nothing was printed", "\u{1B}[3b", [""], [1, 1]),
        Rule("REP: a wide character at the margin wraps", "0123456漢\u{1B}[2b", ["0123456漢", "漢漢"], [2, 5]),
        Rule(
            "REP: at most the cells of the screen", "a\u{1B}[65535b", ["aaaaaaaaaa", "aaaaaaaaaa", "aaaaaaaaaa", "a"]),
        Rule("UAX #11: wide characters take two columns", "漢字a", ["漢字a"], [1, 6]),
        Rule("a wide character that does not fit wraps", "012345678漢", ["012345678", "漢"], [2, 3]),
        Rule(
            "a wide character that does not fit, DECAWM off, is left out", "\u{1B}[?7l012345678漢a", ["012345678a"],
            [1, 10]),
        Rule("overwriting the right half empties the left one", "漢字\u{1B}[1;2Ha", [" a字"], [1, 3]),
        Rule("overwriting the left half empties the right one", "漢字\u{1B}[1;3Ha", ["漢a"], [1, 4]),
        Rule("a wide character over two halves empties both", "漢字\u{1B}[1;2H語", [" 語"], [1, 4]),
        Rule("a mark joins the character before it", "e\u{301}a", ["e\u{301}a"], [1, 3]),
        Rule("a mark joins a wide character", "漢\u{301}a", ["漢\u{301}a"], [1, 4]),
        Rule(
            "a mark joins the character in the last column", "012345678e\u{301}a", ["012345678e\u{301}", "a"], [2, 2]),
        Rule("a mark without a character before it is left out", "\u{301}a", ["a"], [1, 2]),
        Rule("a mark on an empty cell stands on a space", "\u{1B}[Ca\u{1B}[1;2H\u{301}", [" \u{301}a"], [1, 2]),
        Rule("Arabic vowel signs join their letters", "سَلامٌ", ["سَلامٌ"], [1, 5]),
        Rule(
            "wcwidth: zero width joiner takes none, what follows has its cell", "👩\u{200D}👩a", ["👩\u{200D}👩a"], [1, 6]),
        Rule("wcwidth: variation selector 16 takes none", "\u{2764}\u{FE0F}a", ["\u{2764}\u{FE0F}a"], [1, 3]),
        Rule("wcwidth: zero width non-joiner takes none", "می\u{200C}خواهم", ["می\u{200C}خواهم"], [1, 8]),
        Rule(
            "wcwidth: finals of conjoining Hangul take none", "\u{1112}\u{1161}\u{11AB}a",
            ["\u{1112}\u{1161}\u{11AB}a"], [1, 4]),
        Rule("ECMA-48 §8.3.88 NUL, ECMA-6 DEL: nothing is printed", "a\u{7F}\u{0}b", ["ab"], [1, 3]),
        Rule("C1 controls of two bytes do nothing", "a\u{9B}2Jb\u{85}c", ["a2Jbc"], [1, 6]),
    ]

    @Test(arguments: rules)
    func rule(_ rule: Rule) { rule.check() }

    @Test("a cell holds eight scalars; further marks are left out")
    func manyMarks() {
        let terminal = Terminal.after("e" + String(repeating: "\u{301}", count: 1_000) + "a")
        #expect(terminal.lines[0].unicodeScalars.count == TerminalLimits.clusterScalarLimit + 1)
        #expect(terminal.place == [1, 3])
    }

    @Test("a wide character on a screen of one column is U+FFFD")
    func oneColumn() {
        let terminal = Terminal.after("漢\u{1B}[5b", rows: 2, columns: 1)
        #expect(terminal.lines == ["\u{FFFD}", "\u{FFFD}"])
        #expect(terminal.inconsistency == nil)
    }

    @Test("tables of clusters and styles are cleared of what no cell has any more")
    func tablesStayBounded() {
        var terminal = Terminal(size: TerminalSize(rows: 4, columns: 10))
        for number in 0..<40_000 {
            let mark = Unicode.Scalar(0x300 + UInt32(number % 112)) ?? "\u{300}"
            terminal.feed(Array("\u{1B}[38;2;\(number % 251);\(number % 241);9m\(number)\(mark)".utf8))
        }
        #expect(terminal.state.table.styles.count <= TerminalLimits.tableSizeBeforeCompaction + 1)
        #expect(terminal.state.table.clusters.count <= TerminalLimits.tableSizeBeforeCompaction + 1)
        #expect(terminal.inconsistency == nil)
    }
}
