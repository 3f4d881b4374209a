import Classroom
import Glibc
import Wire
import WireTesting

/// Measures the classroom's paths: a live chunk, a full page's snapshot and checkpoint.
public struct ClassroomBench: Sendable {
    /// What was measured, in microseconds of this process's CPU unless its name says otherwise.
    public struct Result: Sendable {
        /// Deciding on, and folding in, a live chunk of five samples.
        public var chunk = 0.0
        /// The same on a page that holds all strokes.
        public var chunkOnFullPage = 0.0
        /// Erasing one stroke of the full page.
        public var erase = 0.0
        /// Taking that back.
        public var undo = 0.0
        /// The page's first snapshot.
        public var snapshot = 0.0
        /// The next, for which lines were kept.
        public var nextSnapshot = 0.0
        /// Its size, in bytes.
        public var snapshotBytes = 0
        /// The page's checkpoint.
        public var checkpoint = 0.0
        /// Reading it.
        public var restore = 0.0
        /// Its size, in bytes.
        public var checkpointBytes = 0
        /// Samples of the page.
        public var samples = 0
    }

    let strokeCount: Int
    let samplesPerStroke: Int

    /// A page of `strokeCount` strokes.
    public init(strokeCount: Int = 10_000, samplesPerStroke: Int = 40) {
        (self.strokeCount, self.samplesPerStroke) = (strokeCount, samplesPerStroke)
    }

    /// Measures.
    public func run() throws -> Result {
        var result = Result()
        var host = LessonHost()
        let teacher = Actor(participant: try host.join("Asma", role: .lecturer), outbox: 1)
        var seeded = Seeded(seed: 1)
        let strokes = try (0..<200).map { _ in try Scribble.stroke(&seeded, sampleCount: samplesPerStroke) }
        result.chunk = try time(of: strokes, in: &host, teacher, count: 200)
        for index in 200..<strokeCount { try draw(strokes[index % strokes.count], in: &host, teacher) }
        result.chunkOnFullPage = try time(of: strokes, in: &host, teacher, count: 200)
        result.samples = strokeCount * samplesPerStroke
        try measureErasing(&host, teacher, &result)
        try measureForms(&host, &result)
        return result
    }

    private func time(of strokes: [[[UInt8]]], in host: inout LessonHost, _ actor: Actor, count: Int) throws -> Double {
        let chunks = strokes.prefix(count).reduce(0) { $0 + $1.count }
        let time = try CPUClock.measure {
            for stroke in strokes.prefix(count) { try draw(stroke, in: &host, actor) }
        }
        return time / Double(chunks)
    }

    private func draw(_ chunks: [[UInt8]], in host: inout LessonHost, _ actor: Actor) throws {
        let style = StrokeStyle(tool: .pen, colour: .palette(index: 0), width: 24)
        let page = PageRef.topic(topic: Room.firstPageTopic)
        for (index, chunk) in chunks.enumerated() {
            let command: PageCommand =
                index == 0
                ? .beginStroke(page: page, contact: 0, style: style, chunk: chunk)
                : .continueStroke(contact: 0, chunk: chunk)
            try host.give(.page(command: command), by: actor)
        }
    }

    private func measureErasing(_ host: inout LessonHost, _ actor: Actor, _ result: inout Result) throws {
        let page = PageRef.topic(topic: Room.firstPageTopic)
        let names = host.room.page(Room.firstPageTopic)?.strokes.keys.elements ?? []
        for index in 0..<50 {
            let name = names[index * names.count / 50]
            let counter = host.nextCounter(actor.outbox)
            result.erase +=
                try CPUClock.measure {
                    try host.give(
                        .page(command: .erase(page: page, items: [ItemRef(counter: name.counter)])), by: actor)
                } / 50
            result.undo +=
                try CPUClock.measure {
                    try host.give(.page(command: .undo(page: page, change: counter)), by: actor)
                } / 50
        }
    }

    private func measureForms(_ host: inout LessonHost, _ result: inout Result) throws {
        let topic = Room.firstPageTopic
        result.snapshot = try CPUClock.measure { result.snapshotBytes = try host.snapshot(topic)?.count ?? 0 }
        result.nextSnapshot = try CPUClock.measure { _ = try host.snapshot(topic) }
        var bytes: [UInt8] = []
        result.checkpoint = try CPUClock.measure { bytes = try host.room.checkpoint(of: topic, host.context(topic)) }
        result.checkpointBytes = bytes.count
        var replica = LessonReplica()
        result.restore = try CPUClock.measure { try replica.restore(bytes, of: topic, as: .page) }
    }
}

/// Time that this process had the processor: fair on a machine that others use too.
private enum CPUClock {
    /// Microseconds.
    static func measure(_ body: () throws -> Void) rethrows -> Double {
        let start = clock()
        try body()
        return Double(clock() - start) * 1e6 / Double(CLOCKS_PER_SEC)
    }
}
