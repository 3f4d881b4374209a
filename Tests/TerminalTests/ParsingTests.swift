import Testing

@testable import Terminal

@Suite struct ParsingTests {
    static let rules = [
        Rule("Williams: a control inside a sequence is done at once", "ab\u{1B}[1\r;3HX", ["abX"], [1, 4]),
        Rule("ECMA-48 §8.3.6: CAN ends a sequence", "a\u{1B}[2\u{18}Jb", ["aJb"], [1, 4]),
        Rule("ECMA-48 §8.3.148: SUB ends a sequence", "a\u{1B}[2\u{1A}Jb", ["aJb"], [1, 4]),
        Rule("Williams: ESC in a sequence begins another", "a\u{1B}[2\u{1B}[3Gb", ["a b"], [1, 4]),
        Rule("Williams: a marker after the first byte makes a sequence void", "a\u{1B}[2?Jb", ["ab"], [1, 3]),
        Rule("Williams: a parameter after an intermediate makes it void", "a\u{1B}[!2pb", ["ab"], [1, 3]),
        Rule(
            "a sequence with another marker is another one", "a\u{1B}[>2J\u{1B}[=2J\u{1B}[<2J\u{1B}[>4;2mb", ["ab"],
            [1, 3]),
        Rule("too many intermediates: void", "a\u{1B}[1   qb\u{1B}((((0x", ["abx"], [1, 4]),
        Rule(
            "more than 32 parameters: the rest is left out",
            "a\u{1B}[" + String(repeating: "1;", count: 500) + "1H" + "b", ["b"], [1, 2]),
        Rule("a parameter of many digits is 65535", "a\u{1B}[99999999999999999999999Cb", ["a        b"], [1, 10]),
        Rule("a parameter of many zeros", "a\u{1B}[" + String(repeating: "0", count: 500) + "3Gb", ["a b"], [1, 4]),
        Rule(
            "SOS, PM and APC are swallowed", "a\u{1B}Xfoo\u{1B}\\b\u{1B}^foo\u{1B}\\c\u{1B}_foo\u{7}bar\u{1B}\\d",
            ["abcd"], [1, 5]),
        Rule(
            "unknown device control strings are swallowed", "a\u{1B}P1;2|foo\u{7}\n\u{1B}\\b\u{1B}Pqfoo\u{1B}\\c",
            ["abc"], [1, 4]),
        Rule("a device control string without end ends by CAN", "a\u{1B}P1;2|foo\u{18}b", ["ab"], [1, 3]),
        Rule(
            "unknown commands are swallowed", "a\u{1B}]1337;foo\u{7}b\u{1B}]777;x\u{1B}\\c\u{1B}]x\u{7}d", ["abcd"],
            [1, 5]),
        Rule("a command without end ends by CAN and does nothing", "a\u{1B}]2;foo\u{18}b", ["ab"], [1, 3]),
        Rule(
            "a command longer than its limit does nothing",
            "a\u{1B}]2;" + String(repeating: "x", count: 100_000) + "\u{7}b", ["ab"], [1, 3]),
        Rule("bytes above 0x7F in a sequence are nothing", "a\u{1B}[é2Gb", ["ab"], [1, 3]),
        Rule("unknown escapes do nothing", "a\u{1B}Q\u{1B}y\u{1B}%G\u{1B}#3\u{1B} Fb", ["ab"], [1, 3]),
        Rule("unknown sequences do nothing", "a\u{1B}[5v\u{1B}[3y\u{1B}[1;2z\u{1B}[?9h\u{1B}[99hb", ["ab"], [1, 3]),
    ]

    @Test(arguments: rules)
    func rule(_ rule: Rule) { rule.check() }

    @Test("a string that was too long does not lengthen the next")
    func afterLongString() {
        let terminal = Terminal.after("\u{1B}]2;" + String(repeating: "x", count: 5_000) + "\u{1B}]2;title\u{7}")
        #expect(terminal.state.title == "title")
    }

    @Test("xterm: a command ends with BEL or with ST", arguments: ["\u{7}", "\u{1B}\\"])
    func endOfCommand(end: String) {
        let terminal = Terminal.after("\u{1B}]0;one\u{7}\u{1B}]2;عنوان ü\(end)x")
        #expect(terminal.state.title == "عنوان ü")
        #expect(terminal.lines[0] == "x")
    }
}
