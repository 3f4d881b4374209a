import Classroom
import Wire

extension RoomHost {
    /// A room as its journal has it: checkpoints and the events since. One of which nothing happened yet is opened.
    /// - Throws: where the journal breaks a rule of the wire.
    public static func recovering(
        _ record: RecoveredRoom, _ configuration: HostConfiguration, at now: Milliseconds
    ) throws(RecoveryError) -> RoomHost {
        guard !record.topics.isEmpty else { return RoomHost(opening: record.name, configuration, at: now) }
        let host = RoomHost(configuration, Room(), at: max(now, record.lastTime))
        // The core says which topics there are: it comes first.
        for topic in record.topics.sorted(by: { $0.topic < $1.topic }) { try host.recover(topic) }
        for (topic, kind) in host.room.logTopics.map({ ($0, host.room.kind(of: $0)) }) where host.logs[topic] == nil {
            if let kind { host.logs[topic] = TopicLog(kind) }
        }
        for row in record.outboxes {
            host.outboxes[row.handle] = HostOutbox(row)
            host.outboxes[row.handle]?.silence.heard = record.lastTime
            host.outboxHandles[row.id] = row.handle
            host.outboxCounts[row.participant, default: 0] += 1
            host.room.learn(row.handle, of: row.participant)
            if !host.room.closing(row.handle).isEmpty { host.unfinished[row.handle] = host.now }
        }
        host.devices = record.devices
        host.attendances = record.attendances
        host.recordings = record.recordings
        host.silentSince = record.lastTime
        for person in host.room.roster.state.people where person.here { host.absences[person.participant] = host.now }
        host.perform(host.room.resuming(since: record.lastTime) + host.room.furnishing, by: nil)
        for tally in host.room.tallies { host.views.changed(tally) }
        host.settle()
        return host
    }

    private func recover(_ record: RecoveredRoom.Topic) throws(RecoveryError) {
        var image = TopicImage(snapshot: record.wire, at: record.checkpointSequence)
        let stamps = try record.fold(into: &room) { image.append($0, byteCount: $1) }
        logs[record.topic] = TopicLog(record.kind, stamps: stamps, sequence: image.end, image: image)
        // A page's knots were chosen when its snapshot was made. They are taken from there before the next one: joining needs them not.
        if record.kind == .page { logs[record.topic]?.knotSource = record.wire }
    }

    /// The fingerprints of all log topics at what is shown; nil for a topic that has more than that.
    public var fingerprints: [(topic: TopicHandle, sequence: Sequence, fingerprint: String)] {
        var result: [(topic: TopicHandle, sequence: Sequence, fingerprint: String)] = []
        for (topic, log) in logs.sorted(by: { $0.key < $1.key }) where log.image.end == log.sequence {
            guard let fingerprint = room.fingerprint(of: topic, log.stamps.context) else { continue }
            result.append((topic, log.sequence, fingerprint))
        }
        return result
    }
}
