import EventLoop
import Glibc
import Testing

@Suite(.serialized) struct ChildProcessTests {
    @Test func aChildReadsItsInputToTheEndAndWritesItsOutput() throws {
        let loop = try EventLoop()
        var exit: ChildProcess.Exit?
        let child = try ChildProcess("cat", on: loop) { exit = $0 }
        let output = Probe()
        try child.output.start(output)
        child.input.write([UInt8](repeating: 65, count: 300_000))
        child.input.shutdown()
        loop.runUntil { exit != nil && output.hasEnded }
        #expect(exit == .status(0))
        #expect(output.received == [UInt8](repeating: 65, count: 300_000))
        child.close()
        loop.close()
    }

    @Test func argumentsAndEnvironmentPassThroughNoShell() throws {
        let loop = try EventLoop()
        var exit: ChildProcess.Exit?
        let child = try ChildProcess(
            "/bin/sh",
            arguments: [
                "-c", "printf '%s|%s|%s' \"$1\" \"$NAME\" \"$PWD\"; printf oops >&2; exit 3", "sh", "$(id); `id`",
            ],
            environment: ["NAME": "takhti"], directory: "/tmp", on: loop
        ) { exit = $0 }
        let (output, errors) = (Probe(), Probe())
        try child.output.start(output)
        try child.errors.start(errors)
        loop.runUntil { exit != nil && output.hasEnded && errors.hasEnded }
        #expect(output.text == "$(id); `id`|takhti|/tmp")
        #expect(errors.text == "oops")
        #expect(exit == .status(3))
        child.close()
        loop.close()
    }

    @Test func aSignalEndsAChild() throws {
        let loop = try EventLoop()
        var exit: ChildProcess.Exit?
        let child = try ChildProcess("sleep", arguments: ["100"], on: loop) { exit = $0 }
        child.send(signal: SIGTERM)
        loop.runUntil { exit != nil }
        #expect(exit == .signal(SIGTERM))
        child.close()
        loop.close()
    }

    @Test func aMissingProgramIsAnError() throws {
        let loop = try EventLoop()
        #expect(throws: UVError(code: -ENOENT)) { try ChildProcess("/nonexistent/program", on: loop) { _ in } }
        loop.close()
    }
}
