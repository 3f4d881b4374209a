import Classroom
import Wire

extension RecoveredRoom {
    /// The room as far as topics of `kinds` say it, and the context of each topic's last event: for what is read from a lesson beside the lesson.
    /// - Throws: where the journal breaks a rule of the wire.
    public func folded(_ kinds: Set<TopicKind>) throws(RecoveryError) -> (
        room: Room, contexts: [TopicHandle: StampContext]
    ) {
        var room = Room()
        var contexts: [TopicHandle: StampContext] = [:]
        // The core says which topics there are: it comes first.
        for topic in topics.sorted(by: { $0.topic < $1.topic }) where kinds.contains(topic.kind) || topic.kind == .core
        {
            contexts[topic.topic] = try topic.fold(into: &room).context
        }
        return (room, contexts)
    }
}

extension RecoveredRoom.Topic {
    /// Brings the topic back: its checkpoint, and the events since, each of which is passed to `each` with its bytes.
    /// - Throws: where the journal breaks a rule of the wire.
    func fold(into room: inout Room, each: (Entry, Int) -> Void = { _, _ in }) throws(RecoveryError) -> TopicStamps {
        var stamps = TopicStamps()
        do throws(WireError) {
            if let checkpoint { stamps = TopicStamps(try room.restore(topic, as: kind, checkpoint: checkpoint)) }
        } catch { throw RecoveryError(topic: topic, sequence: nil, reason: error) }
        for (index, bytes) in tail.enumerated() {
            do throws(WireError) {
                let entry = try Entry(decoding: bytes)
                room.apply(entry.event, of: topic, stamp: try stamps.complete(entry.stamp))
                each(entry, bytes.count)
            } catch { throw RecoveryError(topic: topic, sequence: checkpointSequence + index + 1, reason: error) }
        }
        return stamps
    }
}
