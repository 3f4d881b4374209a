import Testing
import Wire
import WireTesting

@testable import InkBench

@Suite struct InkBenchTests {
    /// Pages as other devices may give them: no times, all samples at once, repeated points, dots, jumps, off the page.
    private static let pages: [CorpusPage] = {
        var seeded = Seeded(seed: 11)
        let strokes = (0..<24).map { index in
            let count = [1, 2, 40, 300][index % 4]
            var (x, y) = (seeded.below(15_360), seeded.below(8_640))
            let points = (0..<count).map { sample in
                if index % 3 > 0 { (x, y) = (x + seeded.below(60) - 20, y + seeded.below(60) - 40) }
                if index % 7 == 6 { (x, y) = (seeded.below(200_000) - 100_000, seeded.below(200_000) - 100_000) }
                return CorpusPoint(
                    x: Int32(x), y: Int32(y), pressure: index % 5 < 3 ? UInt8(seeded.below(256)) : nil,
                    time: index % 2 == 0 ? nil : index % 8 == 3 ? 0 : sample * 8)
            }
            return CorpusStroke(source: "new", page: "\(index % 3)", points: points)
        }
        return CorpusPage.pages(strokes)
    }()

    @Test(arguments: InkMode.allCases)
    func everyModeKeepsItsPromiseOnAnyStrokes(_ mode: InkMode) throws {
        var result = Measurement(source: "new", mode: mode.rawValue, chunkMilliseconds: 33)
        if mode.isLive {
            try LiveBench(mode: mode, milliseconds: 33).run(Self.pages, &result)
        } else {
            try PageBench(mode: mode).run(Self.pages, &result)
        }
        let samples = Self.pages.flatMap(\.strokes).reduce(0) { $0 + $1.points.count }
        #expect(result.strokes == 24 && result.samples == samples)
        #expect(result.maximumError * 8 <= mode.tolerance + 1e-9)
    }

    @Test(arguments: [33, nil])
    func whatIsComparedWithComesBackToo(milliseconds: Int?) throws {
        var varint = Measurement(source: "new", mode: "", chunkMilliseconds: 0)
        try PlainBench<VarintCode>(milliseconds: milliseconds).run(Self.pages, &varint)
        var json = Measurement(source: "new", mode: "", chunkMilliseconds: 0)
        try PlainBench<JSONCode>(milliseconds: milliseconds).run(Self.pages, &json)
        #expect(varint.strokes == 24 && json.strokes == 24 && varint.bytes < json.bytes)
    }

    @Test func everyWriterOfTheCorpusHasTablesTrainedWithoutThem() {
        #expect(FoldTables.packed.count == Folds.count && Set(FoldTables.packed).count == Folds.count)
        #expect(FoldTables.parts.count > 70 && FoldTables.parts.values.allSatisfy((0..<Folds.count).contains))
        let bytes = FoldTables.packed.map(Base64.bytes)
        #expect(bytes.map(Base64.text) == FoldTables.packed)
        let tables = bytes.map { InkTables(packed: $0) }
        #expect(tables.allSatisfy { $0.priors.count == 5 && $0.priors[0].slots != InkTables.shipped.priors[0].slots })
    }
}
