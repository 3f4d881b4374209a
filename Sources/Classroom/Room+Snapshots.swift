import Wire

/// The wire form of topics.
extension Room {
    /// Makes a topic's snapshot, here or elsewhere; nil for what is no log topic.
    public func snapshotWork(of topic: TopicHandle, _ context: StampContext) -> SnapshotWork? {
        if let state = state(of: topic) { return SnapshotWork(context, state) }
        return page(topic).map { SnapshotWork(context, $0) }
    }

    /// Chooses lines for finished strokes ahead of the next snapshot, here or elsewhere; nil when fewer than `least` samples wait for it. Done
    /// now and then while a page is written, its first snapshot takes a tenth of the time.
    public func knotWork(of topic: TopicHandle, least: Int = 1, atMost most: Int = 20_000) -> KnotWork? {
        guard let page = pages[topic], page.size.unchosen >= max(least, 1) else { return nil }
        return KnotWork(page.waiting(atMost: most))
    }

    /// Keeps what a snapshot's work, or knots' work, chose, so that it is chosen once.
    public mutating func keep(_ knots: SnapshotWork.Knots, of topic: TopicHandle) { pages[topic]?.keep(knots.lines) }

    /// On a host that was restored: takes what an earlier snapshot chose for strokes that are still there. Changes nothing else.
    /// - Throws: the rule that the snapshot's ink breaks.
    public mutating func keepKnots(from snapshot: Snapshot, of topic: TopicHandle) throws(InkError) {
        keep(try SnapshotWork.Knots(of: snapshot), of: topic)
    }

    /// On a replica: takes a snapshot in place of what there is of the topic. A host never does.
    /// - Throws: the rule that the snapshot's ink breaks; nothing is changed then.
    public mutating func adopt(_ snapshot: Snapshot, of topic: TopicHandle) throws(InkError) {
        if case .page(let state) = snapshot.state { return put(try Page(state), of: topic) }
        put(snapshot, of: topic)
    }

    /// What all replicas of a topic have in common after the same command, as 16 hexadecimal digits; nil for what is no log topic.
    public func fingerprint(of topic: TopicHandle, _ context: StampContext, as kind: TopicKind? = nil) -> String? {
        if let state = state(of: topic, as: kind) { return Fingerprint.of(context, state) }
        return page(topic).flatMap { Fingerprint.of(context, .page($0.state(ink: Fingerprint.sampleCounts($0)))) }
    }
}

extension Page {
    /// Keeps lines for strokes that have none; those of other samples are not theirs.
    mutating func keep(_ lines: [ItemName: InkPageStroke]) {
        for (name, line) in lines {
            guard let index = strokes.index(forKey: name) else { continue }
            let ink = strokes.values[index].ink
            guard ink.line == nil, ink.sampleCount == line.sampleCount else { continue }
            strokes.values[index].ink.line = line
            size.unchosen -= ink.sampleCount
        }
    }

    /// Strokes without a line, the latest first, of together about `most` samples.
    func waiting(atMost most: Int) -> [PageStroke] {
        var (strokes, left) = ([PageStroke](), min(most, size.unchosen))
        for stroke in self.strokes.values.reversed() where left > 0 && stroke.ink.line == nil {
            strokes.append(stroke)
            left -= stroke.ink.sampleCount
        }
        return strokes
    }
}
