import Wire

/// JSON without needless spaces, coordinates in px with as many decimals as they need, deflated by zlib at its best.
struct JSONCode: PlainCode {
    static let name = "json-zlib"

    private let hasPressure: Bool

    init(hasPressure: Bool) { self.hasPressure = hasPressure }

    mutating func write(_ samples: ArraySlice<InkSample>, start: Int?, duration: Int, isLast: Bool) -> [UInt8] {
        let points = samples.map { sample in
            let pressure = hasPressure ? ",\(sample.pressure)" : ""
            return "[\(Self.pixels(sample.x)),\(Self.pixels(sample.y))\(pressure)]"
        }
        let start = start.map { "\"start\":\($0)," } ?? ""
        let end = isLast ? ",\"last\":true" : ""
        return Array("{\(start)\"duration\":\(duration),\"points\":[\(points.joined(separator: ","))]\(end)}\n".utf8)
    }

    mutating func read(_ bytes: inout ArraySlice<UInt8>) -> (samples: [InkSample], isLast: Bool)? {
        guard let end = bytes.firstIndex(of: 10) else { return nil }
        let line = bytes[bytes.startIndex..<end]
        bytes = bytes[(end + 1)...]
        var reader = StrokeLineReader(line)
        return reader.stroke().map { ($0.samples, line.suffix(5).elementsEqual("true}".utf8)) }
    }

    static func pack(_ text: [UInt8]) -> [UInt8] { Zlib.deflated(text) }
    static func unpack(_ message: [UInt8]) -> [UInt8] { Zlib.inflated(message) }

    private static func pixels(_ eighths: Int32) -> String {
        let (whole, part) = (abs(eighths) / 8, Int(abs(eighths) % 8))
        return "\(eighths < 0 ? "-" : "")\(whole)\(decimals[part])"
    }

    private static let decimals = ["", ".125", ".25", ".375", ".5", ".625", ".75", ".875"]
}
