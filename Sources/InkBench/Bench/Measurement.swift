/// What one mode cost on one source.
struct Measurement {
    let source: String
    let mode: String
    let chunkMilliseconds: Int
    var strokes = 0
    var samples = 0
    var bytes = 0
    /// The largest distance between a sample and what is drawn, in px.
    var maximumError = 0.0
    var encoding = Duration.zero
    var decoding = Duration.zero

    init(source: String, mode: String, chunkMilliseconds: Int) {
        (self.source, self.mode, self.chunkMilliseconds) = (source, mode, chunkMilliseconds)
    }

    /// One JSON object on one line.
    var line: String {
        let rate = { (count: Int) in Self.text(Double(bytes) / Double(max(count, 1)), 4) }
        return """
            {"source":"\(source)","mode":"\(mode)","chunk_ms":\(chunkMilliseconds),"strokes":\(strokes),\
            "samples":\(samples),"bytes":\(bytes),"bytes_per_sample":\(rate(samples)),"bytes_per_stroke":\(rate(strokes)),\
            "max_error_px":\(Self.text(maximumError, 4)),"encode_ns_per_sample":\(nanoseconds(encoding)),\
            "decode_ns_per_sample":\(nanoseconds(decoding))}
            """
    }

    private func nanoseconds(_ time: Duration) -> Int {
        let total = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
        return Int(total) / max(samples, 1)
    }

    /// `value` with `places` decimals.
    private static func text(_ value: Double, _ places: Int) -> String {
        let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
        let scaled = Int((value * Double(unit)).rounded())
        let decimals = String(scaled % unit)
        return "\(scaled / unit).\(String(repeating: "0", count: places - decimals.count))\(decimals)"
    }
}
