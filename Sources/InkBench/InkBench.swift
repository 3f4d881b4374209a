import Wire

/// The benches behind `takhti bench ink`.
public enum InkBench {
    /// Milliseconds of live chunks that are measured.
    private static let chunks = [33, 50, 100]

    /// Codes all strokes of the `.jsonl` files of `directory`, decodes and compares them, and prints one JSON object a
    /// line for each source and mode.
    ///
    /// Sources that the shipped tables were trained on are scored with tables trained without the scored writer, made on
    /// the spot from the directory's other writers; all others with the shipped tables. Where a source has no times,
    /// 60 Hz are assumed.
    /// - Parameter compare: whether to add what zlib'd JSON and varint deltas cost.
    /// - Throws: where a file is malformed, or what was decoded is not within the mode's tolerance.
    public static func run(directory: String, compare: Bool) throws(CorpusError) {
        let corpus = try Corpus(directory: directory)
        let folds = Folds(corpus.sources)
        for source in corpus.sources {
            let pages = CorpusPage.pages(source.strokes)
            for mode in InkMode.allCases {
                for milliseconds in mode.isLive ? chunks : [0] {
                    var result = Measurement(source: source.name, mode: mode.rawValue, chunkMilliseconds: milliseconds)
                    if mode.isLive {
                        try LiveBench(mode: mode, milliseconds: milliseconds).run(pages, folds, &result)
                    } else {
                        try PageBench(mode: mode).run(pages, folds, &result)
                    }
                    print(result.line)
                }
            }
        }
    }
}
