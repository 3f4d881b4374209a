import EventLoop
import Glibc
import Logging
import Terminal
import Testing

@testable import Lab

/// Whether sandboxes can be made here; tests that need them are skipped else, and say why.
let canSandbox = geteuid() == 0 && access("/usr/bin/bwrap", X_OK) == 0
let sandboxReason: Comment = "needs root and bubblewrap (make test installs it)"

/// The program beside the tests that is the agent.
let agentExecutable: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    let own = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    // swift-testing runs the bundle itself, or a helper that loads it: the products lie beside the bundle.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own
    return bundle.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/LabHost"
}()

/// A loop with an agent and machines, for one test.
final class Bench {
    let loop: EventLoop
    let agent: LabAgent
    let folder: String
    private(set) var machines: [Machine] = []
    private static let counter = Counter()

    init(hasSockets: Bool = false) throws {
        loop = try EventLoop()
        folder = "/tmp/takhti-lab-\(getpid())-\(Bench.counter.next())"
        try File.makeFolder(folder, mode: 0o700)
        agent = LabAgent(on: loop, socketFolder: hasSockets ? folder : nil, executable: agentExecutable)
    }

    /// A machine that is not started.
    func machine(_ template: MachineTemplate = .sandbox, rows: Int = 24, columns: Int = 160) -> Watched {
        let number = Bench.counter.next()
        let watched = Watched(bench: self)
        let machine = Machine(
            template, MachinePlace(number: number, label: "test-\(number)", folder: "\(folder)/\(number)"),
            size: TerminalSize(rows: rows, columns: columns), on: agent
        ) { [unowned watched] in watched.events.append($0) }
        watched.machine = machine
        machines.append(machine)
        return watched
    }

    /// One that runs.
    func running(_ template: MachineTemplate = .sandbox, rows: Int = 24, columns: Int = 160) throws -> Watched {
        let watched = machine(template, rows: rows, columns: columns)
        watched.machine.start()
        try watched.wait { $0.events.contains(.running) }
        return watched
    }

    /// Runs the loop until something holds.
    func run(_ what: String = "", until condition: () -> Bool) throws {
        let pulse = try LoopTimer(on: loop) {}
        try pulse.start(everyMilliseconds: 2)
        defer { pulse.close() }
        let start = ProcessResources.monotonicNanoseconds
        while !condition() {
            loop.runOneTurn()
            // No measure of speed: a test that waits for what never comes ends some time.
            if ProcessResources.monotonicNanoseconds - start > 120_000_000_000 { throw Waited(what: what) }
        }
    }

    func close() {
        for machine in machines { machine.close() }
        agent.close()
        loop.close()
        _ = try? shell("rm -rf '\(folder)'")
    }
}

struct Waited: Error { let what: String }

/// Numbers for machines of all tests, which run side by side.
final class Counter: Sendable {
    private let lock = ThreadLock()
    private nonisolated(unsafe) var last = 0
    func next() -> Int {
        lock.withLock {
            last += 1; return last
        }
    }
}

/// A machine and what it told.
final class Watched {
    var machine: Machine!
    var events: [MachineEvent] = []
    unowned let bench: Bench
    private var marks = 0

    init(bench: Bench) { self.bench = bench }

    var screen: String {
        let state = machine.terminal.state
        return (0..<state.size.rows).map { state.text(ofRow: $0) }.joined(separator: "\n")
    }

    func wait(_ condition: (Watched) -> Bool) throws {
        do {
            try bench.run("events \(events)") { condition(self) || failure != nil }
        } catch { throw Waited(what: "\(events) \(screen)") }
        if !condition(self), let failure { throw Waited(what: failure) }
    }

    var failure: String? {
        for case .failed(let reason) in events { return reason }
        return nil
    }

    /// Lets a program listen on a port of 127.0.0.1 inside that says `word` to all who connect.
    func serve(_ word: String, port: Int) throws {
        let program = #"""
            use Socket; socket(S, PF_INET, SOCK_STREAM, 0); setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1);
            bind(S, sockaddr_in(\#(port), INADDR_LOOPBACK)) or die; listen(S, 9); open(F, ">listens"); close F;
            while (accept(C, S)) { syswrite(C, "\#(word)"); close C }
            """#
        var isPut = false
        machine.put("serve.pl", Array(program.utf8)) { _ in isPut = true }
        try bench.run { isPut }
        _ = try shell("perl serve.pl & while [ ! -e listens ]; do sleep 0.05; done")
    }

    /// Types a line and waits until what it prints, between marks, is there; gives that.
    func shell(_ line: String) throws -> String {
        marks += 1
        let (begin, end) = ("<\(marks)<", ">\(marks)>")
        // Halves, so that the echo of the line is no mark.
        machine.type(Array("clear; echo '<\(marks)''<'; \(line)\necho '>\(marks)''>'\n".utf8))
        try wait { $0.screen.contains(end) }
        guard let start = screen.range(of: begin), let stop = screen.range(of: end) else { return screen }
        let lines = screen[start.upperBound..<stop.lowerBound].split(separator: "\n")
        return lines.filter { !$0.contains("$ ") }.joined(separator: "\n")
    }
}

extension String {
    func range(of other: String) -> Range<String.Index>? { firstRange(of: other) }
}

/// Runs a line in this system's shell and gives what it prints.
@discardableResult
func shell(_ line: String) throws -> String {
    guard let pipe = popen(line, "r") else { throw Waited(what: "popen") }
    defer { pclose(pipe) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = fread(&buffer, 1, buffer.count, pipe)
        guard count > 0 else { break }
        output += buffer.prefix(count)
    }
    return String(decoding: output, as: UTF8.self)
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
