import TerminalTesting
import Testing

@testable import Terminal

@Suite struct DifferenceTests {
    private func states(_ first: String, _ second: String, rows: Int = 6, columns: Int = 20) -> (
        ScreenState, ScreenState
    ) {
        var terminal = Terminal.after(first, rows: rows, columns: columns)
        let before = terminal.state
        terminal.feed(Array(second.utf8))
        return (before, terminal.state)
    }

    /// A state of whatever terminal.
    private func randomState(_ random: inout SeededBytes) -> ScreenState {
        var hostile = HostileBytes(seed: random.next())
        let (rows, columns) = hostile.size()
        var terminal = Terminal(size: TerminalSize(rows: rows, columns: columns))
        for _ in 0..<random.below(100) {
            var bytes: [UInt8] = []
            hostile.append(to: &bytes)
            terminal.feed(bytes)
        }
        return terminal.state
    }

    @Test(
        "the difference of any two states makes the second of the first, also through bytes", arguments: UInt64(0)..<200
    )
    func law(seed: UInt64) throws {
        var random = SeededBytes(seed: seed)
        let (before, after) = (randomState(&random), randomState(&random))
        let difference = ScreenDifference(from: before, to: after)
        var state = before
        state.apply(difference)
        #expect(state == after && state.inconsistency == nil)
        #expect(try ScreenDifference(decoding: difference.encoded()) == difference)
    }

    @Test("equal states have no difference, and that is one byte")
    func empty() {
        let (before, _) = states("text", "")
        let difference = ScreenDifference(from: before, to: before)
        #expect(difference.isEmpty && difference.encoded() == [0])
    }

    @Test("a character costs its cell and the cursor")
    func oneCharacter() {
        let (before, after) = states("$ l", "s")
        let difference = ScreenDifference(from: before, to: after)
        #expect(
            difference.rows.map(\.stretches) == [
                [RowPatch.Stretch(column: 3, cells: [.scalar(0x73, isWide: false, style: 0)])]
            ])
        #expect(difference.encoded().count <= 10)
    }

    @Test("a screen that scrolled costs the new rows")
    func scrolled() {
        let lines = (0..<30).map { "line number \($0)\r\n" }.joined()
        let (before, after) = states(lines, "new one\r\n")
        let difference = ScreenDifference(from: before, to: after)
        #expect(difference.scroll == ScrollMove(region: 0..<5, count: 1))
        #expect(difference.rows.map(\.row) == [4] && difference.newLines == 1)
        #expect(difference.encoded().count <= 24)
    }

    @Test(
        "a region that scrolled, up or down, costs the new rows",
        arguments: ["\u{1B}[2;5r\u{1B}[5;1H\n", "\u{1B}[2;5r\u{1B}[2;1H\u{1B}M"])
    func regions(move: String) {
        let lines = (0..<6).map { "line number \($0)" }.joined(separator: "\r\n")
        let (before, after) = states(lines, move)
        let difference = ScreenDifference(from: before, to: after)
        #expect(difference.scroll?.region == 1..<5)
        #expect(difference.rows.isEmpty)
    }

    @Test("a flood costs no more than the screen")
    func flood() {
        let (before, after) = states("", (0..<10_000).map { "some line \($0)\r\n" }.joined(), rows: 24, columns: 80)
        #expect(ScreenDifference(from: before, to: after).encoded().count < 24 * 20)
    }

    @Test("long runs of one character cost one")
    func runs() {
        let (before, after) = states("", String(repeating: "=", count: 80), rows: 24, columns: 80)
        #expect(ScreenDifference(from: before, to: after).encoded().count <= 14)
    }

    @Test("states keep their cells when the terminal goes on, and tables are compacted")
    func snapshotsStay() {
        var terminal = Terminal.after("\u{1B}[31mred\u{1B}[32mgreen")
        let before = terminal.state
        for number in 0..<10_000 { terminal.feed(Array("\u{1B}[38;2;\(number % 256);\(number / 256);1mx".utf8)) }
        #expect(before.text(ofRow: 0) == "redgreen")
        #expect(before.table.style(of: before.grid.rows[0].cells[0]).foreground == .palette(1))
        var viewer = before
        viewer.apply(ScreenDifference(from: before, to: terminal.state))
        #expect(viewer == terminal.state)
    }

    @Test("a viewer's tables are compacted, too")
    func viewerIsBounded() {
        var terminal = Terminal(size: TerminalSize(rows: 2, columns: 20))
        var viewer = ScreenState.origin
        for number in 0..<20_000 {
            terminal.feed(Array("\u{1B}[38;2;\(number % 256);\(number / 256);1mx".utf8))
            if number % 10 == 0 { viewer.apply(ScreenDifference(from: viewer, to: terminal.state)) }
        }
        #expect(viewer.table.styles.count <= TerminalLimits.tableSizeBeforeCompaction + 40)
    }

    @Test("a difference for another screen does no harm", arguments: UInt64(0)..<50)
    func elsewhere(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        var state = randomState(&random)
        state.apply(ScreenDifference(from: randomState(&random), to: randomState(&random)))
        #expect(state.inconsistency == nil)
    }

    @Test("bytes that are no difference are refused")
    func refused() {
        let cases: [([UInt8], ScreenCodingError)] = [
            ([], .truncated), ([0, 0], .trailingBytes), ([1, 0, 80], .outOfRange), ([1, 24, 0x81, 5], .outOfRange),
            ([1, 24], .truncated), ([4, 0, 7], .outOfRange), ([4, 0x80, 0, 0], .outOfRange),
            ([16, 2, 0xC3, 0x28], .invalidText),
            ([16, 200, 2], .outOfRange), ([16, 2, 0x41, 0x1B], .invalidText), ([16, 2, 0xC2, 0x9B], .invalidText),
            ([64, 1, 0, 2, 0], .outOfRange),
            ([64, 1, 0, 2, 1 | 1 << 3], .outOfRange),
            ([64, 1, 0, 2, 2 | 1 << 3, 0x1B], .invalidText), ([64, 1, 0, 2, 3 | 1 << 3, 0x41], .wrongWidth),
            ([64, 1, 0, 2, 2 | 1 << 3, 0xBD], .invalidText),
            ([64, 1, 0, 2, 6], .outOfRange), ([32] + [UInt8](repeating: 0xFF, count: 10), .outOfRange),
        ]
        for (bytes, error) in cases {
            #expect(throws: error, "\(bytes)") { try ScreenDifference(decoding: bytes) }
        }
    }
}
