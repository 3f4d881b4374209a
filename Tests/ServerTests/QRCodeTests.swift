import Testing

@testable import Server

/// Codes of all versions were read back with zbar, an independent reader, when this was written; Tests/Interop reads a served one.
@Suite struct QRCodeTests {
    /// Version 1, level M, as zbar reads it.
    private static let letter = """
        #######..#.##.#######
        #.....#.#.##..#.....#
        #.###.#.##.#..#.###.#
        #.###.#.#.##..#.###.#
        #.###.#..#..#.#.###.#
        #.....#...##..#.....#
        #######.#.#.#.#######
        ........##...........
        #.....#.#.##.##..###.
        #..##......###.###..#
        ..#.###..##.#.##.....
        .#.#.#.##..#####.#.#.
        ##.#..####.##########
        ........##..#.....#.#
        #######..###.#..####.
        #.....#...#...#...###
        #.###.#..###.#..###..
        #.###.#..#.#####.#...
        #.###.#..#.###.###.##
        #.....#...######.#...
        #######.#.#.#..#..##.
        """

    @Test func drawsWhatReadersRead() throws {
        let code = try #require(QRCode("a"))
        let rows = (0..<code.size).map { y in String((0..<code.size).map { code.isDark($0, y) ? "#" : "." }) }
        #expect(rows.joined(separator: "\n") == Self.letter)
    }

    @Test(arguments: [(1, 21), (14, 21), (15, 25), (26, 25), (27, 29), (106, 41), (122, 45), (213, 57)])
    func takesTheSmallestVersionThatHoldsTheText(count: Int, size: Int) throws {
        #expect(try #require(QRCode(String(repeating: "x", count: count))).size == size)
    }

    @Test func refusesWhatDoesNotFit() { #expect(QRCode(String(repeating: "x", count: 214)) == nil) }

    @Test func showsTheSameAsPictureAndText() throws {
        let code = try #require(QRCode("http://localhost:8080/r/K7M4PX"))
        let picture = code.svg(titled: "http://localhost:8080/r/K7M4PX?a<b&c")
        #expect(picture.contains("<title>http://localhost:8080/r/K7M4PX?a&lt;b&amp;c</title>"))
        #expect(picture.contains("viewBox=\"0 0 \(code.size + 8) \(code.size + 8)\""))
        let lines = code.terminalText.split(separator: "\n")
        #expect(lines.count == (code.size + 5) / 2)
    }
}
