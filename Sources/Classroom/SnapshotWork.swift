import Wire

/// Makes the snapshot of a topic: immutable, so that it can run off the loop.
public struct SnapshotWork: Sendable {
    /// What the work chose for strokes that had no line yet; given back to the room, it is chosen once.
    public struct Knots: Sendable {
        let lines: [ItemName: InkPageStroke]

        /// Whether there is nothing to keep.
        public var isEmpty: Bool { lines.isEmpty }
    }

    private enum Content {
        case state(TopicState)
        case page(Page)
    }

    private let context: StampContext
    private let content: Content

    init(_ context: StampContext, _ state: TopicState) { (self.context, content) = (context, .state(state)) }

    init(_ context: StampContext, _ page: Page) { (self.context, content) = (context, .page(page)) }

    /// Whether it takes more than about 5 ms.
    public var isHeavy: Bool {
        guard case .page(let page) = content else { return false }
        return page.size.unchosen * 10 + page.size.samples > Self.lightSampleCount
    }

    /// Samples whose lines are coded in about 5 ms; choosing a line takes ten times as long.
    private static let lightSampleCount = 15_000

    /// The snapshot's encoding, and what was chosen for it.
    /// - Throws: the limit that it breaks; commands are bounded so that none is.
    public func run() throws(WireError) -> (bytes: [UInt8], knots: Knots) {
        switch content {
        case .state(let state): return (try Snapshot(context: context, state: state).encoded(), Knots(lines: [:]))
        case .page(let page):
            let (ink, chosen) = try Self.ink(of: page)
            let state = TopicState.page(page.state(ink: ink))
            return (try Snapshot(context: context, state: state).encoded(), Knots(lines: chosen))
        }
    }

    private static func ink(of page: Page) throws(WireError) -> ([UInt8], [ItemName: InkPageStroke]) {
        var encoder = InkPageEncoder()
        var chosen: [ItemName: InkPageStroke] = [:]
        do throws(InkError) {
            for stroke in page.strokes.values {
                let line = try stroke.ink.chosenLine(stroke.cuts)
                if stroke.ink.line == nil { chosen[stroke.name] = line }
                try encoder.append(line)
            }
            return (try encoder.finishSlice(), chosen)
        } catch { throw .tooLong }
    }
}

extension SnapshotWork.Knots {
    /// What an earlier snapshot of a page chose; none of another topic's. Takes as long as reading the page's ink.
    /// - Throws: the rule that the snapshot's ink breaks.
    public init(of snapshot: Snapshot) throws(InkError) {
        var lines: [ItemName: InkPageStroke] = [:]
        if case .page(let state) = snapshot.state {
            for stroke in try Page(state).strokes.values { lines[stroke.name] = stroke.ink.line }
        }
        self.init(lines: lines)
    }
}
