import Wire

/// Measures a plain code on the same strokes, cut in the same way, without loss.
struct PlainBench<Code: PlainCode> {
    /// Milliseconds of live chunks; nil for one message a page.
    let milliseconds: Int?

    /// What rows of this bench are called.
    var mode: String { "\(milliseconds == nil ? "page" : "live")-\(Code.name)" }

    /// Codes and decodes every stroke of `pages` and adds to `result`.
    func run(_ pages: [CorpusPage], _ result: inout Measurement) throws(CorpusError) {
        for page in pages {
            let coded = if let milliseconds { live(page, milliseconds, &result) } else { whole(page, &result) }
            let clock = ContinuousClock()
            let start = clock.now
            let decoded = decode(coded, page)
            result.decoding += clock.now - start
            guard decoded == page.strokes.map(\.samples) else { throw .mismatch(mode) }
            result.strokes += page.strokes.count
            result.samples += page.strokes.reduce(0) { $0 + $1.points.count }
            result.bytes += coded.joined().reduce(0) { $0 + $1.count }
        }
    }

    /// The messages of each stroke.
    private func live(_ page: CorpusPage, _ milliseconds: Int, _ result: inout Measurement) -> [[[UInt8]]] {
        page.strokes.map { stroke in
            let plan = ChunkPlan(stroke, milliseconds: milliseconds)
            return timed(&result) {
                var code = Code(hasPressure: page.hasPressure)
                return plan.chunks.enumerated().map { index, chunk in
                    Code.pack(
                        code.write(
                            chunk.samples, start: index == 0 ? milliseconds : nil, duration: chunk.duration,
                            isLast: chunk.isLast))
                }
            }
        }
    }

    /// One message.
    private func whole(_ page: CorpusPage, _ result: inout Measurement) -> [[[UInt8]]] {
        let strokes = page.strokes.map(\.samples)
        return timed(&result) {
            var code = Code(hasPressure: page.hasPressure)
            let text = strokes.flatMap { code.write($0[...], start: nil, duration: 0, isLast: true) }
            return [[Code.pack(text)]]
        }
    }

    private func timed<Value>(_ result: inout Measurement, _ body: () -> Value) -> Value {
        let clock = ContinuousClock()
        let start = clock.now
        defer { result.encoding += clock.now - start }
        return body()
    }

    private func decode(_ coded: [[[UInt8]]], _ page: CorpusPage) -> [[InkSample]] {
        var strokes: [[InkSample]] = []
        for messages in coded {
            var code = Code(hasPressure: page.hasPressure)
            var stroke: [InkSample] = []
            for message in messages {
                var text = Code.unpack(message)[...]
                while let part = code.read(&text) {
                    stroke += part.samples
                    guard part.isLast else { continue }
                    strokes.append(stroke)
                    stroke = []
                }
            }
        }
        return strokes
    }
}
