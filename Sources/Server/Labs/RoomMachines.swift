import Classroom
import EventLoop
import Journal
import Lab
import Net
import Sync
import Terminal
import Wire

/// The machines of one room, on the loop of its host: carries out what the host asks for, and tells it what becomes of them.
final class RoomMachines {
    let net: NetLoop
    let house: LabHouse
    let post: HousePost
    let room: RoomID
    private let agent: LabAgent
    /// Runs something with the room's host, and carries out what that asks for.
    private let tell: ((RoomHost, Milliseconds) -> Void) -> Void
    /// Milliseconds of a clock that never goes back.
    let clock: () -> UInt64
    private(set) var machines: [ItemName: RunningMachine] = [:]
    private var checks = CheckQueue()
    private var idleWatch = IdleWatch()
    private var timer: LoopTimer?
    private var echoTimer: LoopTimer?
    private var seconds = 0
    private var stopThen: (() -> Void)?

    /// - Parameters:
    ///   - room: Names the room's files among others', and has its share of the places.
    ///   - clock: Says when nobody used a machine for too long, and how long pages take; the loop's when there is none given.
    init(
        of room: RoomID, in house: LabHouse, _ post: HousePost, on net: NetLoop, _ agent: LabAgent,
        clock: (() -> UInt64)? = nil, tell: @escaping ((RoomHost, Milliseconds) -> Void) -> Void
    ) {
        (self.room, self.house, self.post, self.net, self.agent, self.tell) = (room, house, post, net, agent, tell)
        self.clock = clock ?? { [net] in net.now }
    }

    /// Ends all machines at once; of their files those of the last stop stay. The loop is ending.
    func close() {
        for timer in [timer, echoTimer] { timer?.close() }
        (timer, echoTimer) = (nil, nil)
        for machine in machines.values { end(machine) }
        machines = [:]
    }

    /// Stops all machines; each is gone once its files are kept, or the log says that they are not.
    /// - Parameter then: Called when all are, not from within the call.
    func stopAll(then: (() -> Void)? = nil) {
        if let then { stopThen = then }
        for (name, running) in machines { running.isDelayed ? forget(name) : running.machine.stop() }
        net.loop.offload({}) { [self] _ in endStop() }
    }

    private func endStop() {
        guard machines.isEmpty, let then = stopThen else { return }
        stopThen = nil
        then()
    }

    /// Whether nothing runs.
    var isEmpty: Bool { machines.isEmpty }

    // MARK: What the host asks for

    func perform(_ order: MachineOrder) {
        let machine = machine(order.machine)
        switch order.task {
        case .start(let columns, let rows): start(order, TerminalSize(rows: rows, columns: columns), isReset: false)
        case .reset(let columns, let rows): start(order, TerminalSize(rows: rows, columns: columns), isReset: true)
        case .stop: stop(order.machine)
        case .type(let keys): _ = machine?.type(keys)
        case .resize(let columns, let rows): machine?.resize(TerminalSize(rows: rows, columns: columns))
        case .check(let step):
            guard machine != nil else { break }
            checks.add(CheckQueue.Check(machine: order.machine, step: step), isAsked: true)
            runChecks()
        case .remove: remove(order)
        case .closePort(let port): closePort(port, of: order.machine)
        }
    }

    /// Types keys of a person. What is to be recorded of them is told to the host once the screen has shown them, or has not.
    func type(_ keys: [UInt8], into name: ItemName, by who: ParticipantHandle) {
        guard let running = machines[name] else { return }
        idleWatch.used(name, at: clock())
        let (screen, isSecret) = (running.machine.terminal.state, running.machine.expectsSecret)
        guard running.machine.type(keys) else { return }
        let judged = running.keys.echo.take(keys, by: who, isSecret: isSecret, on: screen, at: net.now)
        record(judged, of: name, running)
        startEchoTimer()
    }

    /// What a machine's screen shows now.
    func state(of name: ItemName) -> ScreenState? { machines[name]?.machine.takeState() }

    /// Lines that left a machine's screen, as clients get them.
    func lines(of name: ItemName, from first: Int, count: Int) -> [UInt8] {
        machines[name]?.machine.terminal.scrollback.encoded(
            from: first, count: count, byteLimit: WireLimits.screenByteLimit) ?? []
    }

    /// The machine itself, for files and pages served inside, which is using it; nil where it does not run.
    func machine(_ name: ItemName) -> Lab.Machine? {
        if machines[name] != nil { idleWatch.used(name, at: clock()) }
        return machines[name]?.machine
    }

    // MARK: Life

    private func start(_ order: MachineOrder, _ size: TerminalSize, isReset: Bool) {
        if let running = machines[order.machine] {
            guard !running.isDelayed else { return reportDelayed(order.machine) }
            machines[order.machine]?.isIdle = false
            running.machine.resize(size)
            if isReset {
                endPages(of: running)
                running.machine.reset()
            }
            return running.machine.start()
        }
        guard let template = house.template(order.template) else {
            return report(.failed(reason: "The house has no template “\(order.template)” any more."), of: order.machine)
        }
        if let reason = house.refusal(of: template.kind) { return report(.failed(reason: reason), of: order.machine) }
        switch house.takePlace(for: room.rawValue) {
        case .failure(.serverFull): report(.failed(cause: .serverFull, reason: ""), of: order.machine)
        case .failure(.roomFull): report(.failed(cause: .roomFull, reason: ""), of: order.machine)
        case .success(let number): start(order, size, template, number, isReset: isReset)
        }
    }

    private func start(
        _ order: MachineOrder, _ size: TerminalSize, _ template: MachineTemplate, _ number: Int, isReset: Bool
    ) {
        let place = house.place(number, label: label(order.machine))
        let machine = Lab.Machine(template, place, size: size, on: agent) { [weak self] in
            self?.happened($0, to: order.machine)
        }
        machines[order.machine] = RunningMachine(machine: machine, template: template)
        idleWatch.used(order.machine, at: clock())
        startTimer()
        if isReset { machine.reset() }
        machine.start()
    }

    private func stop(_ name: ItemName) {
        guard let running = machines[name] else { return report(.stopped(status: nil), of: name) }
        guard !running.isDelayed else { return reportDelayed(name) }
        running.machine.stop()
    }

    /// It is to end already and has not: neither starts it nor stops it more than that.
    private func reportDelayed(_ name: ItemName) { report(.failed(cause: .delayed, reason: ""), of: name) }

    private func remove(_ order: MachineOrder) {
        let label = label(order.machine)
        let removeFolder = { [net, house] in net.loop.offload({ house.removeFolder(of: label) }) { _ in } }
        guard let running = machines.removeValue(forKey: order.machine) else { return removeFolder() }
        end(running, then: removeFolder)
        noteGone(order.machine)
    }

    /// Its number is another's only when nothing of it lives.
    private func end(_ running: RunningMachine, then: @escaping () -> Void = {}) {
        endPages(of: running)
        let number = running.machine.place.number
        running.machine.close { [house, room] in
            house.giveBack(number, of: room.rawValue)
            then()
        }
    }

    private func happened(_ event: MachineEvent, to name: ItemName) {
        switch event {
        case .running:
            machines[name]?.isDelayed = false
            machines[name]?.homeLoss = nil
            report(.running, of: name)
        case .stopped(let status):
            // One that is made as new starts again at once.
            guard let running = machines[name], running.machine.phase == .stopped else { return }
            showLast(of: name)
            endKeys(of: name)
            report(Self.end(of: running, status), of: name)
            forget(name)
        case .failed(let reason):
            showLast(of: name)
            endKeys(of: name)
            report(.failed(reason: reason), of: name)
            forget(name)
        case .delayed(let reason):
            net.logger.error("a machine does not end", metadata: ["machine": "\(label(name))", "why": "\(reason)"])
            report(.failed(cause: .delayed, reason: reason), of: name)
            machines[name]?.isDelayed = true
            // Its files are kept by now, or said not to be; its place is given back whenever it ends.
            if stopThen != nil { forget(name) }
        case .homeNotKept(let reason):
            net.logger.error(
                "the files of a machine were not kept", metadata: ["machine": "\(label(name))", "why": "\(reason)"])
            machines[name]?.homeLoss = reason
        case .screenChanged: tell { $0.screenChanged(of: name, at: $1) }
        case .rang: tell { $0.rang(in: name, at: $1) }
        }
    }

    /// How one ended; that its files were not kept is more than that it stopped.
    private static func end(of running: RunningMachine, _ status: Int?) -> MachineReport {
        if let why = running.homeLoss { return .failed(reason: "Its files of this time were not kept: \(why).") }
        return running.isIdle ? .stopped(status: nil, cause: .idle) : .stopped(status: status)
    }

    /// What a program printed before it ended is seen.
    private func showLast(of name: ItemName) {
        guard let state = machines[name]?.machine.takeState() else { return }
        tell { $0.shown(state, of: name, at: $1) }
    }

    private func forget(_ name: ItemName) {
        guard let running = machines.removeValue(forKey: name) else { return }
        noteGone(name)
        // Not from within its own call.
        net.loop.offload({}) { [self] _ in
            end(running)
            endStop()
        }
    }

    private func noteGone(_ name: ItemName) {
        checks.drop(name)
        idleWatch.forget(name)
    }

    private func report(_ report: MachineReport, of name: ItemName) { tell { $0.reported(report, of: name, at: $1) } }

    private func label(_ name: ItemName) -> String { "\(room.rawValue)-\(name.counter)" }

    // MARK: What was typed

    private func record(_ judged: [KeyEcho.Judged], of name: ItemName, _ running: RunningMachine) {
        for one in judged {
            let keys = running.keys.budget.admit(one.keys, of: one.who, at: net.now)
            if !keys.isEmpty { tell { $0.typed(keys, into: name, by: one.who, at: $1) } }
        }
    }

    private func endKeys(of name: ItemName) {
        guard let running = machines[name] else { return }
        record(running.keys.echo.end(on: running.machine.terminal.state), of: name, running)
        for note in running.keys.budget.end() { tell { $0.typed(note.keys, into: name, by: note.who, at: $1) } }
    }

    /// Looks for echoes for as long as any is awaited.
    private func startEchoTimer() {
        guard echoTimer == nil, machines.values.contains(where: \.keys.echo.isWaiting) else { return }
        echoTimer = try? LoopTimer(on: net.loop) { [weak self] in self?.lookForEchoes() }
        echoTimer?.doesNotKeepLoopAlive()
        try? echoTimer?.start(everyMilliseconds: RoomMachines.echoInterval)
    }

    private static let echoInterval: UInt64 = 50

    private func lookForEchoes() {
        for (name, running) in machines where running.keys.echo.isWaiting {
            record(running.keys.echo.look(at: running.machine.terminal.state, at: net.now), of: name, running)
        }
        guard !machines.values.contains(where: \.keys.echo.isWaiting) else { return }
        echoTimer?.close()
        echoTimer = nil
    }

    // MARK: With time

    private func startTimer() {
        guard timer == nil else { return }
        timer = try? LoopTimer(on: net.loop) { [weak self] in self?.tick() }
        timer?.doesNotKeepLoopAlive()
        try? timer?.start(everyMilliseconds: 1_000)
    }

    /// Once a second.
    func tick() {
        seconds += 1
        tell { [self] host, _ in lookAtPages(host) }
        for (name, running) in machines {
            running.machine.sample { [weak self] use in
                guard let use else { return }
                self?.tell { $0.uses(MetricsView(use), name, at: $1) }
            }
            addDueChecks(of: name, running)
            stopIfIdle(name, running)
        }
        runChecks()
        guard machines.isEmpty else { return }
        timer?.close()
        timer = nil
    }

    private func stopIfIdle(_ name: ItemName, _ running: RunningMachine) {
        guard let idleEnd = running.template.idleEnd, running.machine.phase == .running else { return }
        var isWatched = false
        tell { host, _ in isWatched = host.isWatched(name) }
        if isWatched { idleWatch.used(name, at: clock()) }
        guard idleWatch.isIdle(name, for: idleEnd, at: clock()) else { return }
        machines[name]?.isIdle = true
        running.machine.stop()
    }

    private func addDueChecks(of name: ItemName, _ running: RunningMachine) {
        let (steps, number) = (running.template.checks.count, running.machine.place.number)
        guard let interval = running.template.checkInterval, running.machine.phase == .running else { return }
        for step in 0..<steps
        where CheckQueue.isDue(step: step, of: steps, every: interval, machine: number, second: seconds) {
            checks.add(CheckQueue.Check(machine: name, step: step), isAsked: false)
        }
    }

    /// As many as may now; what finds the server busy waits for the next second.
    private func runChecks() {
        while !checks.isEmpty, house.checks.begin() {
            guard let check = checks.take() else { return house.checks.end() }
            run(check)
        }
    }

    private func run(_ check: CheckQueue.Check) {
        let ended = { [weak self, house] (done: Bool?) in
            house.checks.end()
            guard let self else { return }
            checks.ended(check)
            if let done { report(.checked(step: check.step, done: done), of: check.machine) }
            runChecks()
        }
        guard let machine = machines[check.machine]?.machine else { return ended(nil) }
        machine.check(check.step, then: ended)
    }
}

/// A machine that runs, and what the room has to do with it.
struct RunningMachine {
    let machine: Lab.Machine
    let template: MachineTemplate
    let pages: MachinePages
    fileprivate let keys = TypedKeys()
    /// Whether it is being stopped because nobody used it.
    fileprivate var isIdle = false
    /// Whether it was to end and has not.
    fileprivate var isDelayed = false
    /// Why its home was not kept.
    fileprivate var homeLoss: String?

    init(machine: Lab.Machine, template: MachineTemplate) {
        (self.machine, self.template) = (machine, template)
        switch template.kind {
        case .sandbox: pages = MachinePages(isLocal: true)
        case .ssh, .command: pages = MachinePages(isLocal: false)
        }
    }
}

/// What was typed into a machine and is not recorded yet.
private final class TypedKeys {
    var echo = KeyEcho()
    var budget = KeyBudget()
}

extension MetricsView {
    /// As viewers get it.
    fileprivate init(_ use: MachineUse) {
        self.init(
            cpu: min(max(use.cpu, 0), 6_400), memory: min(max(use.memory, 0), 67_108_863),
            processes: min(max(use.processes, 0), 65_535), received: min(max(use.received, 0), 4_294_967_295),
            sent: min(max(use.sent, 0), 4_294_967_295), disk: min(max(use.disk, 0), 4_294_967_295))
    }
}
