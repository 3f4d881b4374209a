import EventLoop
import Glibc
import Testing

@Suite struct FileTests {
    let folder = "/tmp/takhti-files-\(getpid())/a/b"

    @Test func aReplacedFileIsThereWholeAndKeepsItsSecret() throws {
        try File.makeFolder(folder, mode: 0o700)
        let path = folder + "/key"
        try File.replace(path, with: Array("one".utf8), mode: 0o600)
        try File.replace(path, with: Array("two!".utf8), mode: 0o600)
        #expect(try File.contents(of: path, limit: 10) == Array("two!".utf8))
        var status = stat()
        stat(path, &status)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func whatIsNoRegularFileIsRefused() throws {
        try File.makeFolder(folder, mode: 0o700)
        #expect(throws: UVError(code: -EISDIR)) { try File(reading: folder) }
        #expect(throws: UVError(code: -ENOENT)) { try File(reading: folder + "/none") }
        #expect(throws: UVError(code: -EINVAL)) { try File(reading: "/dev/null") }
    }

    @Test func readsStopAtTheEndAndAtTheLimit() throws {
        try File.makeFolder(folder, mode: 0o700)
        let path = folder + "/digits"
        try File.replace(path, with: Array("0123456789".utf8), mode: 0o600)
        let file = try File(reading: path)
        #expect(file.byteCount == 10)
        #expect(try file.read(at: 4, count: 100) == Array("456789".utf8))
        #expect(try file.read(at: 10, count: 1) == [])
        #expect(throws: UVError(code: -EFBIG)) { try File.contents(of: path, limit: 9) }
    }
}
