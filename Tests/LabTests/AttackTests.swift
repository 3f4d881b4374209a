import EventLoop
import Glibc
import Terminal
import Testing

@testable import Lab

/// What a machine does not do for those who mean harm. Each attack is what a student could type.
@Suite(.serialized, .enabled(if: canSandbox, sandboxReason)) struct AttackTests {
    // MARK: Using up

    @Test func aForkBombStaysWithinItsMachine() throws {
        let bench = try Bench()
        defer { bench.close() }
        let (machine, other) = (try bench.running(), try bench.running())
        machine.machine.type(Array("bomb() { bomb | bomb & }; bomb\n".utf8))
        var most = 0
        func look() throws { most = max(most, try bench.sample(machine)?.processes ?? 0) }
        try bench.run {
            try? look()
            return most > 64
        }
        for _ in 0..<20 {
            try look()
            usleep(50_000)
        }
        #expect(most <= MachineLimits.standard.processes)
        #expect(try other.shell("echo fine") == "fine")
        machine.machine.reset()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        #expect(try machine.shell("echo as new") == "as new")
        #expect(try bench.sample(machine)?.processes ?? 99 < 8)
    }

    @Test func aForkBombDoesNotKeepTheHomeFromBeingKept() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        machine.machine.type(Array("echo kept > file; bomb() { bomb | bomb & }; bomb\n".utf8))
        try bench.run { (try? bench.sample(machine)?.processes ?? 0) ?? 0 > 64 }
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        machine.machine.start()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        #expect(try machine.shell("cat file") == "kept")
    }

    @Test func aMemoryHogIsEndedAndTheMachineIsNot() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        let answer = try machine.shell("perl -e '$x = \"x\" x 2_000_000_000; print \"got it\\n\"'; echo $?")
        #expect(!answer.contains("got it"))
        #expect(try machine.shell("echo fine") == "fine")
        let use = try #require(try bench.sample(machine))
        #expect(use.memory <= MachineLimits.standard.memory + MachineLimits.standard.disk)
    }

    @Test func noDiskIsFilledBeyondItsLimit() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        let places = ". /tmp /dev/shm /var/tmp /run / /dev /home /etc /usr /proc"
        _ = try machine.shell("for p in \(places); do head -c 200M /dev/zero > $p/fill$RANDOM; done 2> errors")
        let use = try #require(try bench.sample(machine))
        #expect(use.disk <= MachineLimits.standard.disk)
        #expect(use.disk > MachineLimits.standard.disk * 9 / 10)
        machine.machine.reset()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        #expect(try machine.shell("ls -A; echo x > y; cat y") == "x")
    }

    @Test func aHomeThatIsFullIsKeptAndAHugeSparseFileIsNotUnpackedBeyondTheLimit() throws {
        let bench = try Bench()
        defer { bench.close() }
        var template = MachineTemplate.sandbox
        template.limits.disk = 8192
        let machine = try bench.running(template)
        _ = try machine.shell("head -c 50M /dev/urandom > full; truncate -s 100G sparse")
        machine.machine.stop()
        try bench.run { machine.machine.phase == .stopped }
        #expect(machine.events.contains { if case .homeNotKept = $0 { true } else { false } })
        let kept = try shell("du -sk \(bench.folder) | cut -f1").split(separator: "\n").first.flatMap { Int($0) }
        #expect(try #require(kept) < 32_768)
    }

    @Test func aProcessorIsSharedByItsLimit() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        machine.machine.type(Array("for i in 1 2 3 4; do while :; do :; done & done\n".utf8))
        // Others on this machine may leave it less than its share for a while, and it never has more.
        var shares: [Int] = []
        try bench.run {
            guard (try? bench.run(forMilliseconds: 2_000)) != nil, let use = try? bench.sample(machine) else {
                return false
            }
            shares.append(use.cpu)
            return shares.count > 1 && use.cpu >= 20
        }
        #expect(shares.dropFirst().allSatisfy { $0 <= 60 }, "\(shares)")
    }

    /// Who works in a machine can make its first process, which is of the same user, run something else; and then it is no safer than the
    /// server when memory runs out, and holds no more processes.
    @Test func whatTheServerRunsInsideIsNoPrivilege() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        let score = try #require(Int(try machine.shell("cat /proc/1/oom_score_adj")))
        #expect(score >= 0)
        #expect(try machine.shell("ulimit -n") == "1024")
        let group = ControlGroups(.none).group(label: "x")
        let programs = SandboxPrograms(
            template: .sandbox, network: .loopback, user: 1, group: group, controlGroups: ControlGroups(.none))
        let helper = programs.helper(["true"]).resources
        #expect(helper.contains(.init(resource: .processes, value: MachineLimits.standard.processes + 32)))
        #expect(helper.contains(.init(resource: .addressSpace, value: MachineLimits.standard.memory * 1024)))
    }

    /// Data that waits in connections is memory of the kernel, of which the whole system has one measure.
    @Test func connectionsThatNobodyReadsDoNotUseUpTheSystems() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        let fill = #"""
            use Socket; use Fcntl; socket(L, PF_INET, SOCK_STREAM, 0); bind(L, sockaddr_in(8080, INADDR_LOOPBACK)); listen(L, 99);
            for my $i (1..400) { socket(my $c, PF_INET, SOCK_STREAM, 0) or last; connect($c, sockaddr_in(8080, INADDR_LOOPBACK)) or last;
              accept(my $s, L) or last; fcntl($c, F_SETFL, O_NONBLOCK); 1 while syswrite($c, "x" x 65536); push @all, $c, $s }
            print "filled\n"; sleep 1000
            """#
        var isPut = false
        machine.machine.put("fill.pl", Array(fill.utf8)) { _ in isPut = true }
        try bench.run { isPut }
        machine.machine.type(Array("perl fill.pl\n".utf8))
        try machine.wait { $0.screen.contains("filled") }
        // Pages, of all connections of this system.
        let pages = try #require(
            Int(try shell("sed -n 's/^TCP:.* mem \\([0-9]*\\).*/\\1/p' /proc/net/sockstat").filter(\.isNumber)))
        #expect(pages * 4096 < 200 << 20)
    }

    // MARK: Reaching out

    @Test func nothingOfTheServersFilesIsThere() throws {
        let bench = try Bench()
        defer { bench.close() }
        try File.replace(bench.folder + "/secret", with: Array("of the server".utf8), mode: 0o644)
        let machine = try bench.running()
        #expect(try machine.shell("cat \(bench.folder)/secret 2>&1").contains("No such file"))
        #expect(
            try machine.shell(
                "ls -d /root /work /srv /mnt /boot /sys /opt /etc/shadow /etc/ssh /etc/ssl/private 2>/dev/null") == "")
        #expect(try machine.shell("ls /var; ls /home") == "tmp\nstudent")
        #expect(
            try machine.shell("cd /; ls | grep -v lib | tr '\\n' ' '; echo")
                == "bin dev etc home proc run sbin tmp usr var")
    }

    @Test func linksLeadNowhere() throws {
        let bench = try Bench()
        defer { bench.close() }
        try File.replace(bench.folder + "/secret", with: Array("of the server".utf8), mode: 0o644)
        let machine = try bench.running()
        _ = try machine.shell(
            "ln -s \(bench.folder)/secret link; ln -s \(bench.folder) folder; ln -s /proc/1/root root")
        #expect(try bench.get("link", of: machine) == .failure(.failed))
        #expect(try bench.get("folder/secret", of: machine) == .failure(.failed))
        #expect(try bench.get("root\(bench.folder)/secret", of: machine) == .failure(.failed))
        var stored: MachineFileError?? = .none
        machine.machine.put("folder/planted", [1]) { stored = .some($0) }
        try bench.run { stored != nil }
        #expect(stored == .some(.failed))
        #expect(!File.isFolder(bench.folder + "/planted"))
        #expect(throws: (any Error).self) { try File(reading: bench.folder + "/planted") }
        // Endless and special files end, too.
        _ = try machine.shell("ln -s /dev/zero endless; mkfifo pipe")
        #expect(try bench.get("endless", of: machine) == .failure(.failed))
        #expect(try bench.get("pipe", of: machine) == .failure(.failed))
    }

    @Test func theServersEnvironmentAndProcessesAreNotSeen() throws {
        let bench = try Bench()
        defer { bench.close() }
        setenv("TAKHTI_SECRET_OF_THE_SERVER", "hidden", 1)
        let machine = try bench.running()
        let seen = try machine.shell("cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -c SECRET")
        #expect(seen == "0")
        #expect(try machine.shell("echo /proc/[0-9]* | wc -w").count == 1)
        #expect(try machine.shell("kill -9 \(getpid()) 2>&1; kill -0 \(getppid()) 2>&1").contains("No such process"))
        #expect(try machine.shell("cat /proc/\(getpid())/environ 2>&1").contains("No such file"))
        _ = try machine.shell("kill -9 1; kill -TERM 1; kill -INT 1")
        #expect(try machine.shell("echo still here") == "still here")
    }

    @Test func neitherTheServersPortsNorThoseOfOtherMachinesAreReached() throws {
        let bench = try Bench()
        defer { bench.close() }
        var accepted = 0
        let listener = try Listener(on: bench.loop, at: .ip("127.0.0.1", port: 0), logger: quiet) { stream in
            accepted += 1
            stream.close()
        }
        defer { listener.close() }
        let (machine, other) = (try bench.running(), try bench.running())
        try other.serve("other", port: 8080)
        let port = Int(listener.address.port ?? 0)
        for target in ["127.0.0.1/\(port)", "127.0.0.1/8080", "::1/\(port)", "192.168.0.1/80", "1.1.1.1/53"] {
            let answer = try machine.shell("(exec 3<>/dev/tcp/\(target)) 2>&1 | tail -1")
            #expect(["refused", "unreachable"].contains { answer.contains($0) }, "\(answer)")
        }
        #expect(accepted == 0)
    }

    @Test func socketsThatReachPastTheNetworkAreRefused() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        for family in [40 /* VSOCK */, 38 /* ALG */, 17 /* PACKET */, 31 /* BLUETOOTH */] {
            #expect(try machine.perl("socket(S, \(family), 1, 0) or print 0 + $!") == "97")
        }
        #expect(try machine.perl("socket(S, 2, 1, 0) and print 'fine'") == "fine")
    }

    // MARK: Climbing

    @Test func nothingIsTypedIntoTheTerminalByTIOCSTI() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        for request in ["0x5412", "0x541C", "0x5423", "0xF00005412"] {
            #expect(try machine.perl("my $c = 'x'; ioctl(STDIN, \(request), $c) or print 0 + $!") == "1")
        }
    }

    @Test func noNewNamespacesAreMade() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        for flags in ["-U", "-r", "-m", "-n", "-p"] {
            #expect(try machine.shell("unshare \(flags) true 2>&1").contains("Operation not permitted"))
        }
        // clone with CLONE_NEWUSER, clone3, setns, mount, io_uring_setup, bpf, keyctl, ptrace's neighbours; by their numbers on x86-64.
        #if arch(x86_64)
            let calls = [
                ("56, 0x10000011, 0, 0, 0, 0", "1"), ("435, 0, 0", "38"), ("308, 0, 0", "1"),
                ("165, 0, 0, 0, 0, 0", "1"),
                ("425, 1, 0", "38"), ("321, 0, 0, 0", "1"), ("250, 0, 0, 0, 0, 0", "1"), ("323, 0", "1"),
                ("298, 0, 0, 0, 0, 0", "1"),
                ("272, 0x10000000", "1"), ("0x40000027", "38"),
            ]
            for (call, error) in calls {
                #expect(try machine.perl("syscall(\(call)) < 0 and print 0 + $!") == error, "\(call)")
            }
        #endif
    }

    @Test func programsHaveNoPrivilegesAndGainNone() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        for process in ["self", "1"] {
            let status = try machine.shell(
                "grep -E '^(Cap|NoNew|Seccomp:)' /proc/\(process)/status | cut -f2 | tr '\\n' ' '; echo")
            #expect(
                status == "0000000000000000 0000000000000000 0000000000000000 0000000000000000 0000000000000000 1 2")
        }
        let user = 2_000_000_000 + machine.machine.place.number
        // The shell's user outside is the machine's own.
        #expect(try shell("ps -o args= -u \(user) | grep -c '^bash$'") == "1\n")
        #expect(try machine.shell("mount | grep -v nosuid | grep -v devtmpfs | wc -l") == "0")
        #expect(try machine.shell("su -c id 2>&1 < /dev/null; passwd 2>&1 < /dev/null; id -u").hasSuffix("1000"))
        #expect(try machine.shell("cp /bin/id .; chmod u+s id; chown 0 id 2>&1; ./id -u").hasSuffix("1000"))
    }

    /// CVE-2016-9962, CVE-2024-21626: descriptors of what entered.
    @Test func nothingThatTheServerOpenedIsOpenInside() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        let own = try machine.shell("for d in /proc/$$/fd/*; do readlink $d; done | sort -u")
        #expect(own == "/dev/pts/0")
        let first = try machine.shell("for d in /proc/1/fd/*; do readlink $d | tr -d 0-9; done | sort -u")
        #expect(first == "/dev/null\npipe:[]")
        #expect(try machine.shell("readlink /proc/1/cwd /proc/$$/cwd") == "/home/student\n/home/student")
    }

    @Test func theSystemCannotBeChanged() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        for path in [
            "/x", "/usr/bin/x", "/etc/passwd", "/dev/x", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger",
        ] {
            #expect(try machine.shell("(echo x > \(path)) 2>/dev/null && echo written") == "")
        }
        #expect(try machine.shell("mv /home /h 2>/dev/null || mv /home/student /home/x 2>/dev/null || echo no") == "no")
    }

    /// CVE-2019-5736: what enters a machine must not be opened from inside.
    @Test func theProgramThatEntersIsNotReachedFromInside() throws {
        let bench = try Bench()
        defer { bench.close() }
        var template = MachineTemplate.sandbox
        template.checks = [["true"]]
        template.limits.cpu = 100
        let machine = try bench.running(template)
        let watch = #"""
            while (1) { for my $e (</proc/[0-9]*/exe>) { my $l = readlink $e; next unless defined $l;
              if ($l =~ /LabHost|takhti/ && open(my $f, '<', $e)) { open(my $o, '>>', 'caught'); print $o "$l\n"; close $o } }
              for my $e (</proc/[0-9]*/fd/*>) { my $l = readlink $e; next unless defined $l;
              if ($l =~ /cgroup|LabHost|memfd/) { open(my $o, '>>', 'caught'); print $o "$e $l\n"; close $o } } }
            """#
        var isPut = false
        machine.machine.put("watch.pl", Array(watch.utf8)) { _ in isPut = true }
        try bench.run { isPut }
        _ = try machine.shell("perl watch.pl & perl watch.pl &")
        for _ in 0..<150 {
            var isDone = false
            machine.machine.check(0) { _ in isDone = true }
            try bench.run { isDone }
        }
        #expect(try machine.shell("cat caught 2>/dev/null | head -3") == "")
    }

    @Test func whatATerminalWouldTellIsNotTypedBack() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        // Title, window and clipboard reports: with them a file that is shown could type a line.
        machine.machine.type(
            Array(
                "clear; printf '\\e]0;touch pwned\\a\\e[21t\\e]52;c;?\\a\\e[19t\\eP$q q\\e\\\\'; read -r -s -t 1 x; echo; echo \"<${#x}>\"\n"
                    .utf8))
        try machine.wait { $0.screen.contains("<0>") }
        #expect(!machine.screen.contains("touch pwned"))
    }

    @Test func aKilledServerLeavesNoProcess() throws {
        let bench = try Bench()
        defer { bench.close() }
        let mark = "hold-\(getpid())"
        let pid = try shell(
            "\(agentExecutable) hold \(bench.folder)/hold \(mark) > \(bench.folder)/out 2>&1 & echo $!")
        let server = try #require(Int32(pid.filter(\.isNumber)))
        defer { kill(server, SIGKILL) }
        // Said whenever the screen changes: once, or more often.
        try bench.run { (try? shell("grep -q running \(bench.folder)/out && echo yes")) == "yes\n" }
        func left() throws -> String { try alive(user: 2_000_000_000 + Int(server)) }
        #expect(try left().split(separator: "\n").count >= 4)
        let agent = try shell("pgrep -P \(server)").filter(\.isNumber)
        #expect(try shell("cat /proc/\(agent)/comm") == "takhti-lab\n")
        #expect(try shell("find /sys/fs/cgroup -name '\(server)-\(mark)' | wc -l") != "0\n")
        kill(server, SIGKILL)
        try bench.run { (try? left()) == "" }
        try bench.run { (try? shell("cat /proc/\(agent)/cmdline 2>/dev/null")) == "" }
        // Its control groups go with the next start of a server; that of a test beside this one may have been first.
        try bench.run {
            _ = LabAgent(on: bench.loop)
            return (try? shell("find /sys/fs/cgroup -name '\(server)-\(mark)' | wc -l")) == "0\n"
        }
    }

    @Test func aMachineThatIsClosedLeavesNothing() throws {
        let bench = try Bench()
        let machine = try bench.running()
        _ = try machine.shell("setsid sleep 86397 & sleep 86397 &")
        let user = 2_000_000_000 + machine.machine.place.number
        #expect(try !alive(user: user).isEmpty)
        let label = machine.machine.place.label
        machine.machine.close()
        try bench.run { (try? alive(user: user)) == "" }
        try bench.run { (try? shell("find /sys/fs/cgroup -name '\(getpid())-\(label)' | wc -l")) == "0\n" }
        bench.close()
    }

    @Test func thirtyMachinesRunAndAreSampled() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machines = (0..<30).map { _ in bench.machine() }
        for machine in machines { machine.machine.start() }
        for machine in machines { try machine.wait { $0.events.contains(.running) } }
        for machine in machines { #expect(try #require(try bench.sample(machine)).processes >= 2) }
        for machine in machines { machine.machine.stop() }
        for machine in machines { try machine.wait { $0.machine.phase == .stopped } }
    }
}

/// The processes of a user that have not ended; those that have may wait for init to take note.
private func alive(user: Int) throws -> String { try shell("ps -o stat=,pid=,args= -u \(user) | grep -v '^Z'; true") }

extension Watched {
    /// Runs a line of Perl inside.
    func perl(_ line: String) throws -> String { try shell("perl -e '\(line.replacing("'", with: "\""))'; echo") }
}

extension Bench {
    func run(forMilliseconds time: UInt64) throws {
        let start = loop.now
        try run { loop.now - start > time }
    }
}
