import Testing
import Wire

/// A live stroke of `ink-strokes.json`: what was written, its chunks, and what they say.
struct InkStrokeVector: CustomTestStringConvertible, Sendable {
    struct Input: Sendable {
        var samples: [InkSample]
        var duration: Int
        var start: Int
        var isLast: Bool
    }

    var testDescription: String
    var format: InkFormat
    var input: [Input]
    var bytes: [[UInt8]]
    var chunks: [InkStrokeChunk]

    static func load(_ file: String = "ink-strokes.json") throws -> [InkStrokeVector] {
        try WireVectors.entries(file).map { entry in
            let format = try InkFormat(vector: try entry.text("format"))
            var first = 0
            let chunks = try entry.entries("chunks").map { chunk in
                let samples = try chunk.samples("samples")
                defer { first += samples.count }
                return InkStrokeChunk(
                    format: format, samples: samples, firstIndex: first, duration: try chunk.number("duration"),
                    start: chunk["start"] as? Int, isLast: chunk["isLast"] as? Bool ?? false)
            }
            return InkStrokeVector(
                testDescription: try entry.title(), format: format,
                input: try entry.entries("input").map { input in
                    Input(
                        samples: try input.samples("samples"), duration: try input.number("duration"),
                        start: try input.number("start"), isLast: input["isLast"] as? Bool ?? false)
                }, bytes: try entry.messages(), chunks: chunks)
        }
    }
}

/// A page of `ink-pages.json`, slice by slice.
struct InkPageVector: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [[UInt8]]
    var slices: [[InkPageStroke]]

    static func load(_ file: String = "ink-pages.json") throws -> [InkPageVector] {
        try WireVectors.entries(file).map { entry in
            guard let slices = entry["slices"] as? [[[String: Any]]] else { throw WireVectors.Missing(file: "slices") }
            return InkPageVector(
                testDescription: try entry.title(), bytes: try entry.messages(),
                slices: try slices.map { try $0.map { try $0.pageStroke() } })
        }
    }
}

/// Chunks or slices of `ink-malformed.json`, of which the last breaks a rule, and none before it.
struct InkMalformedVector: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var rule: String
    var isStroke: Bool
    var bytes: [[UInt8]]

    static func load() throws -> [InkMalformedVector] {
        try WireVectors.entries("ink-malformed.json").map { entry in
            InkMalformedVector(
                testDescription: try entry.title(), rule: try entry.text("rule"),
                isStroke: try entry.text("of") == "stroke",
                bytes: try entry.messages())
        }
    }
}

extension InkFormat {
    /// A format as vectors write it: "samples quarter six stylus 0".
    init(vector text: String) throws {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 5, let coarseness = Int(words[4]),
            let grid = ["eighth", "quarter", "half"].firstIndex(of: words[1]).flatMap(Grid.init),
            let pressure = ["eight", "six", "five", "none"].firstIndex(of: words[2]).flatMap(Pressure.init),
            let device = ["stylus", "pen", "mouse"].firstIndex(of: words[3]).flatMap(Device.init)
        else { throw WireVectors.Missing(file: text) }
        self.init(words[0] == "knots" ? .knots : .samples, grid, pressure, device, coarseness: coarseness)
    }
}

extension [String: Any] {
    func title() throws -> String { "\(try text("rule")): \(try text("name"))" }

    func entries(_ name: String) throws -> [[String: Any]] {
        guard let entries = self[name] as? [[String: Any]] else { throw WireVectors.Missing(file: name) }
        return entries
    }

    /// Byte strings of the key `hex`.
    func messages() throws -> [[UInt8]] {
        guard let messages = self["hex"] as? [String] else { throw WireVectors.Missing(file: "hex") }
        return try messages.map { try ["hex": $0].bytes() }
    }

    func samples(_ name: String) throws -> [InkSample] {
        guard let list = self[name] as? [[Int]] else { throw WireVectors.Missing(file: name) }
        return list.map { InkSample(vector: $0) }
    }

    func ranges(_ name: String) throws -> [Range<Int>] {
        try entries(name).map { entry in
            let from = try entry.number("from")
            return from..<from + (try entry.number("count"))
        }
    }

    func pageStroke() throws -> InkPageStroke {
        let format = try InkFormat(vector: try text("format"))
        let points = try samples("points")
        guard format.kind == .knots else { return InkPageStroke(samples: points, format: format) }
        guard let indices = self["indices"] as? [Int] else { throw WireVectors.Missing(file: "indices") }
        let knots = zip(indices, points).map { InkKnot(index: $0, sample: $1) }
        return InkPageStroke(knots: knots, sampleCount: try number("sampleCount"), format: format)
    }
}

extension InkSample {
    /// A sample as vectors write it: x, y, pressure.
    init(vector: [Int]) {
        self.init(x: Int32(vector[0]), y: Int32(vector[1]), pressure: UInt8(vector[2]))
    }
}
