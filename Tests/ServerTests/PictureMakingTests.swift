import EventLoop
import Glibc
import Testing

@testable import Server

@Suite(.serialized) struct PictureMakingTests {
    private typealias Outcome = Result<MadePicture, PictureMaking.Failure>

    private func outcome(of bytes: [UInt8], _ command: [String]) throws -> Outcome {
        let loop = try EventLoop()
        var outcome: Outcome?
        PictureMaking.run(bytes, command, on: loop) { outcome = $0 }
        // Runs until the program was waited for, too.
        loop.run()
        loop.close()
        return try #require(outcome)
    }

    @Test(arguments: PictureSamples.files.map { ($0.key, $0.value) })
    func everyFormBecomesTwoOfWebP(kind: PictureFile.Kind, bytes: [UInt8]) throws {
        let made = try outcome(of: bytes, PictureSandbox.command(for: try PictureFile(bytes).kind)).get()
        #expect(made.width == 4 && made.height == 3)
        #expect(try PictureFile(made.small).kind == .webp && PictureFile(made.large).width == 4)
    }

    /// What the head promises and the rest does not hold.
    @Test func whatCannotBeDecodedIsBroken() throws {
        var png = PictureSamples.png
        let data = try #require(png.indices.first { png[$0...].starts(with: "IDAT".utf8) })
        png[data + 4] = 0
        let file = try PictureFile(png)
        #expect(throws: PictureMaking.Failure.broken) {
            try outcome(of: png, PictureSandbox.command(for: file.kind)).get()
        }
    }

    /// The sandbox sees none of the house's files, no network and no other process.
    @Test func theSandboxSeesNothingOfTheHouse() throws {
        let decoder = PictureSandbox.command(for: .png)
        let end = try #require(decoder.lastIndex(of: "--"))
        let look =
            "ls -d /home /root /work /etc/passwd /var /proc/1 2>/dev/null; cat /proc/net/dev 2>/dev/null; echo; id -u; ls /tmp; echo x > /usr/x"
        let loop = try EventLoop()
        var (exit, said): (ChildProcess.Exit?, String) = (nil, "")
        let command = decoder[...end] + ["/usr/bin/sh", "-c", look]
        let child = try ChildProcess(command[0], arguments: Array(command.dropFirst()), on: loop) { exit = $0 }
        let reader = Reader { said += $0 }
        try child.output.start(reader)
        child.input.shutdown()
        while exit == nil || !reader.hasEnded { loop.runOneTurn() }
        child.close()
        loop.close()
        #expect(said == "\n65534\n" && exit != .status(0))
    }

    @Test func withoutASandboxThereIsNoPicture() throws {
        let file = try PictureFile(PictureSamples.png)
        for missing in ["bwrap", "/usr/bin/convert-im6.q16"] {
            let command = PictureSandbox.command(for: file.kind).map { $0 == missing ? "/nonexistent/\(missing)" : $0 }
            guard case .failure(.noSandbox(let why)) = try outcome(of: PictureSamples.png, command) else {
                Issue.record("\(missing) was not missed")
                continue
            }
            #expect(why.contains("No such file"))
        }
        guard case .failure(.noSandbox) = try outcome(of: [], ["/nonexistent/prlimit"]) else {
            Issue.record("made without a sandbox")
            return
        }
    }

    @Test func aProgramThatSaysTooMuchIsEnded() throws {
        #expect(throws: PictureMaking.Failure.broken) { try outcome(of: [], ["cat", "/dev/zero"]).get() }
    }
}

private final class Reader: StreamDelegate {
    private let take: (String) -> Void
    private(set) var hasEnded = false
    init(_ take: @escaping (String) -> Void) { self.take = take }
    func streamDidRead(_ bytes: Span<UInt8>) {
        take(String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self))
    }
    func streamDidEnd() { hasEnded = true }
    func streamDidDrain() {}
    func streamDidFail(_ error: UVError) { hasEnded = true }
}
