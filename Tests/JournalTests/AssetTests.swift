import Foundation
import Testing

@testable import Journal

@Suite struct AssetTests {
    let folder = TestFolder()

    @Test func aFileIsKeptUnderItsHash() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let bytes = [UInt8]("abc".utf8)
        let id = try journal.storeAsset(bytes)
        #expect(id == SHA256.digest(bytes))
        #expect(try journal.storeAsset(bytes) == id)
        #expect(try journal.asset(id) == bytes)
        #expect(try journal.asset(SHA256.digest([])) == nil)
        #expect(try journal.asset([]) == nil)
        #expect(
            FileManager.default.fileExists(
                atPath: folder.path + "/assets/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        #expect(try journal.storeAsset([]) == SHA256.digest([]))
        #expect(try journal.asset(SHA256.digest([])) == [])
    }

    @Test func whatACrashLeftHalfWrittenIsRemovedAtTheNextStart() throws {
        try folder.open().close()
        try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/assets/.new-0011"))
        #expect(JournalCheck.check(folder: folder.path).map(\.description).joined().contains("half written"))
        try folder.open().close()
        #expect(JournalCheck.check(folder: folder.path) == [])
    }
}
