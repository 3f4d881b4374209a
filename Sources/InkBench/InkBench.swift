import Wire

/// The benches behind `takhti bench ink`.
public enum InkBench {
    /// Milliseconds of live chunks that are measured.
    private static let chunks = [33, 50, 100]

    /// Codes all strokes of the `.jsonl` files of `directory`, decodes and compares them, and prints one JSON object a
    /// line for each source and mode.
    ///
    /// Writers that the shipped tables were trained on are scored with tables trained without them, all others with the
    /// shipped tables. Where a source has no times, 60 Hz are assumed.
    /// - Parameter compare: whether to add what zlib'd JSON and varint deltas cost.
    /// - Throws: where a file is malformed, or what was decoded is not within the mode's tolerance.
    public static func run(directory: String, compare: Bool) throws(CorpusError) {
        for source in try Corpus(directory: directory).sources {
            let pages = CorpusPage.pages(source.strokes)
            for mode in InkMode.allCases {
                for milliseconds in mode.isLive ? chunks : [0] {
                    var result = Measurement(source: source.name, mode: mode.rawValue, chunkMilliseconds: milliseconds)
                    if mode.isLive {
                        try LiveBench(mode: mode, milliseconds: milliseconds).run(pages, &result)
                    } else {
                        try PageBench(mode: mode).run(pages, &result)
                    }
                    print(result.line)
                }
            }
            guard compare else { continue }
            try run(VarintCode.self, source.name, pages)
            try run(JSONCode.self, source.name, pages)
        }
    }

    private static func run<Code: PlainCode>(
        _ code: Code.Type, _ source: String, _ pages: [CorpusPage]
    ) throws(CorpusError) {
        for milliseconds in chunks + [nil] {
            let bench = PlainBench<Code>(milliseconds: milliseconds)
            var result = Measurement(source: source, mode: bench.mode, chunkMilliseconds: milliseconds ?? 0)
            try bench.run(pages, &result)
            print(result.line)
        }
    }

    /// Codes a page of 2,000 strokes and 100,000 samples of `directory`'s handwriting as knots within 0.5 px, writes it to
    /// `path` for the bench of the TypeScript decoder, and prints how long decoding it took here: the median of 9 times.
    public static func page(directory: String, path: String) throws(CorpusError) {
        let corpus = try Corpus(directory: directory)
        let bytes = try SamplePage(corpus).bytes
        try GeneratedFile(bytes: bytes).write(to: path)
        var times: [Duration] = []
        for _ in 0..<9 {
            let clock = ContinuousClock()
            let start = clock.now
            var decoder = InkPageDecoder()
            let strokes = try? decoder.decode(bytes.span)
            times.append(clock.now - start)
            guard strokes?.count == SamplePage.strokeCount else { throw .mismatch("page") }
        }
        let median = times.sorted()[4] / .microseconds(1)
        print(
            """
            {"strokes":\(SamplePage.strokeCount),"samples":\(SamplePage.sampleCount),"bytes":\(bytes.count),\
            "decode_us":\(Int(median))}
            """)
    }
}
