import EventLoop
import Glibc
import Terminal
import Testing

@testable import Lab

/// What a machine does for those who work with it.
@Suite(.serialized, .enabled(if: canSandbox, sandboxReason)) struct SandboxTests {
    @Test func aMachineStartsTakesALineAndShowsItsAnswer() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        #expect(try machine.shell("echo $((6*7)); id -un; pwd").contains("42\nstudent\n/home/student"))
    }

    @Test func theStatusOfTheShellIsTold() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        machine.machine.type(Array("exit 3\n".utf8))
        try machine.wait { $0.events.contains(.stopped(status: 3)) }
        #expect(machine.machine.phase == .stopped)
    }

    @Test func whatIsInTheHomeIsThereAfterAStop() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        _ = try machine.shell(
            "mkdir -p a/b; echo 'echo kept' > a/b/program; chmod 700 a/b/program; ln -s a/b/program link")
        machine.machine.stop()
        machine.machine.start()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        #expect(machine.events.contains(.stopped(status: nil)))
        #expect(try machine.shell("./link; stat -c %a a/b/program") == "kept\n700")
    }

    @Test func anEndedShellKeepsTheHomeToo() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        machine.machine.type(Array("echo kept > file; kill -9 -1\nexit\n".utf8))
        try machine.wait { $0.machine.phase == .stopped }
        machine.machine.start()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        #expect(try machine.shell("cat file") == "kept")
    }

    @Test func aResetMachineIsAsNew() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        _ = try machine.shell("touch mine; printf '\\e[?1049h\\e[31m'")
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        machine.machine.start()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        machine.machine.reset()
        try machine.wait { $0.events.filter { $0 == .running }.count == 3 }
        #expect(try machine.shell("ls -A") == "")
        #expect(!machine.machine.terminal.modes.contains(.alternate))
    }

    @Test func filesOfTheTemplateAreInANewHome() throws {
        let bench = try Bench()
        defer { bench.close() }
        let folder = bench.folder + "/template"
        try File.makeFolder(folder, mode: 0o755)
        try File.replace(folder + "/monitor.sh", with: Array("#!/bin/sh\necho watching\n".utf8), mode: 0o600)
        try File.replace(folder + "/data", with: [UInt8](repeating: 65, count: 100_000), mode: 0o600)
        var template = MachineTemplate.sandbox
        template.folder = folder
        template.files = ["monitor.sh": "tools/monitor", "data": "data"]
        let machine = try bench.running(template)
        #expect(try machine.shell("tools/monitor; stat -c %s data; stat -c %U data") == "watching\n100000\nstudent")
    }

    @Test func aMissingFileOfTheTemplateIsTheReason() throws {
        let bench = try Bench()
        defer { bench.close() }
        var template = MachineTemplate.sandbox
        template.folder = bench.folder
        template.files = ["missing": "x"]
        let machine = bench.machine(template)
        machine.machine.start()
        try bench.run { machine.failure != nil }
        #expect(machine.failure?.hasPrefix("the template's file missing cannot be read") == true)
        #expect(machine.machine.phase == .stopped)
    }

    @Test func programsLearnTheSize() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running(rows: 24, columns: 80)
        #expect(try machine.shell("stty size") == "24 80")
        machine.machine.resize(TerminalSize(rows: 30, columns: 101))
        #expect(try machine.shell("stty size") == "30 101")
    }

    @Test(.enabled(if: access("/usr/bin/tmux", X_OK) == 0, "needs tmux"))
    func tmuxRunsInside() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        #expect(try machine.shell("tty; tmux -f /dev/null new -d -s lesson; tmux ls -F '#S'") == "/dev/pts/0\nlesson")
        machine.machine.type(Array("tmux attach\n".utf8))
        try machine.wait { $0.screen.contains("[lesson] 0:bash") }
    }

    @Test func whatTheTemplateSaysIsInTheEnvironmentAndNothingOfTheServer() throws {
        let bench = try Bench()
        defer { bench.close() }
        setenv("TAKHTI_SECRET_OF_THE_SERVER", "hidden", 1)
        var template = MachineTemplate.sandbox
        template.environment = ["COURSE": "networks"]
        let machine = try bench.running(template)
        let variables = try machine.shell("env | sort | cut -d= -f1 | tr '\\n' ' '; echo; echo $COURSE $TERM $LANG")
        #expect(
            variables.hasPrefix("COLORTERM COURSE HOME LANG LOGNAME PATH PWD SHELL SHLVL TERM USER _"))
        #expect(variables.hasSuffix("networks xterm-256color C.UTF-8"))
    }

    @Test func aPasswordIsNoticed() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        #expect(try machine.shell("echo ready") == "ready")
        #expect(!machine.machine.expectsSecret)
        machine.machine.type(Array("read -s -p 'Password: ' x\n".utf8))
        try machine.wait { $0.machine.expectsSecret }
        machine.machine.type(Array("secret\n".utf8))
        try machine.wait { !$0.machine.expectsSecret }
        #expect(!machine.screen.contains("secret"))
    }

    @Test func checksRunTheTemplatesProgramsInside() throws {
        let bench = try Bench()
        defer { bench.close() }
        var template = MachineTemplate.sandbox
        template.checks = [["test", "-f", "done"], ["sh", "-c", "exit 0"], ["no-such-program"]]
        let machine = try bench.running(template)
        var results: [Int: Bool] = [:]
        func check(_ step: Int) throws -> Bool? {
            results[step] = nil
            machine.machine.check(step) { results[step] = $0 ?? false }
            try bench.run { results[step] != nil }
            return results[step]
        }
        #expect(try check(0) == false)
        _ = try machine.shell("touch done")
        #expect(try check(0) == true)
        #expect(try check(1) == true)
        #expect(try check(2) == false)
        #expect(try check(3) == false)
    }

    @Test func filesGoUpAndDown() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        var stored: MachineFileError?? = .none
        machine.machine.put("up/load.bin", bytes) { stored = .some($0) }
        try bench.run { stored != nil }
        #expect(stored == .some(.none))
        #expect(try machine.shell("stat -c '%s %U' up/load.bin") == "3000000 student")
        for _ in 0..<3 {  // one after the other, as many as there are
            stored = .none
            machine.machine.put("small", [1, 2, 3]) { stored = .some($0) }
            try bench.run { stored != nil }
            #expect(stored == .some(.none))
        }
        #expect(try bench.get("up/load.bin", of: machine) == .success(bytes))
        #expect(try bench.get("up/load.bin", of: machine, limit: 2_999_999) == .failure(.tooLarge(limit: 2_999_999)))
        #expect(try bench.get("missing", of: machine) == .failure(.failed))
        for path in ["../x", "/etc/passwd", "a/../../x", "", "a//b", "a\n", "."] {
            #expect(try bench.get(path, of: machine) == .failure(.badName))
        }
    }

    @Test func aFileThatIsLargerThanTheDiskIsNotStored() throws {
        let bench = try Bench()
        defer { bench.close() }
        var template = MachineTemplate.sandbox
        template.limits.disk = 4096
        let machine = try bench.running(template)
        var stored: MachineFileError?? = .none
        machine.machine.put("x", [UInt8](repeating: 1, count: 8 << 20)) { stored = .some($0) }
        try bench.run { stored != nil }
        #expect(stored == .some(.failed))
    }

    @Test func aPortInsideIsReachedAndNoOther() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        try machine.serve("hello", port: 8080)
        let stream = try #require(try bench.connect(8080, of: machine))
        let probe = Probe()
        try stream.start(probe)
        try bench.run { probe.hasEnded }
        #expect(probe.text == "hello")
        stream.close()
        #expect(try bench.connect(3000, of: machine) == nil)  // nobody listens
        #expect(try bench.connect(22, of: machine) == nil)  // not of the template
    }

    @Test func whatAMachineUsesIsSampled() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        _ = try bench.sample(machine)
        machine.machine.type(Array("head -c 20000000 /dev/zero > zeros; while :; do :; done\n".utf8))
        let seconds = try LoopTimer(on: bench.loop) {}
        var use = MachineUse.zero
        try bench.run {
            use = (try? bench.sample(machine)) ?? .zero
            usleep(100_000)
            return use.cpu > 20 && use.disk > 19_000
        }
        seconds.close()
        // 50 by its limit, which counts by tenths of a second: over a second the edges of the sample do not matter.
        try bench.run {
            usleep(1_000_000)
            use = (try? bench.sample(machine)) ?? .zero
            return use.cpu > 20
        }
        #expect(use.cpu <= 80)
        #expect(use.memory > 19_000 && use.memory < 100_000)
        #expect((2...8).contains(use.processes))
    }

    @Test func aFloodIsToldOnceAndEndsWithControlC() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        _ = try machine.shell("echo")
        _ = machine.machine.takeState()
        machine.events = []
        machine.machine.type(Array("yes\n".utf8))
        try machine.wait { $0.machine.terminal.state.nextLineID > 5_000 }
        #expect(machine.events == [.screenChanged])
        machine.machine.type([3])
        try machine.wait { $0.screen.contains("^C") }
        #expect(try machine.shell("echo over") == "over")
    }

    @Test func whatDoesNotFitIntoTheInputIsRefused() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        _ = try machine.shell("stty raw -echo; sleep 1000 &")
        machine.machine.type(Array("exec sleep 1000\r".utf8))
        var taken = 0
        while taken < 1000, machine.machine.type([UInt8](repeating: 97, count: 1000)) { taken += 1 }
        #expect((64...200).contains(taken))
        #expect(!machine.machine.type([UInt8](repeating: 97, count: 70_000)))
    }

    @Test func theTerminalsAnswersReachTheProgramThatAsked() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        machine.machine.type(Array("clear; printf 'ab\\e[6n'; read -r -s -d R x; echo; echo \"answer ${x#*[}\"\n".utf8))
        try machine.wait { $0.screen.contains("answer 1;3") }
    }

    @Test func aLostAgentIsToldAndTheMachineStartsAgain() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        kill(try #require(bench.agent.processID), SIGKILL)
        try bench.run { machine.failure != nil }
        #expect(machine.failure == "the agent that keeps the machines ended")
        machine.events = []
        machine.machine.start()
        try machine.wait { $0.events.contains(.running) }
        #expect(try machine.shell("echo again") == "again")
    }
}

extension Bench {
    func get(_ path: String, of watched: Watched, limit: Int = 1 << 24) throws -> Result<[UInt8], MachineFileError>? {
        var result: Result<[UInt8], MachineFileError>?
        watched.machine.get(path, limit: limit) { result = $0 }
        try run { result != nil }
        return result
    }

    func connect(_ port: Int, of watched: Watched) throws -> ByteStream? {
        var result: ByteStream?? = .none
        watched.machine.connect(port: port) { result = .some($0) }
        try run { result != nil }
        return result ?? nil
    }

    func sample(_ watched: Watched) throws -> MachineUse? {
        var result: MachineUse?? = .none
        watched.machine.sample { result = .some($0) }
        try run { result != nil }
        return result ?? nil
    }
}

/// When the place of a machine is free again, and what becomes of who waits when one stops.
@Suite(.serialized, .enabled(if: canSandbox, sandboxReason)) struct MachineEndTests {
    /// A process that is in the machine's group and that ending the machine does not end.
    private func survivor(in machine: Watched) throws -> Int32 {
        let pid = try #require(Int32(try shell("sleep 86395 >/dev/null 2>&1 & echo $!").filter(\.isNumber)))
        let label = machine.machine.place.label
        try shell("for f in $(find /sys/fs/cgroup -path '*-\(label)/cgroup.procs'); do echo \(pid) > $f; done")
        return pid
    }

    @Test func aPlaceIsFreeOnlyWhenNothingOfTheMachineLives() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        let pid = try survivor(in: machine)
        defer { kill(pid, SIGKILL) }
        var isFree = false
        machine.machine.close { isFree = true }
        try bench.run(forMilliseconds: 1_000)
        #expect(!isFree)
        kill(pid, SIGKILL)
        try bench.run { isFree }
        #expect(try shell("find /sys/fs/cgroup -name '\(getpid())-\(machine.machine.place.label)' | wc -l") == "0\n")
        var isFreeAtOnce = false
        machine.machine.close { isFreeAtOnce = true }
        try bench.run { isFreeAtOnce }
    }

    @Test func aMachineThatDoesNotEndIsToldAndStartsWhenItHas() throws {
        let bench = try Bench()
        defer { bench.close() }
        let machine = try bench.running()
        _ = try machine.shell("echo kept > file")
        let pid = try survivor(in: machine)
        defer { kill(pid, SIGKILL) }
        machine.events = []
        machine.machine.stop()
        try bench.run { machine.events.contains { if case .delayed = $0 { true } else { false } } }
        #expect(machine.machine.phase == .stopping)
        machine.machine.start()
        kill(pid, SIGKILL)
        try machine.wait { $0.events.contains(.running) }
        #expect(machine.events.filter { if case .delayed = $0 { true } else { false } }.count == 1)
        #expect(try machine.shell("cat file") == "kept")
    }

    @Test func whoWaitsForAMachineThatStopsIsTold() throws {
        let bench = try Bench()
        defer { bench.close() }
        var template = MachineTemplate.sandbox
        template.checks = [["sleep", "9"]]
        let machine = try bench.running(template)
        _ = try machine.shell("mkfifo pipe")
        var answers: [String] = []
        machine.machine.check(0) { answers.append("check \($0 == nil)") }
        machine.machine.put("pipe.part/x", [1]) { _ in }
        machine.machine.list { if case .failure(let error) = $0 { answers.append("list \(error)") } }
        // Two transfers are on their way: a listing is one, too.
        machine.machine.list { if case .failure(let error) = $0 { answers.append("second list \(error)") } }
        machine.machine.stop()
        try machine.wait { $0.machine.phase == .stopped }
        #expect(Set(answers) == ["check true", "list notAvailable", "second list busy"])
        machine.machine.start()
        try machine.wait { $0.events.filter { $0 == .running }.count == 2 }
        var listed = 0
        for _ in 0..<3 {
            let before = listed
            machine.machine.list { if case .success = $0 { listed += 1 } }
            try bench.run { listed > before }
        }
    }
}
