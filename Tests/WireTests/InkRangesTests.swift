import Testing
import Wire

@Suite struct InkRangesTests {
    @Test func rangesAgreeWithVectors() throws {
        for entry in try WireVectors.entries("ink-ranges.json") {
            let (a, b, count) = (try entry.ranges("a"), try entry.ranges("b"), try entry.number("sampleCount"))
            let expected = entry["result"] is [Any] ? try entry.ranges("result") : nil
            let title = try entry.title()
            do throws(InkError) {
                let result = try Self.result(of: entry["of"] as? String, a, b, count)
                #expect(result == expected, "\(title)")
            } catch {
                #expect(error == .badRange && expected == nil, "\(title)")
            }
        }
    }

    private static func result(
        of operation: String?, _ a: [Range<Int>], _ b: [Range<Int>], _ count: Int
    ) throws(InkError) -> [Range<Int>] {
        func ranges(_ parts: [Range<Int>]) throws(InkError) -> SampleRanges {
            try SampleRanges(parts.map { SampleRange(from: $0.lowerBound, count: $0.count) }, sampleCount: count)
        }
        switch operation {
        case "check": return try ranges(a).ranges
        case "normalise": return try SampleRanges(normalising: a, sampleCount: count).ranges
        case "union": return try ranges(a).union(ranges(b)).ranges
        case "subtract": return try ranges(a).subtracting(ranges(b)).ranges
        default: return try ranges(a).kept(of: count)
        }
    }

    @Test func piecesAgreeWithVectors() throws {
        for entry in try WireVectors.entries("ink-pieces.json") {
            guard let stroke = entry["stroke"] as? [String: Any], let pieces = entry["pieces"] as? [[[Int]]] else {
                throw WireVectors.Missing(file: "pieces")
            }
            let page = try stroke.pageStroke()
            let erased = try SampleRanges(normalising: try entry.ranges("erased"), sampleCount: page.sampleCount)
            let expected = pieces.map { $0.map(InkSample.init(vector:)) }
            let title = try entry.title()
            #expect(page.pieces(without: erased) == expected, "\(title)")
        }
    }

    @Test func whatIsErasedAndWhatIsKeptAreTheWhole() throws {
        let erased = try SampleRanges(normalising: [3..<5, 9..<10], sampleCount: 12)
        #expect(erased.kept(of: 12) == [0..<3, 5..<9, 10..<12])
        #expect(erased.cuts(of: 12) == [0, 2, 5, 8, 10, 11])
        #expect(erased.contains(4) && !erased.contains(5))
        #expect(erased.message == [SampleRange(from: 3, count: 2), SampleRange(from: 9, count: 1)])
    }

    @Test func aPointBetweenKnotsLiesOnTheirLine() {
        let knots = [
            InkKnot(index: 0, sample: InkSample(x: 0, y: 8, pressure: 10)),
            InkKnot(index: 4, sample: InkSample(x: 8, y: -8, pressure: 20)),
        ]
        let stroke = InkPageStroke(
            knots: knots, sampleCount: 5, format: InkFormat(.knots, .half, .five, .stylus))
        #expect(stroke.sample(at: 1) == InkSample(x: 2, y: 4, pressure: 13))
        #expect(stroke.sample(at: 4) == knots[1].sample && stroke.sample(at: 99) == knots[1].sample)
    }
}
