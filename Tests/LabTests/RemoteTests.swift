import EventLoop
import Glibc
import Terminal
import Testing

@testable import Lab

/// An sshd(8) on loopback, for one test.
private final class SSHServer {
    let folder: String
    let port: Int
    private let holder: Int32

    init(_ folder: String) throws {
        self.folder = folder
        (holder, port) = SSHServer.heldPort()
        let settings = """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(folder)/host
            PidFile \(folder)/pid
            AuthorizedKeysFile \(folder)/student.pub
            StrictModes no
            UsePAM no
            PermitRootLogin prohibit-password
            PasswordAuthentication no
            """
        try File.replace(folder + "/sshd_config", with: Array(settings.utf8), mode: 0o600)
        try shell(
            """
            cd \(folder); mkdir -p /run/sshd
            for key in host other student; do ssh-keygen -q -t ed25519 -N '' -f $key; done
            echo "[127.0.0.1]:\(port) $(cat host.pub)" > known; echo "[127.0.0.1]:\(port) $(cat other.pub)" > wrong
            $(command -v sshd || echo /usr/sbin/sshd) -f \(folder)/sshd_config -E \(folder)/log
            """)
    }

    func template(knownHosts: String = "known") -> MachineTemplate {
        MachineTemplate(
            name: "remote", title: "Remote",
            kind: .ssh(
                SSHOptions(host: "127.0.0.1", port: port, user: "root", key: "student", knownHosts: knownHosts)),
            shell: ["env", "PS1=$ ", "bash", "--norc", "--noprofile"], ports: [port],
            checks: [["test", "it's; $(exit) \"quoted\"", "=", "it's; $(exit) \"quoted\""], ["false"]], folder: folder)
    }

    /// A port that no connection of another test gets meanwhile: it is bound by a socket that does not listen, and lets sshd listen there.
    private static func heldPort() -> (holder: Int32, port: Int) {
        let holder = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var isShared: Int32 = 1
        setsockopt(holder, SOL_SOCKET, SO_REUSEADDR, &isShared, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(holder, $0, size)
                getsockname(holder, $0, &size)
            }
        }
        return (holder, Int(UInt16(bigEndian: address.sin_port)))
    }

    func close() {
        _ = try? shell("kill $(cat \(folder)/pid)")
        Glibc.close(holder)
    }

    /// How many logins there were.
    var logins: Int {
        get throws { Int(try shell("grep -c 'Accepted publickey' \(folder)/log").filter(\.isNumber)) ?? 0 }
    }
}

private let hasSSH = geteuid() == 0 && access("/usr/sbin/sshd", X_OK) == 0 && access("/usr/bin/ssh", X_OK) == 0

@Suite(.serialized, .enabled(if: hasSSH, "needs root, ssh and sshd (make test installs them)")) struct SSHTests {
    @Test func anotherServerIsOperated() throws {
        let bench = try Bench()
        defer { bench.close() }
        let server = try SSHServer(bench.folder)
        defer { server.close() }
        let machine = try bench.running(server.template())
        #expect(
            try machine.shell("echo $SSH_CONNECTION | cut -d' ' -f1,4; tty | cut -c1-8").hasPrefix(
                "127.0.0.1 \(server.port)"))
        machine.machine.resize(TerminalSize(rows: 30, columns: 101))
        try machine.wait { (try? $0.shell("stty size")) == "30 101" }
        // The client's escapes, with which the link could be closed or forwarded, mean nothing.
        machine.machine.type(Array("\r~.\r~C\r~?\r".utf8))
        #expect(try machine.shell("echo still there") == "still there")
        machine.machine.type(Array("exit 4\n".utf8))
        try machine.wait { $0.events.contains(.stopped(status: 4)) }
    }

    @Test func checksFilesAndPortsGoThroughTheSameDoor() throws {
        let bench = try Bench()
        defer { bench.close() }
        let server = try SSHServer(bench.folder)
        defer { server.close() }
        let machine = try bench.running(server.template())
        var results: [Bool] = []
        for step in 0..<2 {
            machine.machine.check(step) { results.append($0 ?? false) }
            try bench.run { results.count > step }
        }
        #expect(results == [true, false])
        let name = "takhti-test-\(getpid())"
        defer { _ = try? shell("rm -f ~/'\(name) it'\"'\"'s'") }
        var stored: MachineFileError?? = .none
        machine.machine.put("\(name) it's", Array("up".utf8)) { stored = .some($0) }
        try bench.run { stored != nil }
        #expect(stored == .some(.none))
        #expect(try bench.get("\(name) it's", of: machine) == .success(Array("up".utf8)))
        let stream = try #require(try bench.connect(server.port, of: machine))
        let probe = Probe()
        try stream.start(probe)
        try bench.run { probe.text.hasPrefix("SSH-2.0") }
        stream.close()
        #expect(try bench.sample(machine) == nil)
    }

    /// A page has many files, and each would be a login.
    @Test func connectionsToPortsShareOneLogin() throws {
        let bench = try Bench(hasSockets: true)
        defer { bench.close() }
        let server = try SSHServer(bench.folder)
        defer { server.close() }
        var guests: [ByteStream] = []
        let page = try Listener(on: bench.loop, at: .ip("127.0.0.1", port: 0), logger: quiet) {
            $0.write(Array("hello".utf8))
            guests.append($0)
        }
        defer { page.close() }
        let port = Int(page.address.port ?? 0)
        var template = server.template()
        template.ports = [port]
        let machine = try bench.running(template)
        func connects() throws {
            let stream = try #require(try bench.connect(port, of: machine))
            let probe = Probe()
            try stream.start(probe)
            try bench.run("a connection") { probe.text == "hello" }
            stream.close()
        }
        let socket = "\(bench.folder)/\(machine.machine.place.label).\(port)"
        // The first does not wait for the way that is made.
        try connects()
        try bench.run("a way") { (try? OwnedDescriptor.connecting(toSocket: socket)) != nil }
        // Logins so far: the terminal's, which may come last, the first connection's and the way's.
        try bench.run("three logins") { (try? server.logins) == 3 }
        for _ in 0..<20 { try connects() }
        #expect(try server.logins == 3)
        // When it breaks, connections are made one by one, until there is a new one.
        let ways = try shell("pgrep -f -- '-L [/]\(socket.dropFirst()):'").split(separator: "\n").compactMap {
            Int32($0)
        }
        #expect(ways.count == 1)
        for way in ways { kill(way, SIGKILL) }
        try bench.run("the way's end") { ways.allSatisfy { kill($0, 0) != 0 } }
        try connects()
        for guest in guests { guest.close() }
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        #expect(access(socket, F_OK) != 0)
        try bench.run("the end") { (try? shell("pgrep -P \(bench.agent.processID ?? 0)")) == "" }
    }

    @Test func aServerWithAnotherKeyIsNotEntered() throws {
        let bench = try Bench()
        defer { bench.close() }
        let server = try SSHServer(bench.folder)
        defer { server.close() }
        let machine = bench.machine(server.template(knownHosts: "wrong"))
        machine.machine.start()
        try bench.run { machine.failure != nil }
        #expect(machine.failure == "127.0.0.1 could not be entered: Host key verification failed.")
    }
}

@Suite(.serialized) struct CommandTests {
    private func template(_ options: CommandOptions) -> MachineTemplate {
        MachineTemplate(
            name: "command", title: "Command", kind: .command(options), ports: [80], checks: [["test", "1", "=", "1"]])
    }

    @Test func itsOwnProgramsStartEnterStopAndResetIt() throws {
        let bench = try Bench()
        defer { bench.close() }
        let log = bench.folder + "/log"
        func say(_ word: String) -> [String] { ["sh", "-c", "echo \"$1 $2\" >> \(log)", "sh", word, "{machine}"] }
        let machine = try bench.running(
            template(
                CommandOptions(
                    attach: ["env", "PS1=$ ", "bash", "--norc"], run: ["env"],
                    connect: ["echo", "port {port} of {machine}"],
                    start: say("start"), stop: say("stop"), reset: say("reset"))))
        let label = machine.machine.place.label
        #expect(try machine.shell("echo in; env | grep -c -E 'SECRET|SWIFT|CARGO'; true") == "in\n0")
        var isDone: Bool?
        machine.machine.check(0) { isDone = $0 ?? false }
        try bench.run { isDone != nil }
        #expect(isDone == true)
        let stream = try #require(try bench.connect(80, of: machine))
        let probe = Probe()
        try stream.start(probe)
        try bench.run { probe.hasEnded }
        #expect(probe.text == "port 80 of \(label)\n")
        stream.close()
        machine.machine.reset()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        let words = ["start", "stop", "reset", "start", "stop"].map { "\($0) \(label)\n" }.joined()
        #expect(try File.contents(of: log, limit: 4096) == Array(words.utf8))
    }

    @Test func aProgramThatFailsOrIsMissingIsTheReason() throws {
        let bench = try Bench()
        defer { bench.close() }
        let failing = bench.machine(template(CommandOptions(attach: ["bash"], start: ["sh", "-c", "exit 7"])))
        failing.machine.start()
        try bench.run { failing.failure != nil }
        #expect(failing.failure == "it could not be started: sh ended with status 7")
        let missing = bench.machine(template(CommandOptions(attach: ["no-such-program"])))
        missing.machine.start()
        try bench.run { missing.failure != nil }
        #expect(missing.failure == "no-such-program: No such file or directory")
    }

    @Test func whatIgnoresTheHangUpIsEnded() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running(
            template(
                CommandOptions(attach: [
                    "bash", "--norc", "-c", "trap '' HUP; echo deaf; while :; do sleep 86396; done",
                ])))
        try machine.wait { $0.screen.contains("deaf") }
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        try bench.run { (try? shell("pgrep -P \(bench.agent.processID ?? 0)")) == "" }
    }

    @Test func aMissingAgentIsTheReason() throws {
        let loop = try EventLoop()
        let agent = LabAgent(on: loop, executable: "/nonexistent/takhti")
        var reason: String?
        let machine = Machine(
            .sandbox, MachinePlace(number: 1, label: "none", folder: "/tmp/takhti-lab-none-\(getpid())"),
            size: TerminalSize(rows: 24, columns: 80), on: agent
        ) { if case .failed(let text) = $0 { reason = text } }
        machine.start()
        while reason == nil { loop.runOneTurn() }
        #expect(geteuid() != 0 || reason?.contains("the agent /nonexistent/takhti cannot be started: ENOENT") == true)
        machine.close()
        agent.close()
        loop.close()
        _ = try? shell("rm -rf /tmp/takhti-lab-none-\(getpid())")
    }
}
