import Classroom
import Journal
import Wire

/// Reads a room's whole log for who was here how long, and how they are called.
struct AttendanceReader {
    private(set) var attendances = Attendances()
    private var room = Room()

    /// Who is and was here.
    var roster: Roster { room.roster }

    private static let pageLimit = 4_096

    /// Of everything since the room was opened, up to the last events of `record`. Blocks on the disk.
    /// - Parameter entries: of a topic, after and up to a sequence number, at most so many.
    init(
        _ record: RoomRecord,
        _ entries: (UInt16, _ after: Int64, _ upTo: Int64, _ limit: Int) throws -> [RoomWrite.Entry]
    ) throws {
        for topic in record.topics {
            guard let kind = TopicKind(rawValue: Int(topic.kind)), Attendances.reads(kind) else { continue }
            var last: Int64 = 0
            while last < topic.lastSequence {
                let page = try entries(topic.topic, last, topic.lastSequence, Self.pageLimit)
                guard let end = page.last?.sequence else { break }
                for entry in page { take(try Entry(decoding: entry.bytes).event, of: topic.topic, at: Int(entry.time)) }
                last = end
            }
        }
    }

    private mutating func take(_ event: Event, of topic: UInt16, at time: Milliseconds) {
        let topic = TopicHandle(Int(topic))
        attendances.apply(event, of: topic, at: time)
        guard topic == Room.rosterTopic else { return }
        room.apply(event, of: topic, stamp: EventStamp(time: time, author: 0, counter: 0))
    }
}
