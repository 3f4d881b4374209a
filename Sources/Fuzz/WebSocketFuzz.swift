import WebSocket

/// Feeds the WebSocket machine, in both roles and with every kind of negotiated compression, and the inflater alone. Half of
/// the input is mutated from valid frames, a quarter is valid, a quarter is random. Each input is read whole and split at
/// random; both readings must give the same events.
public enum WebSocketFuzz {
    /// Runs `iterations` inputs that follow from `seed` over connections. A failure names the seed that shows it again with
    /// `iterations` 1.
    public static func run(iterations: Int, seed: UInt64) -> FuzzReport {
        var report = FuzzReport()
        let bench = WebSocketFuzzBench()
        for iteration in 0..<max(0, iterations) { one(seed &+ UInt64(iteration), bench, &report) }
        return report
    }

    private static func one(_ seed: UInt64, _ bench: WebSocketFuzzBench, _ report: inout FuzzReport) {
        var random = SplitMix64(seed: seed)
        let role: WebSocketRole = random.oneIn(3) ? .client : .server
        let environment = bench.environment(role, isTight: random.oneIn(3))
        let parameters = WebSocketFuzzBench.parameters(&random)
        let input = bench.input(to: role, parameters, &random)
        let cuts = random.oneIn(8) ? Array(1..<(input.count + 1)) : random.cuts(of: input.count)
        let whole = WebSocketTranscript(input, cuts: [input.count], environment, parameters)
        let split = WebSocketTranscript(input, cuts: cuts, environment, parameters)
        if whole.events != split.events { report.fail("seed \(seed): splitting changes the events") }
        for complaint in whole.complaints + split.complaints { report.fail("seed \(seed): \(complaint)") }
        report.iterations += 1
        report.accepted += whole.isFailed ? 0 : 1
        report.rejected += whole.isFailed ? 1 : 0
        report.maxBufferedBytes = max(report.maxBufferedBytes, whole.maxBufferedBytes, split.maxBufferedBytes)
    }
}

extension WebSocketFuzz {
    /// Runs `iterations` inputs that follow from `seed` over the inflater, with a limit.
    public static func runInflater(iterations: Int, seed: UInt64) -> FuzzReport {
        var report = FuzzReport()
        let bench = WebSocketFuzzBench()
        for iteration in 0..<max(0, iterations) { oneInflation(seed &+ UInt64(iteration), bench, &report) }
        return report
    }

    private static func oneInflation(_ seed: UInt64, _ bench: WebSocketFuzzBench, _ report: inout FuzzReport) {
        var random = SplitMix64(seed: seed)
        var input = bench.compressed(&random)
        if random.oneIn(2) { random.mutate(&input, dictionary: WebSocketFuzzBench.deflateWords) }
        if random.oneIn(4) { input = random.bytes(fewerThan: 96) }
        guard let inflater = bench.inflater else { return report.fail("no memory") }
        let limit = random.oneIn(3) ? random.below(64) : 1 << 16
        let whole = inflate(input, cuts: [input.count], inflater, limit)
        let split = inflate(input, cuts: random.cuts(of: input.count), inflater, limit)
        if whole != split { report.fail("seed \(seed): splitting changes the output") }
        if whole.output.count > limit { report.fail("seed \(seed): output above the limit") }
        report.iterations += 1
        report.accepted += whole.error == nil ? 1 : 0
        report.rejected += whole.error == nil ? 0 : 1
        report.maxBufferedBytes = max(report.maxBufferedBytes, whole.output.count)
    }

    private struct Inflation: Equatable {
        var output: [UInt8] = []
        var error: WebSocketError?
    }

    private static func inflate(_ input: [UInt8], cuts: [Int], _ inflater: Inflater, _ limit: Int) -> Inflation {
        var inflation = Inflation()
        var output: [UInt8] = []
        inflater.reset()
        let sink = { (chunk: Span<UInt8>) throws(WebSocketError) in
            for index in 0..<min(chunk.count, limit - output.count) { output.append(chunk[index]) }
            guard chunk.count <= 16 * 1024 else { throw .outOfMemory }
            guard output.count < limit else { throw .inflatedTooLong(limit: limit) }
        }
        do throws(WebSocketError) {
            var start = 0
            for end in cuts {
                try inflater.inflate(input.span.extracting(start..<end), into: sink)
                start = end
            }
            try inflater.finish(into: sink)
        } catch {
            inflation.error = error
        }
        inflation.output = output
        return inflation
    }
}
