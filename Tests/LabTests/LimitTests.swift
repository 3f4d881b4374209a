import EventLoop
import Glibc
import Testing

@testable import Lab

/// Control groups of both versions, in folders that look like them.
@Suite struct LimitTests {
    private let root = "/tmp/takhti-groups-\(getpid())-\(Int.random(in: 0..<1_000_000_000))"

    private func text(_ path: String) -> String? { KernelFile.text("\(root)/\(path)") }

    @Test func theFirstVersionHasAFolderForEachController() throws {
        defer { _ = try? shell("rm -rf \(root)") }
        try shell(
            "for c in memory pids cpu cpuacct; do mkdir -p \(root)/$c/own; touch \(root)/$c/own/cgroup.procs \(root)/$c/cgroup.procs; done"
        )
        let groups = ControlGroups.find(root: root, membership: "4:memory:/own\n3:pids:/\n2:cpu,cpuacct:/gone\n0::/\n")
        #expect(
            groups.version
                == .first([
                    .memory: root + "/memory/own/takhti-labs", .pids: root + "/pids/takhti-labs",
                    .cpu: root + "/cpu/takhti-labs",
                    .cpuacct: root + "/cpuacct/takhti-labs",
                ]))
        let group = groups.group(label: "a")
        #expect(group.joinFiles.count == 4)
        let name = "\(getpid())-a"
        try shell(
            """
            cd \(root); mkdir memory/own/takhti-labs/\(name) pids/takhti-labs/\(name) cpu/takhti-labs/\(name) cpuacct/takhti-labs/\(name)
            touch memory/own/takhti-labs/\(name)/memory.limit_in_bytes pids/takhti-labs/\(name)/pids.max
            touch cpu/takhti-labs/\(name)/cpu.cfs_period_us cpu/takhti-labs/\(name)/cpu.cfs_quota_us
            printf '7000000\\n' > cpuacct/takhti-labs/\(name)/cpuacct.usage; printf '5\\n' > pids/takhti-labs/\(name)/pids.current
            printf '9000\\n' > memory/own/takhti-labs/\(name)/memory.usage_in_bytes
            printf 'cache 1\\ntotal_inactive_file 4000\\n' > memory/own/takhti-labs/\(name)/memory.stat
            """)
        try group.make(MachineLimits(cpu: 25, memory: 1000, processes: 9, disk: 24))
        #expect(text("memory/own/takhti-labs/\(name)/memory.limit_in_bytes") == "1048576")
        #expect(text("pids/takhti-labs/\(name)/pids.max") == "9")
        #expect(text("cpu/takhti-labs/\(name)/cpu.cfs_quota_us") == "25000")
        #expect(group.cpuNanoseconds == 7_000_000 && group.processCount == 5 && group.memoryByteCount == 5_000)
    }

    @Test func theSecondVersionHasOneFolder() throws {
        defer { _ = try? shell("rm -rf \(root)") }
        try shell(
            """
            mkdir -p \(root)/service/takhti-labs; cd \(root)/service; echo cpuset cpu io memory pids > cgroup.controllers
            touch cgroup.subtree_control cgroup.procs takhti-labs/cgroup.subtree_control
            """)
        let groups = ControlGroups.find(root: root, membership: "0::/service/takhti-server\n")
        #expect(groups.version == .second(root + "/service/takhti-labs"))
        #expect(text("service/cgroup.subtree_control") == "+cpu +memory +pids")
        let name = "\(getpid())-b"
        try shell(
            """
            mkdir \(root)/service/takhti-labs/\(name); cd \(root)/service/takhti-labs/\(name); touch memory.max memory.swap.max pids.max cpu.max
            printf 'usage_usec 12\\nuser_usec 3\\n' > cpu.stat; echo 3 > pids.current; echo 8192 > memory.current; touch memory.stat
            """)
        let group = groups.group(label: "b")
        try group.make(MachineLimits(cpu: 150, memory: 1000, processes: 9, disk: 24))
        #expect(text("service/takhti-labs/\(name)/cpu.max") == "150000 100000")
        #expect(text("service/takhti-labs/\(name)/memory.max") == "1048576")
        #expect(text("service/takhti-labs/\(name)/memory.swap.max") == "0")
        #expect(group.cpuNanoseconds == 12_000 && group.processCount == 3 && group.memoryByteCount == 8_192)
    }

    @Test func whereNothingCanBeWrittenLimitsAreThoseOfProcesses() throws {
        let groups = ControlGroups.find(root: root, membership: "0::/\n")
        #expect(groups.version == .none)
        let group = groups.group(label: "c")
        try group.make(.standard)
        #expect(group.joinFiles.isEmpty && group.remove() && group.memoryByteCount == nil)
        let programs = SandboxPrograms(
            template: .sandbox, network: .loopback, user: 1, group: group, controlGroups: groups)
        let limits = programs.program(["true"]).resources
        #expect(limits.contains(.init(resource: .addressSpace, value: 262_144 * 1024)))
        #expect(limits.contains(.init(resource: .processes, value: 128)))
        #expect(programs.program(["true"]).niceness == 10)
    }

    @Test func ratesAreDifferencesOverTime() {
        let earlier = MachineCounters(time: 1_000_000_000, cpuNanoseconds: 100, received: 50, sent: 500)
        let later = MachineCounters(
            time: 3_000_000_000, cpuNanoseconds: 1_000_000_100, memory: 2048, processes: 4, received: 1050, sent: 100,
            disk: 4096)
        #expect(
            later.use(since: earlier) == MachineUse(cpu: 50, memory: 2, processes: 4, received: 500, sent: 0, disk: 4))
        #expect(later.use(since: nil).cpu == 0)
        let network = MachineCounters.network(
            "Inter-|\n face |bytes\n    lo: 10 1 0 0 0 0 0 0 20 1 0\n  eth0:5 1 0 0 0 0 0 0 7 1 0\n")
        #expect(network == (15, 27))
    }

    /// Where no group holds a machine's processes, they are known by their user and their namespace.
    @Test func whatLivesInANamespaceIsFound() throws {
        defer { _ = try? shell("rm -rf \(root)") }
        try shell(
            """
            mkdir -p \(root)/12/ns \(root)/13/ns \(root)/14/ns; cd \(root)
            printf 'State:\\tS (sleeping)\\nUid:\\t7\\t7\\n' | tee 12/status > 13/status; ln -s 'pid:[1]' 12/ns/pid; ln -s 'pid:[2]' 13/ns/pid
            printf 'Name:\\tx\\nState:\\tZ (zombie)\\nUid:\\t7\\t7\\n' > 14/status; ln -s 'pid:[3]' 14/ns/pid
            """)
        #expect(ProcessTable.hasLiving(ofUser: 7, in: "pid:[1]", root: root))
        #expect(!ProcessTable.hasLiving(ofUser: 8, in: "pid:[1]", root: root))
        #expect(!ProcessTable.hasLiving(ofUser: 7, in: "pid:[3]", root: root))
        #expect(!ProcessTable.hasLiving(ofUser: 7, in: "pid:[4]", root: root))
        let own = try #require(KernelFile.link("/proc/self/ns/pid"))
        #expect(ProcessTable.hasLiving(ofUser: Int(geteuid()), in: own))
        #expect(KernelFile.link("/proc/self/no-such") == nil)
    }

    @Test func aRangeOfUsersIsOneServers() throws {
        defer { _ = try? shell("rm -rf \(root)") }
        var ranges: [UserRange] = []
        for _ in 0..<3 { ranges.append(try #require(try UserRange.take(in: root))) }
        let firsts = ranges.map(\.first)
        #expect(Set(firsts).count == 3 && firsts == firsts.sorted())
        #expect(firsts.allSatisfy { $0 >= UserRange.base && ($0 - UserRange.base) % UserRange.size == 0 })
        ranges.remove(at: 1)
        // Unless others' machines run just now, it is the one that became free.
        let again = try #require(try UserRange.take(in: root)).first
        #expect(again >= firsts[1] && !ranges.map(\.first).contains(again))
        #expect(throws: UVError.self) { try UserRange.take(in: "/proc/no-such") }
    }

    @Test func keptHomesHaveABoundTogether() throws {
        defer { _ = try? shell("rm -rf \(root)") }
        for name in ["a", "b"] { try File.makeFolder("\(root)/\(name)", mode: 0o700) }
        let homes = KeptHomes(byteLimit: 100)
        func keep(_ name: String, _ count: Int) throws -> String? {
            let file = try homes.writer(at: "\(root)/\(name)/home.tar")
            guard file.append([UInt8](repeating: 1, count: count)), file.finish() else {
                file.discard()
                return file.refusal
            }
            return nil
        }
        #expect(try keep("a", 60) == nil && homes.byteCount == 60)
        #expect(try keep("b", 41)?.contains("--home-space") == true && homes.byteCount == 60)
        #expect(try keep("a", 100) == nil && homes.byteCount == 100)
        // One that became smaller is kept, and what is being written counts.
        #expect(try keep("a", 50) == nil && homes.byteCount == 50)
        let one = try homes.writer(at: "\(root)/b/home.tar")
        #expect(one.append([UInt8](repeating: 1, count: 40)))
        #expect(try keep("a", 61)?.contains("--home-space") == true)
        one.discard()
        #expect(homes.removeFolder("\(root)/a") && homes.byteCount == 0)
        #expect(!File.isFolder("\(root)/a"))
        let poor = KeptHomes(freeByteCount: .max)
        let file = try poor.writer(at: "\(root)/b/home.tar")
        #expect(!file.append([1]) && file.refusal == "the server's disk is nearly full")
        file.discard()
    }

    @Test func processesOfAUserAreCounted() {
        let table = ProcessTable(ofUser: Int(geteuid()))
        #expect(table.count > 0 && table.memoryByteCount > 0)
        #expect(ProcessTable(ofUser: 1_999_999_999).count == 0)
    }

    @Test func noValueBecomesAFieldOfARequest() {
        let program = AgentProgram(arguments: ["a\0u=0", "b"], environment: ["N": "v\0u=0"])
        let request = AgentRequest.run(7, program, in: 3, .terminal(rows: 2, columns: 3))
        let fields = request.bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(
            fields == ["R", "i=7", "m=3", "a=a", "a=b", "e=N=v", "u=\(geteuid())", "o=0", "x=t", "h=2", "w=3"])
    }

    @Test func aProgramOfAMachineNeverRunsBesideIt() throws {
        let bench = try Bench()
        defer { bench.close() }
        var program = AgentProgram(arguments: ["true"])
        program.user = Int(geteuid()) + 1_000
        var reason: String?
        bench.agent.run(program, in: nil, .none) { if case .failed(let text) = $0 { reason = text } }
        try bench.run { reason != nil }
        #expect(reason?.contains("Operation not permitted") == true)
        reason = nil
        bench.agent.run(program, in: 12, .none) { if case .failed(let text) = $0 { reason = text } }
        try bench.run { reason != nil }
        #expect(reason == "the machine is not running")
    }

    @Test func bubblewrapsWordsAreExplained() {
        #expect(SandboxBody.explained("bwrap: No such file or directory").contains("bubblewrap is not installed"))
        #expect(
            SandboxBody.explained("bwrap: No permissions to create new namespace, likely…\n").contains(
                "allows no user namespaces"))
        #expect(
            SandboxBody.explained("bwrap: Can't mount x\n") == "the sandbox could not be made: bwrap: Can't mount x")
    }

    @Test func wordsAreQuotedForTheFarShell() throws {
        let words = ["it's", "$(id)", "a b", "", "\"\\`", "*", "-n", "é"]
        let line = words.map(SSHPrograms.quoted).joined(separator: " ")
        #expect(try shell("printf '%s|' \(line)") == words.joined(separator: "|") + "|")
    }
}
