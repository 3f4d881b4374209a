import Classroom
import Journal
import Sync
import Wire

extension RecoveredRoom {
    /// What the journal has of a room, in the words of `Sync`.
    init(_ record: RoomRecord?, of room: JournalRoom) {
        self.init(name: room.name)
        guard let record else { return }
        lastTime = Int(record.lastTime)
        topics = record.topics.compactMap(Topic.init).filter(\.kind.isLog)
        for topic in record.topics where topic.kind >= RoomRecord.firstRecordingKind {
            recordings[TopicHandle(Int(topic.topic))] = Int(topic.lastSequence)
        }
        outboxes = record.outboxes.map {
            HostWrite.OutboxRow(
                id: OutboxID(bytes: $0.id), handle: OutboxHandle(Int($0.handle)),
                participant: ParticipantHandle(Int($0.participant)), stored: Int($0.stored),
                refused: .init(note: $0.note))
        }
        devices = Dictionary(record.devices.map { ($0.token, ParticipantHandle(Int($0.participant))) }) { _, new in new
        }
    }
}

extension RecoveredRoom.Topic {
    init?(_ record: RoomRecord.Topic) {
        guard let kind = TopicKind(rawValue: Int(record.kind)) else { return nil }
        let base = record.checkpoint?.sequence ?? 0
        self.init(
            topic: TopicHandle(Int(record.topic)), kind: kind, checkpoint: record.checkpoint?.bytes,
            checkpointSequence: Int(base), wire: record.wire?.sequence == base ? record.wire?.bytes : nil,
            tail: record.tail.map(\.bytes))
    }
}

extension RoomWrite {
    /// A host's write, in the words of the journal.
    init(_ write: HostWrite, of room: RoomID) {
        self.init(room: room)
        name = write.name
        entries = write.entries.map {
            Entry(
                topic: UInt16($0.topic.number), kind: UInt8($0.kind.rawValue), sequence: Int64($0.sequence),
                time: Int64($0.time), bytes: $0.bytes)
        }
        outboxes = write.outboxes.map {
            Outbox(
                handle: Int32($0.handle.number), id: $0.id.bytes, participant: Int32($0.participant.number),
                stored: Int64($0.stored), note: $0.refused.note)
        }
        devices = write.devices.map { DeviceEntry(token: $0.token, participant: Int32($0.participant.number)) }
        images = write.images.flatMap { image in
            [
                Image(
                    topic: UInt16(image.topic.number), sequence: Int64(image.sequence), form: .checkpoint,
                    bytes: image.checkpoint),
                Image(
                    topic: UInt16(image.topic.number), sequence: Int64(image.sequence), form: .wire, bytes: image.wire),
            ]
        }
    }
}

extension [RefusedCommand] {
    private static var rowByteCount: Int { 5 }

    /// As the journal keeps them: four bytes of counter, one of reason.
    init(note: [UInt8]) {
        self = stride(from: 0, to: note.count - note.count % Self.rowByteCount, by: Self.rowByteCount).compactMap {
            start in
            let counter = note[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            return Rejection(rawValue: Int(note[start + 4])).map { RefusedCommand(counter: counter, reason: $0) }
        }
    }

    var note: [UInt8] {
        flatMap { command -> [UInt8] in
            let counter = UInt32(clamping: command.counter)
            let digits = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> $0) }
            return digits + [UInt8(command.reason.rawValue)]
        }
    }
}
