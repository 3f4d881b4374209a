import Wire

/// How a stroke is cut into live chunks: a chunk for each time slot since pen-down in which samples came.
struct ChunkPlan {
    struct Chunk {
        let samples: ArraySlice<InkSample>
        /// Milliseconds from the last sample of the chunk before to the last of this one.
        let duration: Int
        let isLast: Bool
    }

    let chunks: [Chunk]

    /// A slot with more samples than any device gives is cut again, so that a chunk's bytes stay within their limit.
    private static let sampleLimit = 128

    init(_ stroke: CorpusStroke, milliseconds: Int) {
        let times = stroke.times
        let samples = stroke.samples
        var chunks: [Chunk] = []
        var (first, told) = (0, 0)
        for index in samples.indices {
            let isLast = index == samples.count - 1
            let isFull = index - first == Self.sampleLimit - 1
            guard isLast || isFull || times[index + 1] / milliseconds != times[index] / milliseconds else { continue }
            chunks.append(
                Chunk(
                    samples: samples[first...index], duration: min(times[index] - told, InkLimits.timeLimit),
                    isLast: isLast))
            (first, told) = (index + 1, times[index])
        }
        self.chunks = chunks
    }
}
