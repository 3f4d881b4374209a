import EventLoop

/// A sandbox: bwrap(1) holds the namespaces, a control group the limits. Its home lives as long as it runs; between stop and start it is
/// an archive that programs inside, as the machine's own user, packed and will unpack. The server never looks into it.
///
/// **What it guards against.** Its programs see and signal none of the server's processes, files, environment, sockets or ports, nor those
/// of other machines: they have PID, mount, network, IPC, UTS and user namespaces of their own, a root of their own with the system's
/// programs read-only in it, and run as a user of their own, which owns nothing outside. They have no capability, gain none from any
/// program (`no_new_privs`, `nosuid`), and make no namespaces. What they use of processors, memory (files in it included), processes and
/// file space is bounded, and the machine can be stopped and made as new whatever they do: its first process is out of their
/// reach, and what the server runs inside needs no room of theirs. Of the kernel they are refused what lessons do not need
/// (`Sources/CSandbox/seccomp.c`), among it all that types into a terminal or changes its line discipline. What enters from outside has
/// closed or hidden all it holds (CVE-2016-9962), its program belongs to root (CVE-2019-5736), and its terminal is one of the machine.
///
/// **What it does not.** A hole in the kernel's remaining calls is a hole here; who fears that gives each class a virtual machine and an
/// `ssh` template. Machines share processors, caches and disks, and can be told of each other by timing. With `"network": "host"` the
/// programs reach all that the server reaches, the server's own ports among it. Those who work in one machine are one user there: they
/// can hinder each other, and cheat the checks. Without writable control groups, memory is limited for each process only and
/// processors not at all. The author of a template is trusted.
final class SandboxBody: MachineBody {
    var onLoss: ((String) -> Void)?
    var onDelay: ((String) -> Void)?
    var onHomeLoss: ((String) -> Void)?
    private(set) var machine: UInt32?

    private let template: MachineTemplate
    private let place: MachinePlace
    private let agent: LabAgent
    private let group: ControlGroup
    private let programs: SandboxPrograms
    private var holder: Int32?
    private var namespace: String?
    private var startThen: ((String?) -> Void)?
    private var stopThen: (() -> Void)?
    private var isPreparing = false
    private var isKeeping = false
    private var keeping: HomeWriter?
    private var reason: String?
    private var job: MachineJob?
    private var remover: GroupRemover?
    private var endTimer: LoopTimer?
    private var isLate = false

    init(_ template: MachineTemplate, _ options: SandboxOptions, _ place: MachinePlace, _ agent: LabAgent) {
        (self.template, self.place, self.agent) = (template, place, agent)
        group = agent.controlGroups.group(label: place.label)
        programs = SandboxPrograms(
            template: template, network: options.network, user: place.user, group: group,
            controlGroups: agent.controlGroups)
    }

    private var homePath: String { KeptHomes.path(in: place.folder) }

    // MARK: Up

    func start(then: @escaping (String?) -> Void) {
        startThen = then
        reason = nil
        isPreparing = true
        let (template, group, place, homePath) = (template, group, place, homePath)
        let isPrivileged = agent.isPrivileged
        agent.loop.offload({ () -> Result<SandboxFilling, StartFailure> in
            guard isPrivileged else {
                return .failure(StartFailure("sandboxes need a server that runs as root: each has a user of its own"))
            }
            do throws(UVError) {
                try File.makeFolder(place.folder, mode: 0o700)
                try group.make(template.limits)
            } catch { return .failure(StartFailure("the machine's limits cannot be set: \(error)")) }
            return SandboxFilling.of(template, keptAt: homePath)
        }) { [self] in prepared($0) }
    }

    private func prepared(_ result: Result<SandboxFilling, StartFailure>) {
        isPreparing = false
        guard stopThen == nil else { return removeGroup() }
        switch result {
        case .failure(let failure):
            reason = failure.reason
            removeGroup()
        case .success(let filling):
            let machine = programs.machine
            self.machine = agent.launch(machine.program, files: machine.files) { [self] in received($0, filling) }
        }
    }

    private func received(_ reply: AgentReply, _ filling: SandboxFilling) {
        switch reply {
        case .started, .opened: break
        case .ready(let process):
            holder = process
            namespace = KernelFile.link("/proc/\(process)/ns/pid")
            if stopThen == nil { fill(with: filling) } else { kill() }
        case .failed(let text):
            if reason == nil { reason = Self.explained(text) }
        case .ended: ended()
        }
    }

    /// bubblewrap's words in ours, where we know what they mean.
    static func explained(_ text: String) -> String {
        if text.hasPrefix("bwrap: No such file") {
            return "bubblewrap is not installed (Debian: apt install bubblewrap)"
        }
        if text.contains("No permissions to creat") || text.contains("user namespace") {
            return "this system allows no user namespaces, which sandboxes are made of (\(firstLine(text)))"
        }
        return "the sandbox could not be made: \(firstLine(text))"
    }

    private static func firstLine(_ text: String) -> String {
        text.split(separator: "\n").first { $0.hasPrefix("bwrap:") }.map(String.init)
            ?? text.split(separator: "\n").first.map(String.init) ?? "no reason was given"
    }

    private func fill(with filling: SandboxFilling) {
        let unpack = programs.helper(["tar", "-xf", "-", "--no-same-owner"])
        let input: MachineJob.Input
        switch filling {
        case .nothing: return finishStart(nil)
        case .new(let bytes): input = .bytes(bytes)
        case .kept(let file): input = .file(file)
        }
        job = MachineJob(unpack, in: machine, on: agent, seconds: MachineWork.homeSeconds, input: input) {
            [self] outcome in
            job = nil
            if !outcome.hasSucceeded { onHomeLoss?("not all of the home's files could be unpacked") }
            finishStart(nil)
        }
    }

    private func finishStart(_ reason: String?) {
        let told = startThen
        startThen = nil
        told?(reason)
    }

    // MARK: Down

    func stop(keepsHome: Bool, then: @escaping () -> Void) {
        let isUp = holder != nil && startThen == nil
        startThen = nil
        stopThen = then
        job?.close()
        job = nil
        if isUp, keepsHome { keepHome() } else if machine != nil { kill() } else if !isPreparing { removeGroup() }
    }

    /// Ends it; asks again, and says so, when it has not ended some time later.
    private func kill() {
        guard let machine else { return }
        agent.kill(machine: machine)
        guard endTimer == nil else { return }
        endTimer = try? LoopTimer(on: agent.loop) { [weak self] in
            self?.isDelayed()
            self?.kill()
        }
        try? endTimer?.start(everyMilliseconds: MachineWork.removalInterval * UInt64(MachineWork.removalAttempts))
    }

    /// Told once.
    private func isDelayed() {
        guard !isLate else { return }
        isLate = true
        onDelay?("its programs have not ended, though the system was asked to end them; nobody else gets its place")
    }

    /// The archive of a home that is full: each file has a header and is rounded up.
    private var archiveLimit: Int { template.limits.disk * 2048 + (1 << 20) }

    /// First ends all others, so that nothing changes meanwhile; `exec` needs no process when there is no room for another.
    private func keepHome() {
        guard let machine else { return }
        let (path, homes) = (homePath, agent.homes)
        isKeeping = true
        agent.loop.offload({ try? homes.writer(at: path) }) { [self] file in
            guard self.machine == machine else { file?.discard(); return }
            guard let file else { return kept("it cannot be written", machine) }
            keeping = file
            let pack = programs.helper(["sh", "-c", "kill -9 -1; exec tar -cf - ."])
            job = MachineJob(
                pack, in: machine, on: agent, seconds: MachineWork.homeSeconds, output: .file(file, limit: archiveLimit)
            ) { [self] in packed($0, file, machine) }
        }
    }

    private func packed(_ outcome: MachineJob.Outcome, _ file: HomeWriter, _ machine: UInt32) {
        job = nil
        (isKeeping, keeping) = (false, nil)
        // 1: some files changed or vanished meanwhile (tar(1)).
        let isWhole = outcome.end == .status(0) || outcome.end == .status(1)
        let reason = outcome.isTooLarge ? "it is too large" : outcome.reason ?? "packing it took too long"
        agent.loop.offload({ () -> String? in
            if isWhole, file.finish() { return nil }
            file.discard()
            return file.refusal ?? reason
        }) { [self] in kept($0, machine) }
    }

    /// The home is kept, or not and why; the machine may go, if it has not.
    private func kept(_ reason: String?, _ machine: UInt32) {
        isKeeping = false
        if let reason { onHomeLoss?(reason) }
        if self.machine == machine { kill() }
    }

    private func ended() {
        (machine, holder) = (nil, nil)
        job?.close()
        job = nil
        if isKeeping { onHomeLoss?("the machine ended before") }
        isKeeping = false
        if let file = keeping { agent.loop.offload({ file.discard() }) { _ in } }
        keeping = nil
        removeGroup()
    }

    private func removeGroup() {
        guard remover == nil else { return }
        endTimer?.close()
        endTimer = nil
        remover = GroupRemover(
            group, user: programs.user, namespace: namespace, on: agent.loop, onDelay: { [self] in isDelayed() }
        ) {
            [self] in
            remover = nil
            isDown()
        }
    }

    /// Nothing of it lives any more.
    private func isDown() {
        isLate = false
        let (startThen, stopThen) = (startThen, stopThen)
        (self.startThen, self.stopThen) = (nil, nil)
        if let stopThen { return stopThen() }
        let why = reason ?? "the machine ended, perhaps for want of memory"
        if let startThen { startThen(why) } else { onLoss?(why) }
    }

    func reset(then: @escaping (String?) -> Void) {
        let (path, homes) = (homePath, agent.homes)
        agent.loop.offload({ (try? homes.remove(path)) != nil }) { isRemoved in
            then(isRemoved ? nil : "the kept home cannot be removed")
        }
    }

    // MARK: In use

    var session: AgentProgram { programs.program(template.shell) }

    func program(_ arguments: [String]) -> AgentProgram? { holder == nil ? nil : programs.program(arguments) }

    func failure(of end: ProgramEnd, lastLine: String) -> String? { nil }

    func connect(port: Int, onReply: @escaping (AgentReply) -> Void) {
        guard let machine, holder != nil else {
            return agent.loop.offload({}) { onReply(.failed("it is not running")) }
        }
        agent.connect(port: port, in: machine, onReply: onReply)
    }

    func counters(then: @escaping (MachineCounters?) -> Void) {
        guard let holder else { return agent.loop.offload({}) { then(nil) } }
        let (group, user) = (group, programs.user)
        agent.loop.offload({ MachineCounters(group: group, holder: holder, user: user) }, then: then)
    }
}
