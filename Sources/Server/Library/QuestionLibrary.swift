import Journal
import Sync
import Wire

/// What was prepared in one room.
struct QuestionShelf: Encodable, Sendable {
    let code, name: String
    /// The room's `staff` topic as a snapshot of the wire, in Base64 for addresses: polls and quizzes with their keys.
    let staff: String
}

extension House {
    /// A lecturer's library: what they prepared in the rooms that they keep, the newest room first. There is no other store: a question lives in the
    /// room for which it was made, and is taken into others from there. Blocks on the disk.
    ///
    /// - Parameter rooms: those of the lecturer; the newest `QuestionShelf.roomLimit` are read.
    func library(of rooms: [JournalRoom]) -> [QuestionShelf] {
        rooms.sorted { $0.id.rawValue > $1.id.rawValue }.prefix(QuestionShelf.roomLimit).compactMap { room in
            // One that cannot be read does not hide the others.
            do { return try shelf(of: room) } catch {
                logger.error(
                    "a room's questions cannot be read", metadata: ["room": "\(room.id.rawValue)", "error": "\(error)"])
                return nil
            }
        }
    }

    private func shelf(of room: JournalRoom) throws -> QuestionShelf? {
        let (folded, contexts) = try recover(room).folded([.staff])
        guard let topic = folded.topic(of: .staff), let context = contexts[topic], folded.hasDrafts,
            let work = folded.snapshotWork(of: topic, context)
        else { return nil }
        return QuestionShelf(code: room.code, name: room.name, staff: Base64URL.encode(try work.run().bytes))
    }
}

extension QuestionShelf {
    /// Rooms that are looked through for one answer.
    static let roomLimit = 100
}
