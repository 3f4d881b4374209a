/// Reads a line of JSON that is one stroke: an object whose `source` and `page` are strings and whose `points` are arrays
/// of x, y, pressure or null, milliseconds or null. Strict; other keys are refused.
struct StrokeLineReader {
    private let line: ArraySlice<UInt8>
    /// Where the reader stands.
    private(set) var position: Int

    init(_ line: ArraySlice<UInt8>) {
        self.line = line
        position = line.startIndex
    }

    /// The stroke, or nil where the line is none; ``position`` then tells where.
    mutating func stroke() -> CorpusStroke? {
        var (source, page) = ("", "")
        var points: [CorpusPoint] = []
        guard take("{") else { return nil }
        repeat {
            guard let key = string(), take(":") else { return nil }
            switch key {
            case "source":
                guard let value = string() else { return nil }
                source = value
            case "page":
                guard let value = string() else { return nil }
                page = value
            case "points":
                guard let value = list() else { return nil }
                points = value
            default: return nil
            }
        } while take(",")
        guard take("}"), position == line.endIndex, !points.isEmpty else { return nil }
        return CorpusStroke(source: source, page: page, points: points)
    }

    private mutating func list() -> [CorpusPoint]? {
        var points: [CorpusPoint] = []
        guard take("[") else { return nil }
        repeat {
            guard take("["), let x = number(), take(","), let y = number(), take(",") else { return nil }
            guard let pressure = optional(), take(","), let time = optional(), take("]") else { return nil }
            points.append(
                CorpusPoint(
                    x: Int32(eighths: x), y: Int32(eighths: y),
                    pressure: pressure.map { UInt8(min(max($0.rounded(), 0), 255)) },
                    time: time.map { Int($0.rounded()) }))
        } while take(",")
        return take("]") ? points : nil
    }

    private mutating func optional() -> Double?? {
        if take("n") { return take("u") && take("l") && take("l") ? .some(nil) : nil }
        return number().map { .some($0) }
    }

    private mutating func number() -> Double? {
        skip()
        let start = position
        while position < line.endIndex, Self.digits.contains(line[position]) { position += 1 }
        guard let value = Double(String(decoding: line[start..<position], as: UTF8.self)), abs(value) < 1e12 else {
            return nil
        }
        return value
    }

    private static let digits = Set("0123456789+-.eE".utf8)

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        let start = position
        while position < line.endIndex, line[position] != UInt8(ascii: "\"") {
            guard line[position] != UInt8(ascii: "\\"), line[position] >= 32 else { return nil }
            position += 1
        }
        guard position < line.endIndex else { return nil }
        defer { position += 1 }
        return String(validating: line[start..<position], as: UTF8.self)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skip()
        guard position < line.endIndex, line[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skip() {
        while position < line.endIndex, line[position] == 32 || line[position] == 9 || line[position] == 13 {
            position += 1
        }
    }
}

extension Int32 {
    /// `pixels` in whole 1/8 px, the nearest.
    fileprivate init(eighths pixels: Double) { self = Int32(Swift.min(Swift.max((pixels * 8).rounded(), -2e9), 2e9)) }
}
