import Wire

/// A finished stroke of a page. Its samples never change; what changes is where it lies, how it looks and what was erased of it.
public struct PageStroke: Equatable, Sendable {
    /// After the command that began it.
    public let name: ItemName
    /// How it looks.
    public internal(set) var style: StrokeStyle
    /// Where it was moved; nil: where it was written.
    public internal(set) var transform: Transform?
    /// What was erased of it.
    public internal(set) var cuts = SampleRanges()
    /// Its ink.
    public internal(set) var ink: StrokeInk

    /// What a change left of it, as far as taking the change back asks.
    var mark: ItemMark { ItemMark(transform: transform, revision: 0, cuts: cuts.message) }

    /// By value, as events carry it. Only ink that is known as it was written has one.
    var byValue: Stroke? {
        guard ink.isLossless else { return nil }
        return Stroke(name: name, style: style, transform: transform, cuts: cuts.message, chunks: ink.chunks.chunks)
    }

    /// As a checkpoint holds it.
    var kept: KeptStroke? { byValue.map { KeptStroke(samples: ink.sampleCount, stroke: $0) } }
}

extension PageStroke {
    /// A stroke that came by value; nil where its ink is none.
    init?(_ value: Stroke) {
        var open = OpenPageStroke(name: value.name, contact: 0, style: value.style, began: 0)
        for chunk in value.chunks { guard open.take(chunk.bytes) != nil else { return nil } }
        guard open.sampleCount > 0 else { return nil }
        self = open.finished
        transform = value.transform?.normal
        cuts = Self.ranges(value.cuts, of: ink.sampleCount)
    }

    /// A stroke of a checkpoint, whose ink was decoded once and is not again.
    init(_ kept: KeptStroke) {
        let value = kept.stroke
        self.init(name: value.name, style: value.style, ink: StrokeInk(chunks: InkBytes(value.chunks), sampleCount: kept.samples))
        transform = value.transform?.normal
        cuts = Self.ranges(value.cuts, of: kept.samples)
    }

    init(name: ItemName, style: StrokeStyle, ink: StrokeInk) {
        (self.name, self.style, self.ink) = (name, style, ink)
    }

    static func ranges(_ message: [SampleRange], of sampleCount: Int) -> SampleRanges {
        let parts = message.map { $0.from..<$0.from + $0.count }
        return (try? SampleRanges(normalising: parts, sampleCount: sampleCount)) ?? SampleRanges()
    }

    /// Erases parts; false, and nothing changed, where what is erased would be in too many pieces.
    mutating func cut(_ ranges: [SampleRange]) -> Bool {
        let parts = cuts.ranges + ranges.map { $0.from..<$0.from + $0.count }
        guard let union = try? SampleRanges(normalising: parts, sampleCount: ink.sampleCount) else { return false }
        cuts = union
        return true
    }

    /// Brings parts back; false, and nothing changed, where what is erased would be in too many pieces.
    mutating func mend(_ ranges: [SampleRange]) -> Bool {
        let parts = ranges.map { $0.from..<$0.from + $0.count }
        guard let back = try? SampleRanges(normalising: parts, sampleCount: ink.sampleCount),
            let rest = try? cuts.subtracting(back)
        else { return false }
        cuts = rest
        return true
    }
}
