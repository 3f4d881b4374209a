import HTTP

/// Feeds the HTTP engines with input from a seed: half of it mutated from valid messages, a quarter put together from
/// words of HTTP, a quarter random. Each input is read whole and split at random; both readings must tell the same.
public enum HTTPFuzz {
    /// Runs `iterations` inputs that follow from `seed`. Failures name the seed of the one input that shows them again,
    /// with `iterations` 1.
    public static func run(iterations: Int, seed: UInt64) -> FuzzReport {
        var report = FuzzReport()
        for iteration in 0..<max(0, iterations) {
            one(seed: seed &+ UInt64(iteration), &report)
        }
        return report
    }

    private static func one(seed: UInt64, _ report: inout FuzzReport) {
        var random = SplitMix64(seed: seed)
        let isServer = random.below(3) > 0
        let input = makeInput(isServer ? HTTPFuzzCorpus.requests : HTTPFuzzCorpus.responses, &random)
        let limits = random.oneIn(3) ? tight : HTTPLimits.standard
        let cuts = random.oneIn(16) ? Array(0..<input.count) : random.cuts(of: input.count)
        let (whole, split) = isServer ? server(input, cuts, limits, &random) : client(input, cuts, limits, &random)
        if whole != split { report.fail("seed \(seed): splitting changes the outcome") }
        for complaint in whole.complaints + split.complaints { report.fail("seed \(seed): \(complaint)") }
        if random.oneIn(16) { HTTPHelperFuzz.feed(input, &random) }
        report.iterations += 1
        report.accepted += whole.error == nil ? 1 : 0
        report.rejected += whole.error == nil ? 0 : 1
        report.maxBufferedBytes = max(report.maxBufferedBytes, whole.maxBufferedBytes, split.maxBufferedBytes)
    }

    /// Limits that small inputs reach.
    private static let tight = HTTPLimits(
        requestLineByteLimit: 64, fieldByteLimit: 256, fieldCountLimit: 8, bodyByteLimit: 32,
        chunkExtensionByteLimit: 8, trailerByteLimit: 32, trailerCountLimit: 2, bufferByteLimit: 1024)

    private static func makeInput(_ corpus: [[UInt8]], _ random: inout SplitMix64) -> [UInt8] {
        var input: [UInt8] = []
        switch random.below(4) {
        case 0: input = random.bytes(fewerThan: 64)
        case 1:
            for _ in 0..<random.below(24) { input += HTTPFuzzCorpus.words[random.below(HTTPFuzzCorpus.words.count)] }
        default:
            for _ in 0...random.below(2) { input += corpus[random.below(corpus.count)] }
            random.mutate(&input, dictionary: HTTPFuzzCorpus.words)
        }
        return input
    }

    private static func server(
        _ input: [UInt8], _ cuts: [Int], _ limits: HTTPLimits, _ random: inout SplitMix64
    ) -> (HTTPTranscript, HTTPTranscript) {
        let isEarly = random.oneIn(8)
        let whole = HTTPTranscript.server(input, limits: limits, answersEarly: isEarly)
        return (whole, HTTPTranscript.server(input, cuts: cuts, limits: limits, answersEarly: isEarly))
    }

    private static func client(
        _ input: [UInt8], _ cuts: [Int], _ limits: HTTPLimits, _ random: inout SplitMix64
    ) -> (HTTPTranscript, HTTPTranscript) {
        let fields: HTTPFields = random.oneIn(4) ? ["Host": "a", "Upgrade": "websocket"] : ["Host": "a"]
        let request = HTTPRequestHead(method: random.oneIn(8) ? .head : .get, target: "/", fields: fields)
        let isEnded = random.oneIn(2)
        let whole = HTTPTranscript.client(input, limits: limits, request: request, isEnded: isEnded)
        return (whole, HTTPTranscript.client(input, cuts: cuts, limits: limits, request: request, isEnded: isEnded))
    }
}
