import EventLoop
import Glibc
import Testing

@testable import Lab

/// Templates that enter what an engine of containers makes.
private func template(_ options: CommandOptions) -> MachineTemplate {
    MachineTemplate(
        name: "container", title: "Container", kind: .command(options), ports: [8080],
        checks: [["test", "-f", "done"], ["test", "a b", "=", "a b"]])
}

extension Bench {
    fileprivate func check(_ step: Int, of watched: Watched) throws -> Bool? {
        var result: Bool?? = .none
        watched.machine.check(step) { result = .some($0) }
        try run { result != nil }
        return result ?? nil
    }

    fileprivate func put(_ path: String, _ text: String, into watched: Watched) throws -> MachineFileError? {
        var stored: MachineFileError?? = .none
        watched.machine.put(path, Array(text.utf8)) { stored = .some($0) }
        try run { stored != nil }
        return stored ?? nil
    }

    fileprivate func list(_ watched: Watched) throws -> [HomeFile]? {
        var result: Result<[HomeFile], MachineFileError>?
        watched.machine.list { result = $0 }
        try run { result != nil }
        return try? result?.get()
    }
}

/// With a program in the engine's place that notes what it was called with, and runs what is meant for inside.
@Suite(.serialized) struct EngineTests {
    @Test func theEngineIsCalledWithWhatTheTemplateSaysAndNothingElse() throws {
        let bench = try Bench()
        defer { bench.close() }
        let (engine, log, home) = (bench.folder + "/engine", bench.folder + "/log", bench.folder + "/home")
        try File.makeFolder(home, mode: 0o700)
        let script = """
            #!/bin/sh
            { printf '%s|' "$@"; echo; } >> \(log)
            [ "$1" = exec ] || exit 0
            shift
            while [ "${1#-}" != "$1" ]; do shift; done
            shift
            cd \(home) && exec "$@"
            """
        try File.replace(engine, with: Array(script.utf8), mode: 0o755)
        let machine = try bench.running(
            template(
                CommandOptions(
                    attach: [engine, "exec", "-it", "{machine}", "env", "PS1=$ ", "bash", "--norc"],
                    run: [engine, "exec", "-i", "{machine}"],
                    connect: [engine, "exec", "-i", "{machine}", "echo", "port {port}"],
                    start: [engine, "run", "-d", "--name", "{machine}", "image; rm -rf /"],
                    stop: [engine, "rm", "-f", "{machine}"], reset: [engine, "volume", "rm", "{machine}"])))
        let label = machine.machine.place.label
        #expect(try machine.shell("echo inside") == "inside")
        #expect(try bench.check(0, of: machine) == false)
        #expect(try bench.put("done", "yes", into: machine) == nil)
        #expect(try bench.check(0, of: machine) == true)
        #expect(try bench.check(1, of: machine) == true)
        let name = "$(id) 'a' \"b\"; c"
        #expect(try bench.put(name, "named", into: machine) == nil)
        #expect(try bench.get(name, of: machine) == .success(Array("named".utf8)))
        #expect(
            try bench.list(machine) == [HomeFile(name: name, byteCount: 5), HomeFile(name: "done", byteCount: 3)])
        let stream = try #require(try bench.connect(8080, of: machine))
        let probe = Probe()
        try stream.start(probe)
        try bench.run { probe.hasEnded }
        #expect(probe.text == "port 8080\n")
        stream.close()
        machine.machine.reset()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        #expect(try machine.shell("echo again") == "again")
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        let lines = String(decoding: try File.contents(of: log, limit: 65_536), as: UTF8.self).split(separator: "\n")
        let started = "run|-d|--name|\(label)|image; rm -rf /|"
        let attached = "exec|-it|\(label)|env|PS1=$ |bash|--norc|"
        #expect(lines.first.map(String.init) == started)
        #expect(lines.contains("exec|-i|\(label)|test|-f|done|"))
        #expect(lines.contains("exec|-i|\(label)|echo|port 8080|"))
        #expect(lines.contains { $0.hasPrefix("exec|-i|\(label)|sh|-c|") && $0.hasSuffix("|sh|./\(name)|") })
        let life = lines.filter { line in
            ["run|", "rm|", "volume|", "exec|-it|"].contains { line.hasPrefix($0) }
        }
        #expect(
            life.map(String.init) == [
                started, attached, "rm|-f|\(label)|", "volume|rm|\(label)|", started, attached, "rm|-f|\(label)|",
            ])
    }

    /// A find(1) without `-printf`, as busybox has it.
    @Test func filesAreListedWithWhatBusyboxHas() throws {
        let bench = try Bench()
        defer { bench.close() }
        let (tools, home) = (bench.folder + "/tools", bench.folder + "/home")
        for folder in [tools, home] { try File.makeFolder(folder, mode: 0o700) }
        let find = "#!/bin/sh\nfor a; do [ \"$a\" != -printf ] || exit 1; done\nexec /usr/bin/find \"$@\"\n"
        try File.replace(tools + "/find", with: Array(find.utf8), mode: 0o755)
        let machine = try bench.running(
            template(
                CommandOptions(
                    attach: ["sleep", "86392"],
                    run: ["env", "-C", home, "PATH=\(tools):/usr/bin:/bin"])))
        #expect(try bench.list(machine) == [])
        #expect(try bench.put("up/a b\tc", "four", into: machine) == .badName)
        #expect(try bench.put("up/a b", "four", into: machine) == nil)
        #expect(try bench.put(".hidden", "no", into: machine) == nil)
        #expect(try bench.list(machine) == [HomeFile(name: "up/a b", byteCount: 4)])
    }
}

/// Podman with an image of one static program; and why there is none.
private enum Podman {
    case usable(flags: [String], image: String)
    case missing(why: String)

    static let here = find()

    private static func find() -> Podman {
        guard geteuid() == 0 else { return .missing(why: "needs root") }
        guard access("/usr/bin/podman", X_OK) == 0, access("/bin/busybox", X_OK) == 0 else {
            return .missing(why: "needs podman and a static busybox (apt install podman busybox-static)")
        }
        let (image, folder) = ("localhost/takhti-lab-test", "/tmp/takhti-podman-\(getpid())")
        let tools = "sh cat mkdir mv head test [ find sleep echo env printf true stat nc ls rm kill clear tty id"
        _ = try? shell(
            """
            mkdir -p \(folder)/bin; cp /bin/busybox \(folder)/bin/; cd \(folder)/bin
            for tool in \(tools); do ln -sf busybox "$tool"; done
            tar -C \(folder) -c . | podman import - \(image) >/dev/null 2>&1; rm -rf \(folder)
            """)
        // As it is; and where this machine may not raise limits, and its control groups are mixed: with another runtime.
        let careful = ["--runtime", "runc", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"]
        var said = ""
        for flags in [[], careful] {
            let line = (["podman", "run", "--rm", "--network=none"] + flags + [image, "echo", "runs"])
            said = (try? shell(line.joined(separator: " ") + " 2>&1 < /dev/null")) ?? ""
            if said.hasSuffix("runs\n") { return .usable(flags: flags, image: image) }
        }
        return .missing(why: "podman runs no container here: \(said)")
    }

    var isUsable: Bool { if case .usable = self { true } else { false } }
    var why: Comment { if case .missing(let why) = self { Comment(rawValue: why) } else { "" } }
}

@Suite(.serialized, .enabled(if: Podman.here.isUsable, Podman.here.why)) struct PodmanTests {
    @Test func aContainerIsOperated() throws {
        guard case .usable(let flags, let image) = Podman.here else { return }
        let bench = try Bench()
        defer { bench.close() }
        let start = ["podman", "run", "-d", "--rm", "--network=none"] + flags
        let machine = try bench.running(
            template(
                CommandOptions(
                    attach: ["podman", "exec", "-it", "-e", "PS1=$ ", "{machine}", "sh"],
                    run: ["podman", "exec", "-i", "{machine}"],
                    connect: ["podman", "exec", "-i", "{machine}", "nc", "127.0.0.1", "{port}"],
                    start: start + ["--name", "{machine}", image, "sleep", "86391"],
                    stop: ["podman", "rm", "-f", "-t", "0", "{machine}"])))
        let label = machine.machine.place.label
        defer { _ = try? shell("podman rm -f -t 0 \(label) 2>/dev/null") }
        #expect(try machine.shell("ls -d /usr 2>/dev/null; id -u; tty | head -c 8; echo") == "0\n/dev/pts")
        #expect(try bench.check(0, of: machine) == false)
        _ = try machine.shell("echo x > done; echo second > two")
        #expect(try bench.check(0, of: machine) == true)
        #expect(try bench.check(1, of: machine) == true)
        #expect(try bench.put("up/load", "into the container", into: machine) == nil)
        #expect(try machine.shell("cat up/load; echo") == "into the container")
        #expect(try bench.get("two", of: machine) == .success(Array("second\n".utf8)))
        let names = try #require(try bench.list(machine)).map(\.name)
        #expect(names.contains("up/load") && names.contains("done"))
        // A page served inside.
        _ = try machine.shell("(while :; do echo hello | nc -l -p 8080; done) & sleep 1")
        let stream = try #require(try bench.connect(8080, of: machine))
        let probe = Probe()
        try stream.start(probe)
        try bench.run { probe.text.hasPrefix("hello") || probe.hasEnded }
        #expect(probe.text == "hello\n")
        stream.close()
        // As new, it has nothing of that; stopped, there is none.
        machine.machine.reset()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        #expect(try bench.check(0, of: machine) == false)
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        #expect(try shell("podman ps -aq --filter name=\(label)") == "")
    }
}
