import Testing

@testable import Journal

@Suite struct PictureTests {
    let folder = TestFolder()

    private func picture(_ byte: UInt8, bytes: Int = 10) -> JournalPicture {
        JournalPicture(
            asset: SHA256.digest([byte]), small: SHA256.digest([byte, 0]), width: 40, height: 30, byteCount: bytes)
    }

    @Test func aPictureBelongsToItsRooms() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let (one, other) = (try journal.makeRoom(code: "A", name: ""), try journal.makeRoom(code: "B", name: ""))
        let limit = PictureUse(count: 10, byteCount: 1_000)
        #expect(try journal.keep(picture(1), of: one.id, within: limit))
        #expect(try journal.picture(picture(1).asset, of: one.id) == picture(1))
        #expect(try journal.picture(picture(1).asset, of: other.id) == nil)
        #expect(try journal.keep(picture(1), of: other.id, within: limit))
        #expect(try journal.pictureUse(of: other.id) == PictureUse(count: 1, byteCount: 10))
        #expect(JournalCheck.check(folder: folder.path) == [])
    }

    @Test func aRoomHasSoManyAndNoMore() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let room = try journal.makeRoom(code: "A", name: "")
        let limit = PictureUse(count: 2, byteCount: 25)
        #expect(try journal.keep(picture(1), of: room.id, within: limit))
        #expect(try !journal.keep(picture(2, bytes: 16), of: room.id, within: limit))
        #expect(try journal.keep(picture(3, bytes: 15), of: room.id, within: limit))
        #expect(try !journal.keep(picture(4, bytes: 0), of: room.id, within: limit))
        // What is there already takes no more.
        #expect(try journal.keep(picture(1), of: room.id, within: limit))
        #expect(try journal.pictureUse(of: room.id) == PictureUse(count: 2, byteCount: 25))
    }
}
