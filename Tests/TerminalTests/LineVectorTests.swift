import TerminalTesting
import Testing
import WireTesting

@testable import Terminal

/// The golden lines of the scrollback that both languages decode (protocol/vectors/scrollback.json and scrollback-verdicts.json).
@Suite struct LineVectorTests {
    private struct Excerpt {
        let name: String
        let terminal: Terminal
        let id: Int
        let count: Int
        let byteLimit: Int

        init(
            _ name: String, _ text: String, rows: Int = 2, columns: Int = 12, id: Int = 0, count: Int = 1_000,
            byteLimit: Int = 65_536
        ) {
            self.name = name
            terminal = Terminal.after(text, rows: rows, columns: columns)
            (self.id, self.count, self.byteLimit) = (id, count, byteLimit)
        }

        init(_ name: String, _ terminal: Terminal) {
            self.name = name
            self.terminal = terminal
            (id, count, byteLimit) = (0, 1_000, 65_536)
        }

        var bytes: [UInt8] { terminal.scrollback.encoded(from: id, count: count, byteLimit: byteLimit) }

        func json() throws -> JSONValue {
            let lines = try StoredLine.lines(decoding: bytes, from: id)
            return .object([
                ("name", .text(name)), ("first", .number(id)), ("bytes", .hex(bytes)),
                ("lines", .list(lines.map(json))),
                (
                    "rowsOfSeven",
                    .list(
                        lines.flatMap { line -> [JSONValue] in
                            var table = CellTable()
                            return line.rows(columns: 7, into: &table).map {
                                let row = ScreenText.row($0.cells, $0.isWrapped, table)
                                return .list([.text(row.text), .text(row.runs), .number(row.isWrapped ? 1 : 0)])
                            }
                        })
                ),
            ])
        }

        private func json(_ line: StoredLine) -> JSONValue {
            var table = CellTable()
            let row = ScreenText.row(line.cells(into: &table), line.isOpen, table)
            return .list([.number(line.id), .text(row.text), .text(row.runs), .number(row.isWrapped ? 1 : 0)])
        }
    }

    private static let excerpts: [Excerpt] = {
        let styled = (0..<6).map { "\u{1B}[3\($0)mcolour\u{1B}[m \($0)\r\n" }.joined()
        let link = "\u{1B}]8;id=a;https://example.org/1\u{7}here\u{1B}]8;;\u{7}"
        return [
            Excerpt("nothing", "one\r\ntwo"),
            Excerpt("plain lines", (0..<8).map { "line \($0)\r\n" }.joined()),
            Excerpt(
                "plain lines from the middle on, three of them", (0..<8).map { "line \($0)\r\n" }.joined(), id: 3,
                count: 3),
            Excerpt("none from there on", "1\r\n2\r\n3\r\n4\r\n", id: 70),
            Excerpt("empty lines and long ones", "\r\n\r\n\(String(repeating: "long ", count: 9))\r\n\r\n\r\n"),
            Excerpt("an open line", String(repeating: "0123456789", count: 5)),
            Excerpt("styles", styled),
            Excerpt(
                "styles that go on, and backgrounds",
                "\u{1B}[44m\u{1B}[Ka\r\nb\u{1B}[K\r\n\u{1B}[7mc\u{1B}[5Cd\u{1B}[m\r\n\r\n\r\n"),
            Excerpt(
                "links, the same one twice",
                "\(link) 1\r\n\(link) 2\r\n\u{1B}]8;;mailto:a@b\u{7}mail\u{1B}]8;;\u{7}\r\n\r\n\r\n"),
            Excerpt("wide characters", "漢字かな漢字かな\r\nab漢字\r\n😀\r\n\r\n\r\n"),
            Excerpt("marks and Arabic", "e\u{301}e\u{301}\r\nالسَّلامُ عَلَيْكُمْ\r\n漢\u{302}\r\n\r\n\r\n"),
            Excerpt(
                "boxes and runs",
                "\(String(repeating: "─", count: 12))\r\n\(String(repeating: "=", count: 30))\r\n\r\n\r\n"),
            Excerpt("as many lines as fit into 40 bytes", styled, byteLimit: 40),
            Excerpt(
                "a line that does not fit is cut",
                "\u{1B}[1m" + String(repeating: "漢字x", count: 40) + "\u{1B}[m\r\n\r\n\r\n", byteLimit: 64),
            Excerpt("ids with gaps where lines went back to the screen", gaps()),
        ]
    }()

    /// Lines that went to the scrollback, came back as the screen grew, and went again.
    private static func gaps() -> Terminal {
        var terminal = Terminal.after((0..<9).map { "line \($0)\r\n" }.joined(), rows: 2, columns: 12)
        terminal.resize(to: TerminalSize(rows: 5, columns: 12))
        terminal.feed(Array((9..<16).map { "line \($0)\r\n" }.joined().utf8))
        return terminal
    }

    @Test("scrollback.json holds what its excerpts make")
    func file() throws {
        let vectors = try Self.excerpts.map { try $0.json() }
        #expect(try VectorFile(name: "scrollback.json").holds(JSONValue.file(vectors)))
    }

    @Test("scrollback-verdicts.json says what becomes of broken lines")
    func verdictsFile() throws {
        let batches = Self.excerpts.map { (id: $0.id, bytes: $0.bytes) }
        var letters = ""
        var digest = Digest()
        for seed in 0..<4_000 {
            var random = Seeded(seed: UInt32(seed))
            var (id, bytes) = batches[random.below(batches.count)]
            random.mutate(&bytes)
            do throws(ScreenCodingError) {
                for line in try StoredLine.lines(decoding: bytes, from: id) {
                    var table = CellTable()
                    let row = ScreenText.row(line.cells(into: &table), line.isOpen, table)
                    digest.add(Array("\(line.id) \(row.text)\n\(row.runs)\n\(row.isWrapped ? 1 : 0)".utf8))
                }
                letters += "."
            } catch {
                letters += error.letter
            }
        }
        let verdicts = JSONValue.object([("verdicts", .text(letters)), ("digest", .number(Int(digest.value)))])
        #expect(try VectorFile(name: "scrollback-verdicts.json").holds(JSONValue.file([verdicts])))
    }

    @Test("lines come back as they were, whatever was printed", arguments: UInt64(0)..<60)
    func law(seed: UInt64) throws {
        var hostile = HostileBytes(seed: seed)
        var terminal = Terminal(size: TerminalSize(rows: 3, columns: 20))
        for step in 0..<400 {
            var bytes: [UInt8] = []
            hostile.append(to: &bytes)
            terminal.feed(bytes)
            if step % 40 == 39 {
                let (rows, columns) = hostile.size()
                terminal.resize(to: TerminalSize(rows: rows, columns: columns))
            }
        }
        var (id, found) = (0, [StoredLine]())
        while true {
            let bytes = terminal.scrollback.encoded(from: id, count: 7, byteLimit: 40_000)
            #expect(bytes.count <= 40_000)
            let lines = try StoredLine.lines(decoding: bytes, from: id)
            guard let last = lines.last else { break }
            id = last.id + 1
            found += lines
        }
        #expect(found == Array(terminal.scrollback.lines(from: 0, count: .max)))
    }

    @Test("a plain line costs its bytes and one or two")
    func cost() {
        let terminal = Terminal.after((0..<100).map { "the line with number \($0 + 100)\r\n" }.joined(), columns: 80)
        let scrollback = terminal.scrollback
        let text = scrollback.lines(from: 0, count: 90).reduce(0) { $0 + $1.text.count }
        #expect(scrollback.encoded(from: 0, count: 90, byteLimit: 65_536).count == 1 + text + 2 * 90)
    }

    @Test(
        "what does not fit waits, and nothing is longer than the limit", arguments: [0, 1, 2, 3, 5, 9, 20, 100, 1_000])
    func fits(byteLimit: Int) throws {
        let text = (0..<30).map { "\u{1B}[38;2;1;2;\($0)m漢e\u{301}\u{1B}]8;;https://a/\($0)\u{7}字\u{1B}[m\r\n" }
            .joined()
        let bytes = Terminal.after(text).scrollback.encoded(from: 0, count: 1_000, byteLimit: byteLimit)
        #expect(bytes.count <= max(byteLimit, 1))
        _ = try StoredLine.lines(decoding: bytes, from: 0)
    }

    @Test("bytes that are no lines are refused")
    func refused() {
        let cases: [([UInt8], ScreenCodingError)] = [
            ([], .truncated), ([2], .outOfRange), ([0, 8], .truncated), ([0, 24, 32], .outOfRange),
            ([0, 8, 0x1B], .invalidText),
            ([0, 2], .truncated),
            ([0, 4 | 1 << 3, 0], .outOfRange), ([0, 4 | 1 << 3, 1 << 3], .outOfRange),
            ([0, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x1F], .outOfRange), ([UInt8](repeating: 0, count: 1_002), .outOfRange),
            ([0] + [4 | 1 << 3, 0xFC, 0xFF, 0xFF, 0x3F], .outOfRange),
        ]
        for (bytes, error) in cases {
            #expect(throws: error, "\(bytes.prefix(8))") { try StoredLine.lines(decoding: bytes, from: 0) }
        }
    }
}
