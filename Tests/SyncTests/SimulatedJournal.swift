import Classroom
import Sync
import Wire

/// A journal in memory: what was committed, and nothing else, survives a crash.
struct SimulatedJournal {
    private struct Log {
        var kind: TopicKind
        var entries: [[UInt8]] = []
        var image: HostWrite.Image?
    }

    private var logs: [TopicHandle: Log] = [:]
    private var outboxes: [OutboxHandle: HostWrite.OutboxRow] = [:]
    private var devices: [[UInt8]: ParticipantHandle] = [:]
    private(set) var lastTime = 0

    /// Takes a write in; false when its events do not follow, which must never be.
    mutating func commit(_ write: HostWrite) -> Bool {
        for entry in write.entries {
            guard logs[entry.topic]?.entries.count ?? 0 == entry.sequence - 1 else { return false }
            logs[entry.topic, default: Log(kind: entry.kind)].entries.append(entry.bytes)
            lastTime = max(lastTime, entry.time)
        }
        for row in write.outboxes { outboxes[row.handle] = row }
        for (token, participant) in write.devices { devices[token] = participant }
        for image in write.images {
            guard image.sequence <= logs[image.topic]?.entries.count ?? 0 else { return false }
            logs[image.topic]?.image = image
        }
        return true
    }

    /// What a host is brought back from: the latest checkpoint and what came after it.
    var record: RecoveredRoom {
        var record = RecoveredRoom(name: "")
        record.lastTime = lastTime
        record.outboxes = outboxes.values.sorted { $0.handle < $1.handle }
        record.devices = devices
        record.attendances = attendances
        for (topic, log) in logs where !log.kind.isLog { record.recordings[topic] = log.entries.count }
        record.topics = logs.filter(\.value.kind.isLog).map { topic, log in
            let base = log.image?.sequence ?? 0
            return RecoveredRoom.Topic(
                topic: topic, kind: log.kind, checkpoint: log.image?.checkpoint, checkpointSequence: base,
                wire: log.image?.wire, tail: Array(log.entries.dropFirst(base)))
        }
        return record
    }

    /// What was recorded of a view.
    func recording(of topic: TopicHandle) -> [ServerMessage] {
        (logs[topic]?.entries ?? []).compactMap { try? ServerMessage(decoding: $0) }
    }

    /// All events of a topic from the first on.
    func events(of topic: TopicHandle) -> [(stamp: EventStamp, event: Event)] {
        var stamps = TopicStamps()
        return (logs[topic]?.entries ?? []).compactMap { bytes in
            guard let entry = try? Entry(decoding: bytes), let stamp = try? stamps.complete(entry.stamp) else {
                return nil
            }
            return (stamp, entry.event)
        }
    }

    /// Who was here how long, read from all that happened.
    var attendances: Attendances {
        var attendances = Attendances()
        for (topic, log) in logs where Attendances.reads(log.kind) {
            for (stamp, event) in events(of: topic) { attendances.apply(event, of: topic, at: stamp.time) }
        }
        return attendances
    }

    var topics: [TopicHandle] { logs.keys.sorted() }
    func stored(_ id: OutboxID) -> Counter { outboxes.values.first { $0.id == id }?.stored ?? 0 }
}
