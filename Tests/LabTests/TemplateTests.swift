import EventLoop
import Glibc
import Testing

@testable import Lab

@Suite struct TemplateTests {
    private func decode(_ json: String) throws(TemplateError) -> MachineTemplate {
        try MachineTemplate.decode(Array(json.utf8), name: "web", folder: "/labs/web")
    }

    @Test func anEmptyObjectIsASandboxWithTheUsualLimits() throws {
        let template = try decode("{}")
        #expect(template.kind == .sandbox(SandboxOptions(network: .loopback)))
        #expect(template.title == "web" && template.shell == ["bash"] && template.limits == .standard)
    }

    @Test func everyKeyIsRead() throws {
        let template = try decode(
            """
            {"title": "Web \\u0645\\ud83d\\ude00", "kind": "sandbox", "network": "host", "shell": ["bash", "-l"], "environment": {"A": "b=c"},
             "limits": {"cpu": 25, "memory": 65536, "processes": 32, "disk": 8192}, "ports": [80, 8080],
             "files": {"tools/m.sh": "m.sh"}, "sheet": "sheet.md", "checks": [["test", "-f", "x"]], "checkInterval": 30, "idleEnd": 3600}
            """)
        #expect(
            template
                == MachineTemplate(
                    name: "web", title: "Web م😀", kind: .sandbox(SandboxOptions(network: .host)),
                    shell: ["bash", "-l"],
                    environment: ["A": "b=c"], limits: MachineLimits(cpu: 25, memory: 65536, processes: 32, disk: 8192),
                    ports: [80, 8080], files: ["tools/m.sh": "m.sh"], sheet: "sheet.md", checks: [["test", "-f", "x"]],
                    checkInterval: 30, idleEnd: 3600, folder: "/labs/web"))
    }

    @Test func otherServersAndCommandsAreRead() throws {
        let ssh = try decode(
            #"{"kind": "ssh", "ssh": {"host": "h.example", "port": 2222, "user": "u", "key": "k", "knownHosts": "n", "reset": ["r"]}}"#
        )
        #expect(
            ssh.kind
                == .ssh(SSHOptions(host: "h.example", port: 2222, user: "u", key: "k", knownHosts: "n", reset: ["r"])))
        #expect(ssh.shell.isEmpty)
        let command = try decode(
            #"{"kind": "command", "command": {"attach": ["docker", "exec", "-it", "{machine}", "sh"]}}"#)
        #expect(command.kind == .command(CommandOptions(attach: ["docker", "exec", "-it", "{machine}", "sh"])))
    }

    static let mistakes: [(String, TemplateError)] = [
        ("", .malformed(offset: 0, expected: "a value")),
        ("[]", .malformed(offset: 0, expected: "an object")),
        ("{} x", .malformed(offset: 3, expected: "the end")),
        (#"{"a": 1, "a": 2}"#, .malformed(offset: 12, expected: "“a” only once")),
        (#"{"titel": "x"}"#, .unknownKey("titel")),
        (#"{"limits": {"cpus": 1}}"#, .unknownKey("limits.cpus")),
        (#"{"limits": {"cpu": "1"}}"#, .wrongType(key: "limits.cpu", expected: "a whole number")),
        (#"{"limits": {"cpu": 1}}"#, .outOfRange(key: "limits.cpu", 5...6_400)),
        (#"{"limits": {"cpu": 1.5}}"#, .malformed(offset: 20, expected: "a whole number")),
        (#"{"title": 1}"#, .wrongType(key: "title", expected: "a text")),
        (#"{"title": "a\u0000b"}"#, .invalid(key: "title", expected: "without NUL")),
        (#"{"network": "all"}"#, .invalid(key: "network", expected: "“loopback” or “host”")),
        (#"{"kind": "vm"}"#, .invalid(key: "kind", expected: "“sandbox”, “ssh” or “command”")),
        (#"{"kind": "ssh"}"#, .missingKey("ssh")),
        (#"{"kind": "ssh", "ssh": {"host": "h", "user": "u", "key": "k"}}"#, .missingKey("ssh.knownHosts")),
        (
            #"{"kind": "ssh", "ssh": {"host": "-oProxyCommand=x", "user": "u", "key": "k", "knownHosts": "n"}}"#,
            .invalid(key: "ssh.host", expected: "of letters, digits and . : _ -")
        ),
        (#"{"kind": "command", "command": {}}"#, .missingKey("command.attach")),
        (#"{"network": "loopback", "kind": "command", "command": {"attach": ["x"]}}"#, .unknownKey("network")),
        (#"{"ports": [0]}"#, .outOfRange(key: "ports", 1...65_535)),
        (
            #"{"files": {"../x": "y"}}"#,
            .invalid(key: "files", expected: "paths within the folder and the home, at most 100 bytes")
        ),
        (#"{"sheet": "/etc/shadow"}"#, .invalid(key: "sheet", expected: "a path within the template's folder")),
        (#"{"checks": ["test"]}"#, .wrongType(key: "checks", expected: "a list of lists of texts")),
        (#"{"checks": [[]]}"#, .invalid(key: "checks", expected: "a program for each step")),
        (#"{"idleEnd": 1}"#, .outOfRange(key: "idleEnd", 60...604_800)),
        (#"{"environment": {"A=B": "c"}}"#, .invalid(key: "environment", expected: "an object of names without “=”")),
        (
            #"{"shell": ["# + [String](repeating: #""x""#, count: 65).joined(separator: ",") + "]}",
            .tooLong(key: "shell", limit: 64)
        ),
        (#"[[[[[[[[[[1]]]]]]]]]]"#, .malformed(offset: 9, expected: "less nesting")),
    ]

    @Test(arguments: 0..<mistakes.count) func aMistakeIsNamed(_ index: Int) {
        let (json, error) = Self.mistakes[index]
        #expect(throws: error) { try decode(json) }
        #expect(!"\(error)".isEmpty)
    }

    /// Seeds that once failed are kept here; none has.
    @Test(arguments: UInt64(0)..<64) func whateverIsReadIsATemplateOrAnError(seed: UInt64) throws {
        var generator = Random(seed)
        let whole = Array(
            #"{"title": "W\u00e9\n", "limits": {"cpu": 25}, "ports": [80], "files": {"a": "b"}, "checks": [["x", "y"]]}"#
                .utf8)
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let at = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: at)
                default: bytes.insert(Array("{}[]\":,\\u0d".utf8).randomElement(using: &generator) ?? 0, at: at)
                }
            }
            do throws(TemplateError) { _ = try MachineTemplate.decode(bytes, name: "x", folder: nil) } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func aMistakeIsNamedWithWhatItsWordsSpeakOf() {
        #expect(TemplateError.unreadable(path: "/a", reason: "gone").flaw == ("unreadable", [:]))
        #expect(TemplateError.unknownKey("limits.x").flaw == ("unknownKey", ["key": "limits.x"]))
        let range = TemplateError.outOfRange(key: "limits.memory", 16...512)
        #expect(range.flaw == ("outOfRange", ["key": "limits.memory", "low": "16", "high": "512"]))
        #expect(TemplateError.tooLong(key: "title", limit: 64).flaw == ("tooLong", ["key": "title", "limit": "64"]))
    }

    @Test func foldersAreReadByName() throws {
        let labs = "/tmp/takhti-labs-\(getpid())"
        defer { _ = try? shell("rm -rf \(labs)") }
        try shell(
            """
            mkdir -p \(labs)/web \(labs)/bad \(labs)/Upper; cd \(labs)
            echo '{"title": "Web", "sheet": "sheet.md"}' > web/template.json; printf '# Do' > web/sheet.md; echo '{"x": 1}' > bad/template.json
            """)
        let all = MachineTemplate.all(in: labs)
        #expect(all.map(\.name) == ["sandbox", "bad", "web"])
        #expect(try all[2].1.get().sheet == "# Do")
        #expect(all[1].1 == .failure(.unknownKey("x")))
        #expect(throws: TemplateError.self) { try MachineTemplate.read("../web", in: labs) }
        #expect(throws: TemplateError.self) { try MachineTemplate.read("none", in: labs) }
        #expect(MachineTemplate.all(in: labs + "/none").map(\.name) == ["sandbox"])
    }

    @Test func tarUnpacksWhatIsPacked() throws {
        let folder = "/tmp/takhti-tar-\(getpid())"
        defer { _ = try? shell("rm -rf \(folder)") }
        try File.makeFolder(folder, mode: 0o700)
        var archive = TarArchive()
        archive.add("a/b", mode: 0o755, Array("program".utf8))
        archive.add("empty", mode: 0o644, [])
        archive.add("exact", mode: 0o600, [UInt8](repeating: 65, count: 512))
        try File.replace(folder + "/x.tar", with: archive.finished, mode: 0o600)
        let listed = try shell("cd \(folder); tar -xf x.tar 2>&1; stat -c '%a %s %n' a/b empty exact; cat a/b")
        #expect(listed == "755 7 a/b\n644 0 empty\n600 512 exact\nprogram")
    }
}

/// A generator with a seed (SplitMix64).
struct Random: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
