import Testing
import Wire
import WireTesting

@Suite struct InkPropertyTests {
    @Test(arguments: 0..<400 as Range<UInt32>)
    func strokesComeBackAsPromised(seed: UInt32) throws {
        var seeded = Seeded(seed: seed)
        let format = Self.format(&seeded)
        let count = [1, 2, 1 + seeded.below(60), 200][seeded.below(4)]
        let samples = seeded.bool() ? InkScribble.pen(&seeded, count) : InkScribble.wild(&seeded, count)
        var encoder = InkStrokeEncoder(format)
        var decoder = InkStrokeDecoder()
        var last: [InkSample] = []
        var first = 0
        while first < count {
            let part = Array(samples[first..<min(count, first + 1 + seeded.below(12))])
            first += part.count
            let bytes = try encoder.encode(
                part, duration: seeded.below(200), start: seeded.below(60), isLast: first == count)
            let read = try decoder.decode(bytes.span).samples
            switch format.kind {
            case .samples: Self.expect(read, near: part, format)
            case .knots: for sample in part { Self.expect(sample, on: last + read, format) }
            }
            last = [try #require(read.last)]
        }
        #expect(decoder.isOver && decoder.sampleCount == encoder.sampleCount)
    }

    @Test(arguments: 0..<60 as Range<UInt32>)
    func pagesOfKnotsStayWithinTheirTolerance(seed: UInt32) throws {
        var seeded = Seeded(seed: 7_000 + seed)
        let grid: InkFormat.Grid = seeded.bool() ? .half : .quarter
        let format = InkFormat(.knots, grid, seeded.bool() ? .five : .none, .stylus)
        let written = (0..<1 + seeded.below(5)).map { _ in
            let count = 1 + seeded.below(80)
            return seeded.below(3) > 0 ? InkScribble.pen(&seeded, count) : InkScribble.wild(&seeded, count)
        }
        var encoder = InkPageEncoder()
        let cuts = [0, 5, 6, 40]
        for samples in written { try encoder.append(InkPageStroke(knotsOf: samples, format: format, cuts: cuts)) }
        let bytes = try encoder.finishSlice()
        var decoder = InkPageDecoder()
        for (stroke, samples) in zip(try decoder.decode(bytes.span), written) {
            #expect(stroke.sampleCount == samples.count)
            #expect(cuts.filter { $0 < samples.count }.allSatisfy(stroke.indices.contains))
            Self.expect(stroke, stands: samples, format)
        }
    }

    @Test func strokesOf4096SamplesComeBack() throws {
        var seeded = Seeded(seed: 4_096)
        let samples = InkScribble.pen(&seeded, 4_096)
        var encoder = InkStrokeEncoder(InkFormat(.samples, .eighth, .eight, .stylus))
        var decoder = InkStrokeDecoder()
        var read: [InkSample] = []
        for first in stride(from: 0, to: 4_096, by: 512) {
            let part = Array(samples[first..<first + 512])
            let bytes = try encoder.encode(part, duration: 4_096, start: 4_096, isLast: first + 512 == 4_096)
            read += try decoder.decode(bytes.span).samples
        }
        #expect(read == samples)
        let stroke = InkPageStroke(knotsOf: samples, format: InkFormat(.knots, .half, .five, .stylus))
        var page = InkPageEncoder()
        try page.append(stroke)
        var pageDecoder = InkPageDecoder()
        let slice = try page.finishSlice()
        let strokes = try pageDecoder.decode(slice.span)
        #expect(strokes == [stroke])
        Self.expect(stroke, stands: samples, stroke.format)
    }

    @Test func whatIsOutsideTheLimitsIsRefused() throws {
        let far = InkSample(x: Int32(InkLimits.coordinateLimit), y: 0)
        let format = InkFormat(.samples, .half, .none, .mouse)
        func error(_ samples: [InkSample], duration: Int = 0, start: Int = 0) -> InkError? {
            #expect(throws: InkError.self) {
                var encoder = InkStrokeEncoder(format)
                _ = try encoder.encode(samples, duration: duration, start: start, isLast: true)
            }
        }
        let dot = InkSample(x: 0, y: 0)
        #expect(error([far]) == .badCoordinate)
        #expect(error([]) == .badCount)
        #expect(error(Array(repeating: dot, count: 1_025)) == .badCount)
        #expect(error([dot], duration: -1) == .badTime)
        #expect(error([dot], start: 65_536) == .badTime)
        let wild = (0..<1_000).map { InkSample(x: $0 % 2 == 0 ? 131_000 : -131_000, y: Int32($0)) }
        #expect(error(wild) == .tooManyBytes)
        var page = InkPageEncoder()
        let bad = InkPageStroke(samples: [far], format: format)
        #expect(throws: InkError.badCoordinate) { try page.append(bad) }
        let none = InkPageStroke(samples: [], format: format)
        #expect(throws: InkError.strokeTooLong) { try page.append(none) }
        let loose = InkPageStroke(knots: [InkKnot(index: 1, sample: dot)], sampleCount: 2, format: format)
        #expect(throws: InkError.badIndex) { try page.append(loose) }
    }

    @Test func aSliceAboveItsLimitIsRefusedUnread() {
        let bytes = [UInt8](repeating: 0x55, count: InkLimits.sliceByteLimit + 1)
        var decoder = InkPageDecoder()
        #expect(throws: InkError.tooManyBytes) { try decoder.decode(bytes.span) }
    }

    @Test func aFormatThatWasChangedIsCodedAsItMayBe() throws {
        var format = InkFormat(.samples, .half, .none, .mouse)
        format.coarseness = 9
        let samples = [InkSample(x: 64, y: 64), InkSample(x: 128, y: 96), InkSample(x: 132, y: 60)]
        for kind in [InkFormat.Kind.samples, .knots] {
            format.kind = kind
            var encoder = InkStrokeEncoder(format)
            var decoder = InkStrokeDecoder()
            let bytes = try encoder.encode(samples, duration: 16, isLast: true)
            #expect(try decoder.decode(bytes.span).samples == samples)
            var page = InkPageEncoder()
            var stroke = InkPageStroke(samples: samples, format: format)
            if kind == .knots { stroke = InkPageStroke(knotsOf: samples, format: format) }
            stroke.format.coarseness = 9
            try page.append(stroke)
            let slice = try page.finishSlice()
            var pageDecoder = InkPageDecoder()
            #expect(try pageDecoder.decode(slice.span).map(\.points) == [stroke.points])
        }
    }

    @Test func durationsDoNotDrift() throws {
        var encoder = InkStrokeEncoder(InkFormat(.samples, .quarter, .six, .stylus))
        var decoder = InkStrokeDecoder()
        var (truth, told) = (0, 0)
        for index in 0..<400 {
            truth += 30 + index % 7
            let bytes = try encoder.encode(
                [InkSample(x: Int32(index), y: 4)], duration: 30 + index % 7, start: 33, isLast: false)
            told += try decoder.decode(bytes.span).duration
            #expect(abs(truth - told) <= 8)
        }
    }

    private static func format(_ seeded: inout Seeded) -> InkFormat {
        InkFormat(
            seeded.bool() ? .samples : .knots, InkFormat.Grid.allCases[seeded.below(3)],
            InkFormat.Pressure.allCases[seeded.below(4)], InkFormat.Device.allCases[seeded.below(3)],
            coarseness: seeded.below(4))
    }

    private static func expect(_ read: [InkSample], near written: [InkSample], _ format: InkFormat) {
        let half = Int32(1 << format.grid.rawValue)
        #expect(read.count == written.count)
        for (a, b) in zip(read, written) { #expect(2 * abs(a.x - b.x) <= half && 2 * abs(a.y - b.y) <= half) }
    }

    private static func expect(_ sample: InkSample, on knots: [InkSample], _ format: InkFormat) {
        let limit = Double(1 << format.grid.rawValue) + 1e-6
        let isNear = knots.indices.contains {
            InkScribble.distance(sample, knots[$0], knots[min($0 + 1, knots.count - 1)]) <= limit
        }
        #expect(isNear)
    }

    private static func expect(_ stroke: InkPageStroke, stands samples: [InkSample], _ format: InkFormat) {
        let limit = Double(1 << format.grid.rawValue) + 1e-6
        for (index, next) in stroke.indices.indices.dropFirst().map({ ($0 - 1, $0) }) {
            for sample in stroke.indices[index]...stroke.indices[next] {
                let distance = InkScribble.distance(samples[sample], stroke.points[index], stroke.points[next])
                #expect(distance <= limit)
            }
        }
    }
}
