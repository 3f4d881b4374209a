/// Texts to measure with, about a megabyte each.
struct BenchText {
    let name: String
    let bytes: [UInt8]

    static let all = [plain, long, short, colored, trueColor, chinese, arabic, editor, clearing]

    /// Lines of 72 characters.
    private static let plain = BenchText("plain", lines: 14_000) { line in
        "\(line % 10) the quick brown fox jumps over the lazy dog and runs away from it all.\r\n"
    }
    /// One line without end.
    private static let long = BenchText("one long line", lines: 10_000) { _ in
        String(repeating: "abcdefghij", count: 10)
    }
    /// `yes`.
    private static let short = BenchText("yes", lines: 300_000) { _ in "y\r\n" }
    /// As `ls --color` prints.
    private static let colored = BenchText("coloured", lines: 10_000) { line in
        "\u{1B}[0m\u{1B}[01;34mdirectory\u{1B}[0m  \u{1B}[01;32mprogram\(line % 100)\u{1B}[0m  \u{1B}[01;36mlink\u{1B}[0m  plain.txt\r\n"
    }
    /// Another colour for every word.
    private static let trueColor = BenchText("true colour", lines: 10_000) { line in
        (0..<4).map { "\u{1B}[38;2;\(line % 256);\($0);99mword \(line % 7)" }.joined(separator: " ") + "\u{1B}[m\r\n"
    }
    private static let chinese = BenchText("Chinese", lines: 12_000) { _ in "天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏\r\n" }
    private static let arabic = BenchText("Arabic with marks", lines: 12_000) { _ in
        "السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ وَبَرَكاتُهُ\r\n"
    }
    /// Cursor movements and short texts.
    private static let editor = BenchText("full screen", lines: 50_000) { line in
        "\u{1B}[\(line % 24 + 1);\(line % 70 + 1)H\u{1B}[7m\(line % 1000)\u{1B}[27m\u{1B}[K"
    }
    /// The dearest bytes.
    private static let clearing = BenchText("clearing", lines: 50_000) { _ in "\u{1B}[2J" }

    private init(_ name: String, lines: Int, _ line: (Int) -> String) {
        self.name = name
        bytes = (0..<lines).flatMap { Array(line($0).utf8) }
    }
}
