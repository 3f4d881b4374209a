import EventLoop
import Glibc
import Testing

/// Files that are written piece by piece, those of the kernel, and descriptors that somebody else opened.
@Suite(.serialized) struct DescriptorTests {
    private let folder = "/tmp/takhti-descriptors-\(getpid())-\(Int.random(in: 0..<1_000_000_000))"

    @Test func aFileIsInItsPlaceWhenItIsWhole() throws {
        try File.makeFolder(folder, mode: 0o700)
        let path = folder + "/file"
        let writer = try FileWriter(at: path, mode: 0o600)
        try writer.append([1, 2])
        try writer.append([3])
        #expect(throws: UVError(code: -ENOENT)) { try File(reading: path) }
        try writer.finish()
        #expect(try File.contents(of: path, limit: 10) == [1, 2, 3])
        let other = try FileWriter(at: path, mode: 0o600)
        try other.append([4])
        other.discard()
        #expect(try File.contents(of: path, limit: 10) == [1, 2, 3])
        try File.remove(path)
        try File.remove(path)
        #expect(KernelFile.removeFolder(folder))
    }

    @Test func theKernelsFilesHaveNoLengthAndAreReadToTheirEnd() throws {
        #expect(KernelFile.text("/proc/self/status")?.contains("Pid:\t\(getpid())\n") == true)
        #expect(KernelFile.text("/proc/self/none") == nil)
        #expect(KernelFile.text("/proc/self") == nil)
        #expect(KernelFile.folders(in: "/proc").contains("\(getpid())"))
        #expect(KernelFile.folders(in: "/none").isEmpty)
        #expect(KernelFile.usedByteCount(ofFileSystemAt: "/") ?? 0 > 0)
        #expect(throws: UVError(code: -ENOENT)) { try KernelFile.write("1", to: "/proc/none") }
    }

    @Test func aTerminalIsReadOnlyWhileItIsNotPausedAndEndsWithItsPrograms() throws {
        let loop = try EventLoop()
        let (master, slave) = try terminal()
        let probe = TerminalProbe()
        let terminal = try PseudoTerminal(OwnedDescriptor(master), on: loop, delegate: probe)
        terminal.resize(rows: 7, columns: 9)
        var size = winsize()
        #expect(ioctl(slave, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row == 7 && size.ws_col == 9)
        terminal.pauseReading()
        #expect(write(slave, "hello", 5) == 5)
        loop.runTurns(20)
        #expect(probe.received.isEmpty)
        terminal.resumeReading()
        loop.runUntil { probe.received.count == 5 }
        #expect(terminal.write(Array("typed\n".utf8)))
        var typed = [UInt8](repeating: 0, count: 16)
        #expect(read(slave, &typed, 16) == 6)
        #expect(!terminal.write([UInt8](repeating: 97, count: PseudoTerminal.inputByteLimit + 1)))
        #expect(!terminal.expectsSecret)
        var settings = termios()
        tcgetattr(slave, &settings)
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(slave, TCSANOW, &settings)
        #expect(terminal.expectsSecret)
        close(slave)
        loop.runUntil { probe.hasEnded }
        #expect(!terminal.write([1]))
        terminal.close()
        loop.close()
    }

    @Test func aPassedSocketBecomesAStreamOrIsClosed() throws {
        let loop = try EventLoop()
        var ends: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let stream = try ByteStream.adopting(OwnedDescriptor(ends[0]), isTCP: false, on: loop)
        let probe = Probe()
        try stream.start(probe)
        #expect(write(ends[1], "x", 1) == 1)
        loop.runUntil { probe.text == "x" }
        stream.close()
        do { _ = OwnedDescriptor(ends[1]) }
        #expect(fcntl(ends[1], F_GETFD) == -1)
        loop.close()
    }

    private func terminal() throws -> (master: Int32, slave: Int32) {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var unlock: Int32 = 0
        try #require(master >= 0)
        try #require(ioctl(master, UInt(0x4004_5431), &unlock) == 0)  // TIOCSPTLCK, ioctl_tty(2)
        let slave = ioctl(master, UInt(0x5441), O_RDWR | O_NOCTTY)  // TIOCGPTPEER
        try #require(slave >= 0)
        return (master, slave)
    }
}

private final class TerminalProbe: PseudoTerminalDelegate {
    private(set) var received: [UInt8] = []
    private(set) var hasEnded = false
    func pseudoTerminalDidRead(_ bytes: Span<UInt8>) { for index in bytes.indices { received.append(bytes[index]) } }
    func pseudoTerminalDidEnd() { hasEnded = true }
}
