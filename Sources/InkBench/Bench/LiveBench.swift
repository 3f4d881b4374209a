import Wire

/// Measures strokes in live chunks.
struct LiveBench {
    let mode: InkMode
    let milliseconds: Int

    /// Codes and decodes every stroke of `pages` and adds to `result`.
    func run(_ pages: [CorpusPage], _ result: inout Measurement) throws(CorpusError) {
        for page in pages {
            // The grid an author is known to keep: coarse until a stroke shows that it is finer.
            var known = 3
            for stroke in page.strokes {
                let format = mode.format(
                    page.device, hasPressure: page.hasPressure, coarseness: known - mode.gridShift)
                try run(stroke, format, Folds.tables(stroke), &result)
                known = min(known, CorpusPage.grid(stroke))
            }
        }
    }

    private func run(
        _ stroke: CorpusStroke, _ format: InkFormat, _ tables: InkTables, _ result: inout Measurement
    ) throws(CorpusError) {
        let plan = ChunkPlan(stroke, milliseconds: milliseconds)
        let clock = ContinuousClock()
        var coded: [[UInt8]] = []
        var decoded: [[InkSample]] = []
        do throws(InkError) {
            let start = clock.now
            var encoder = InkStrokeEncoder(format, tables: tables)
            for chunk in plan.chunks {
                coded.append(
                    try encoder.encode(
                        Array(chunk.samples), duration: chunk.duration, start: milliseconds, isLast: chunk.isLast))
            }
            let middle = clock.now
            var decoder = InkStrokeDecoder(tables: tables)
            for bytes in coded { decoded.append(try decoder.decode(bytes.span).samples) }
            result.encoding += middle - start
            result.decoding += clock.now - middle
            guard decoder.isOver else { throw .strokeIsOver }
        } catch { throw .mismatch("\(mode.rawValue): \(error.rule)") }
        result.strokes += 1
        result.samples += stroke.points.count
        result.bytes += coded.reduce(0) { $0 + $1.count }
        result.maximumError = max(result.maximumError, try verify(decoded, plan, format.pressure) / 8)
    }

    private func verify(
        _ decoded: [[InkSample]], _ plan: ChunkPlan, _ pressure: InkFormat.Pressure
    ) throws(CorpusError) -> Double {
        let verification = Verification(mode: mode, pressure: pressure)
        guard mode == .liveKnotsHalf else {
            return try verification.samples(decoded.flatMap(\.self), plan.chunks.flatMap(\.samples))
        }
        var worst = 0.0
        var last: [InkSample] = []
        for (knots, chunk) in zip(decoded, plan.chunks) {
            worst = max(worst, try verification.line(last + knots, chunk.samples))
            last = [knots[knots.count - 1]]
        }
        return worst
    }
}
