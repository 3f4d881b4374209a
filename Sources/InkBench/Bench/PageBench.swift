import Wire

/// Measures pages in one run each.
struct PageBench {
    let mode: InkMode

    /// Codes and decodes every page and adds to `result`.
    func run(_ pages: [CorpusPage], _ result: inout Measurement) throws(CorpusError) {
        for page in pages { try run(page, Folds.tables(page.strokes[0]), &result) }
    }

    private func run(_ page: CorpusPage, _ tables: InkTables, _ result: inout Measurement) throws(CorpusError) {
        let clock = ContinuousClock()
        var decoded: [InkPageStroke] = []
        do throws(InkError) {
            let start = clock.now
            var encoder = InkPageEncoder(tables: tables)
            var slices: [[UInt8]] = []
            for stroke in page.strokes { try Self.append(mode.pageStroke(stroke, page), &encoder, &slices) }
            slices.append(try encoder.finishSlice())
            let middle = clock.now
            var decoder = InkPageDecoder(tables: tables)
            for slice in slices { decoded += try decoder.decode(slice.span) }
            result.encoding += middle - start
            result.decoding += clock.now - middle
            result.bytes += slices.reduce(0) { $0 + $1.count }
        } catch { throw .mismatch("\(mode.rawValue): \(error.rule)") }
        guard decoded.count == page.strokes.count else {
            throw .mismatch("\(decoded.count) strokes of \(page.strokes.count)")
        }
        for (stroke, written) in zip(decoded, page.strokes) {
            let verification = Verification(mode: mode, pressure: stroke.format.pressure)
            let worst =
                stroke.indices.isEmpty
                ? try verification.samples(stroke.points, written.samples)
                : try verification.indexed(stroke, written.samples)
            result.maximumError = max(result.maximumError, worst / 8)
            result.samples += written.points.count
        }
        result.strokes += decoded.count
    }

    /// Adds a stroke to the present slice, or to the next where it is full.
    private static func append(
        _ stroke: InkPageStroke, _ encoder: inout InkPageEncoder, _ slices: inout [[UInt8]]
    ) throws(InkError) {
        do throws(InkError) {
            try encoder.append(stroke)
        } catch {
            guard error == .sliceTooLarge else { throw error }
            slices.append(try encoder.finishSlice())
            try encoder.append(stroke)
        }
    }
}
