import Testing

@testable import InkBench

@Suite struct StrokeLineReaderTests {
    private static func stroke(_ line: String) -> CorpusStroke? {
        var reader = StrokeLineReader(Array(line.utf8)[...])
        return reader.stroke(source: "file")
    }

    @Test func aLineIsAStroke() throws {
        let stroke = try #require(
            Self.stroke(#"{"source":"pen","page":"a#1","points":[[1.03,2,17,5],[-0.25,1e2,null,null]]}"#))
        #expect(stroke.source == "pen" && stroke.page == "a#1" && stroke.writer == "a")
        #expect(
            stroke.points == [
                CorpusPoint(x: 8, y: 16, pressure: 17, time: 5), CorpusPoint(x: -2, y: 800, pressure: nil, time: nil),
            ])
    }

    @Test func whatIsMissingIsUnknownAndWhatIsMoreIsPassedOver() throws {
        let line = #" { "points" : [[1,2],[3,4,9],[5,6,7,8,9]], "x":{"a":[1,{"b":"]}\""}],"c":null}, "page":7 } "#
        let stroke = try #require(Self.stroke(line))
        #expect(stroke.source == "file" && stroke.page == "7")
        #expect(stroke.points.map(\.pressure) == [nil, 9, 7] && stroke.points.map(\.time) == [nil, nil, 8])
        #expect(stroke.times == [0, 16, 32])
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"points":}"#, #"{"points":[[1]]}"#, #"{"points":[[1,2]]"#, #"{"points":[[1,2,"a"]]}"#,
        #"{"points":[[1,2]],"a":[}"#, #"{"points":[[1,2]],"a":"\"#, #"{"points":[[1e13,2]]}"#,
    ])
    func whatIsNoStrokeIsRefused(line: String) {
        #expect(Self.stroke(line) == nil)
    }
}
