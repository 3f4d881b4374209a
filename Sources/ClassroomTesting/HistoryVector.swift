import Classroom
import Wire

/// A golden history: topics from a snapshot on, with what every replica must come to (protocol/vectors/histories.json).
public struct HistoryVector: Sendable {
    /// One topic of the history.
    public struct Topic: Sendable {
        /// Which.
        public var topic: TopicHandle
        /// Its snapshot at the start.
        public var snapshot: [UInt8]
        /// The entries that follow.
        public var entries: [[UInt8]]
        /// Fingerprints after so many of the entries.
        public var fingerprints: [(after: Int, fingerprint: String)]
    }

    /// What the history shows.
    public var name: String
    /// The room's log topics.
    public var topics: [Topic]

    /// A random lesson: `before` commands, then snapshots, then `steps` times `stride` commands.
    public init(seed: UInt32, before: Int, steps: Int, stride: Int, hasLabs: Bool = false) throws(WireError) {
        name = "lesson \(seed): \(before) commands, then \(steps * stride)"
        var lesson = RandomLesson(seed: seed, hasLabs: hasLabs)
        lesson.run(before)
        var start = lesson.host
        // Boxes of votes are the server's own: no client folds them.
        let topics = start.room.logTopics.filter { start.room.kind(of: $0) != .ballots }
        var marks: [[TopicHandle: (Int, String)]] = []
        for _ in 0..<steps {
            lesson.run(stride)
            var mark: [TopicHandle: (Int, String)] = [:]
            for topic in topics {
                mark[topic] = (lesson.host.logs[topic]?.count ?? 0, lesson.host.fingerprint(topic) ?? "")
            }
            marks.append(mark)
        }
        self.topics = []
        for topic in topics {
            let known = start.logs[topic]?.count ?? 0
            guard let snapshot = try start.snapshot(topic) else { continue }
            var entries: [[UInt8]] = []
            for entry in (lesson.host.logs[topic] ?? []).dropFirst(known) { entries.append(try entry.encoded()) }
            let fingerprints = marks.compactMap { $0[topic] }.map { (after: $0.0 - known, fingerprint: $0.1) }
            self.topics.append(Topic(topic: topic, snapshot: snapshot, entries: entries, fingerprints: fingerprints))
        }
    }

    /// The histories of the file.
    public static func all() throws(WireError) -> [HistoryVector] {
        var histories: [HistoryVector] = []
        for seed in UInt32(1)...12 {
            histories.append(try HistoryVector(seed: seed, before: Int(seed - 1) * 40, steps: 20, stride: 15))
        }
        for seed in UInt32(13)...15 {
            histories.append(
                try HistoryVector(seed: seed, before: Int(seed - 12) * 60, steps: 10, stride: 20, hasLabs: true))
        }
        return histories
    }

    /// One line of the file.
    public var json: String {
        let topics = topics.map { topic in
            let entries = topic.entries.map { "\"\(Self.hex($0))\"" }.joined(separator: ",")
            let prints = topic.fingerprints.map { "{\"after\":\($0.after),\"fingerprint\":\"\($0.fingerprint)\"}" }
            return
                "{\"topic\":\(topic.topic.number),\"snapshot\":\"\(Self.hex(topic.snapshot))\",\"entries\":[\(entries)],"
                + "\"fingerprints\":[\(prints.joined(separator: ","))]}"
        }
        return "{\"rule\":\"T7\",\"name\":\"\(name)\",\"topics\":[\(topics.joined(separator: ","))]}"
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.count)
        let hex = Array("0123456789abcdef".utf8)
        for byte in bytes { digits += [hex[Int(byte >> 4)], hex[Int(byte & 15)]] }
        return String(decoding: digits, as: UTF8.self)
    }
}
