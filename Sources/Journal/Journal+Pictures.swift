import Foundation
import GRDB

/// Which room has which pictures. All of it blocks on the disk.
extension Journal {
    /// What the pictures of a room take now.
    public func pictureUse(of room: RoomID) throws(JournalError) -> PictureUse {
        try read { db in try PictureUse(db, room) }
    }

    /// Gives a room a picture whose assets are stored. One that it has already is left as it is.
    /// - Returns: whether the room has it now: not when it would take more than `limit`.
    public func keep(_ picture: JournalPicture, of room: RoomID, within limit: PictureUse) throws(JournalError) -> Bool
    {
        try write { db in
            if try JournalPicture(db, room, picture.asset) != nil { return true }
            let use = try PictureUse(db, room)
            guard use.count < limit.count, use.byteCount + picture.byteCount <= limit.byteCount else { return false }
            try db.execute(
                sql: "INSERT INTO pictures (room, asset, small, width, height, byte_count) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    room.rawValue, Data(picture.asset), Data(picture.small), picture.width, picture.height,
                    picture.byteCount,
                ])
            return true
        }
    }

    /// The picture of a room that is named by that asset; nil if the room has none.
    public func picture(_ asset: [UInt8], of room: RoomID) throws(JournalError) -> JournalPicture? {
        try read { db in try JournalPicture(db, room, asset) }
    }
}

extension JournalPicture {
    init?(_ db: Database, _ room: RoomID, _ asset: [UInt8]) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT small, width, height, byte_count FROM pictures WHERE room = ? AND asset = ?",
            arguments: [room.rawValue, Data(asset)])
        guard let row else { return nil }
        self.init(asset: asset, small: [UInt8](row[0] as Data), width: row[1], height: row[2], byteCount: row[3])
    }
}

extension PictureUse {
    init(_ db: Database, _ room: RoomID) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT count(*), ifnull(sum(byte_count), 0) FROM pictures WHERE room = ?",
            arguments: [room.rawValue])
        self.init(count: row?[0] ?? 0, byteCount: row?[1] ?? 0)
    }
}
