/// Reads a line of JSON that is one stroke: an object whose `points` are arrays of x, y, pressure or null, milliseconds or
/// null, the last two of which may be left out. `source` and `page` are strings; other keys are passed over.
struct StrokeLineReader {
    private var reader: JSONReader
    /// Where the reader stands.
    var position: Int { reader.position }

    init(_ line: ArraySlice<UInt8>) { reader = JSONReader(line) }

    /// The stroke, which may have no points, or nil where the line is none; ``position`` then tells where.
    /// - Parameter source: where it comes from, if the line does not say so.
    mutating func stroke(source: String = "") -> CorpusStroke? {
        var (source, page) = (source, "")
        var points: [CorpusPoint]?
        guard reader.take("{") else { return nil }
        repeat {
            guard let key = reader.string(), reader.take(":") else { return nil }
            switch key {
            case "source":
                guard let value = reader.string() else { return nil }
                source = value
            case "page":
                guard let value = name() else { return nil }
                page = value
            case "points":
                guard let value = list() else { return nil }
                points = value
            default: guard reader.skipValue() else { return nil }
            }
        } while reader.take(",")
        guard reader.take("}"), reader.isAtEnd, let points else { return nil }
        return CorpusStroke(source: source, page: page, points: points)
    }

    /// The name of a page: a string, or a number or null as it is written.
    private mutating func name() -> String? { reader.string() ?? reader.word() }

    private mutating func list() -> [CorpusPoint]? {
        var points: [CorpusPoint] = []
        guard reader.take("[") else { return nil }
        if reader.take("]") { return points }
        repeat {
            guard let point = point() else { return nil }
            points.append(point)
        } while reader.take(",")
        return reader.take("]") ? points : nil
    }

    private mutating func point() -> CorpusPoint? {
        guard reader.take("["), let x = reader.number(), reader.take(","), let y = reader.number() else { return nil }
        var rest: [Double?] = []
        while reader.take(",") {
            guard let value = optional() else { return nil }
            rest.append(value)
        }
        guard reader.take("]") else { return nil }
        let pressure = rest.isEmpty ? nil : rest[0]
        let time = rest.count > 1 ? rest[1] : nil
        return CorpusPoint(
            x: Int32(eighths: x), y: Int32(eighths: y),
            pressure: pressure.map { UInt8(min(max($0.rounded(), 0), 255)) }, time: time.map { Int($0.rounded()) })
    }

    private mutating func optional() -> Double?? {
        if let number = reader.number() { return .some(number) }
        return reader.word() == "null" ? .some(nil) : nil
    }
}

extension Int32 {
    /// `pixels` in whole 1/8 px, the nearest.
    fileprivate init(eighths pixels: Double) { self = Int32(Swift.min(Swift.max((pixels * 8).rounded(), -2e9), 2e9)) }
}
