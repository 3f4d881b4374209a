import TerminalTesting
import Testing

@testable import Terminal

@Suite struct DecodingTests {
    /// Bytes, and what they read as: Unicode 16 §3.9, tables 3-8 to 3-11, and what lies around them.
    static let texts: [([UInt8], String)] = [
        (
            [0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41],
            "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A"
        ),
        (
            [0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41],
            "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A"
        ),
        (
            [0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42],
            "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A\u{FFFD}\u{FFFD}B"
        ),
        ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A"),
        ([0xC3, 0x0D, 0x41], "A"),
        ([0xE6, 0xBC, 0xA2, 0xF0, 0x9F, 0x98, 0x80, 0xC3, 0xA9], "漢😀é"),
    ]

    @Test("Unicode §3.9: each maximal part of a broken character is one U+FFFD", arguments: texts)
    func replacement(bytes: [UInt8], text: String) {
        var terminal = Terminal(size: TerminalSize(rows: 1, columns: 20))
        terminal.feed(bytes)
        #expect(terminal.lines == [text])
    }

    @Test("a control ends a broken character and is done")
    func controlInside() {
        var terminal = Terminal(size: TerminalSize(rows: 2, columns: 5))
        terminal.feed([0xE6, 0xBC, 0x1B, 0x5B, 0x32, 0x48, 0x41])
        #expect(terminal.lines == ["\u{FFFD}", "A"])
    }

    @Test("the standard library decodes the same, whatever the bytes", arguments: UInt64(0)..<4)
    func agreesWithStandardLibrary(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        for _ in 0..<500 {
            let bytes = (0..<12).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
            var decoder = UTF8Decoder()
            var scalars: [UInt32] = []
            var index = 0
            while index <= bytes.count {
                // An A at the end closes whatever is open.
                let byte = index < bytes.count ? bytes[index] : 0x41
                guard byte >= 0x80 || decoder.isMidway else { break }
                switch decoder.take(byte) {
                case .partial: index += 1
                case .scalar(let scalar):
                    scalars.append(scalar)
                    index += 1
                case .broken: scalars.append(0xFFFD)
                }
            }
            #expect(scalars == String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value))
        }
    }
}
