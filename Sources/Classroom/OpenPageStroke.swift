import Wire

/// A stroke whose pen is down.
public struct OpenPageStroke: Sendable {
    /// After the command that began it.
    public let name: ItemName
    /// Which pen of its author.
    public let contact: Int
    /// How it looks.
    public let style: StrokeStyle
    /// The time of the event that began it.
    public let began: Milliseconds
    /// Its ink so far.
    public private(set) var chunks = InkBytes()
    /// Stands behind the last chunk.
    private(set) var decoder = InkStrokeDecoder()

    /// Samples so far.
    public var sampleCount: Int { decoder.sampleCount }

    init(name: ItemName, contact: Int, style: StrokeStyle, began: Milliseconds) {
        (self.name, self.contact, self.style, self.began) = (name, contact, style, began)
    }

    /// Takes the next ink; nil, and nothing of it kept, where it is none.
    mutating func take(_ chunk: [UInt8]) -> InkStrokeChunk? {
        guard let part = try? decoder.decode(chunk.span) else { return nil }
        chunks.append(chunk)
        return part
    }

    /// The stroke with its pen up.
    var finished: PageStroke {
        var ink = chunks
        ink.shrink()
        return PageStroke(name: name, style: style, ink: StrokeInk(chunks: ink, sampleCount: sampleCount))
    }

    /// As snapshots say it.
    var state: OpenStroke { OpenStroke(name: name, contact: contact, style: style, began: began, chunks: chunks.chunks) }

    /// As a snapshot says it; nil where its ink is none.
    init?(_ state: OpenStroke) {
        self.init(name: state.name, contact: state.contact, style: state.style, began: state.began)
        for chunk in state.chunks { _ = take(chunk.bytes) }
        guard sampleCount > 0 else { return nil }
    }
}
