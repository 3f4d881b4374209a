import Testing

@testable import Terminal

@Suite struct CharsetTests {
    static let rules = [
        Rule("VT220 table 2-4: DEC special graphics", "\u{1B}(0lqk\u{1B}(Blqk", ["┌─┐lqk"], [1, 7]),
        Rule(
            "DEC special graphics: the rest is ASCII", "\u{1B}(0Aa^_`~", ["Aa^\u{A0}◆·".replacing("a", with: "▒")],
            [1, 7]),
        Rule("ECMA-35 §9: SO uses G1, SI uses G0", "\u{1B})0x\u{E}x\u{F}x", ["x│x"], [1, 4]),
        Rule("ECMA-35 §9: LS2 and LS3", "\u{1B}*0\u{1B}nx\u{1B}+A\u{1B}o#\u{F}#", ["│£#"], [1, 4]),
        Rule("ECMA-35 §9: SS2 and SS3, for one character", "\u{1B}*0\u{1B}Nxx\u{1B}+A\u{1B}O##", ["│x£#"], [1, 5]),
        Rule("DECSC saves the sets", "\u{1B}(0\u{1B}7\u{1B}(Bx\u{1B}8x", ["│"], [1, 2]),
        Rule("Unicode text is of no set", "\u{1B}(0é漢", ["é漢"], [1, 4]),
        Rule("an unknown set is ASCII", "\u{1B}(0\u{1B}(Zx", ["x"], [1, 2]),
    ]

    @Test(arguments: rules)
    func rule(_ rule: Rule) { rule.check() }
}
