import Testing

@testable import Terminal

@Suite struct RenditionTests {
    /// Parameters of SGR, and what they make of plain text.
    static let renditions: [(String, @Sendable (inout Style) -> Void)] = [
        ("1;2;3;5;7;8;9;53", { $0.attributes = Attributes(rawValue: 255) }),
        ("1;3;22", { $0.attributes = .italic }),
        ("3;23;6;25;7;27;8;28;9;29;53;55", { _ in }),
        ("1;31;0", { _ in }),
        ("1;31;", { _ in }),
        ("", { _ in }),
        ("4", { $0.underline = .single }),
        ("21", { $0.underline = .double }),
        ("4;24", { _ in }),
        ("4:0", { _ in }),
        ("4:1", { $0.underline = .single }),
        ("4:2", { $0.underline = .double }),
        ("4:3", { $0.underline = .curly }),
        ("4:4", { $0.underline = .dotted }),
        ("4:5", { $0.underline = .dashed }),
        ("4:9", { $0.underline = .single }),
        ("4:3;4", { $0.underline = .single }),
        ("31", { $0.foreground = .palette(1) }),
        ("37;42", { ($0.foreground, $0.background) = (.palette(7), .palette(2)) }),
        ("31;39;42;49", { _ in }),
        ("90;107", { ($0.foreground, $0.background) = (.palette(8), .palette(15)) }),
        ("38;5;123", { $0.foreground = .palette(123) }),
        ("48;5;0;1", { ($0.background, $0.attributes) = (.palette(0), .bold) }),
        ("38:5:123;1", { ($0.foreground, $0.attributes) = (.palette(123), .bold) }),
        ("38;2;1;2;3;1", { ($0.foreground, $0.attributes) = (.rgb(1, 2, 3), .bold) }),
        ("48;2;;;", { $0.background = .rgb(0, 0, 0) }),
        ("38:2::1:2:3", { $0.foreground = .rgb(1, 2, 3) }),
        ("38:2:0:1:2:3:9:9", { $0.foreground = .rgb(1, 2, 3) }),
        ("38:2:1:2:3", { $0.foreground = .rgb(1, 2, 3) }),
        ("58:2::1:2:3;4:3", { ($0.underlineColor, $0.underline) = (.rgb(1, 2, 3), .curly) }),
        ("58;5;9", { $0.underlineColor = .palette(9) }),
        ("58;5;9;59", { _ in }),
        ("38;5;256", { _ in }),
        ("38;5", { _ in }),
        ("38;2;1;2", { _ in }),
        ("38;2;1;2;256;1", { $0.attributes = .bold }),
        ("38", { _ in }),
        ("38:", { _ in }),
        ("38:5", { _ in }),
        ("38;7;1", { $0.attributes = .bold }),
        ("10;11;50;73;999", { _ in }),
    ]

    @Test("ECMA-48 §8.3.117, T.416 §13.1.8, xterm: SGR", arguments: renditions.indices)
    func rendition(index: Int) {
        let (parameters, change) = RenditionTests.renditions[index]
        var expected = Style()
        change(&expected)
        #expect(Terminal.after("\u{1B}[\(parameters)mx").style(1, 1) == expected, "SGR \(parameters)")
    }

    @Test("with a private marker it is no SGR (xterm: XTMODKEYS)")
    func noRendition() {
        #expect(Terminal.after("\u{1B}[>4;1m\u{1B}[?4mx").style(1, 1) == Style())
    }

    @Test("DECRQSS answers with the SGR that makes the same style")
    func renditionOfStyle() {
        for (parameters, _) in RenditionTests.renditions {
            let style = Terminal.after("\u{1B}[\(parameters)mx").style(1, 1)
            #expect(Terminal.after("\u{1B}[\(style.rendition)mx").style(1, 1) == style)
        }
    }
}
