import Classroom
import EventLoop
import FoundationEssentials
import Lab
import Net
import Sync
import Terminal
import Wire

/// The machines of one room, on the loop of its host: carries out what the host asks for, and tells it what becomes of them.
final class RoomMachines {
    let net: NetLoop
    private let house: LabHouse
    private let agent: LabAgent
    private let room: String
    /// Runs something with the room's host, and carries out what that asks for.
    private let tell: ((RoomHost, Milliseconds) -> Void) -> Void
    private var machines: [ItemName: RunningMachine] = [:]
    private var timer: LoopTimer?
    private var seconds = 0

    /// - Parameter room: names the room's files among others'.
    init(
        of room: String, in house: LabHouse, on net: NetLoop, _ agent: LabAgent,
        tell: @escaping ((RoomHost, Milliseconds) -> Void) -> Void
    ) {
        (self.room, self.house, self.net, self.agent, self.tell) = (room, house, net, agent, tell)
    }

    /// Ends all machines at once; of their files those of the last stop stay.
    func close() {
        timer?.close()
        timer = nil
        for machine in machines.values { end(machine) }
        machines = [:]
    }

    /// Stops all machines; each is gone once its files are kept.
    func stopAll() { for name in machines.keys { stop(name) } }

    /// Whether nothing runs.
    var isEmpty: Bool { machines.isEmpty }

    // MARK: What the host asks for

    func perform(_ order: MachineOrder) {
        let machine = machines[order.machine]?.machine
        switch order.task {
        case .start(let columns, let rows): start(order, TerminalSize(rows: rows, columns: columns), isReset: false)
        case .reset(let columns, let rows): start(order, TerminalSize(rows: rows, columns: columns), isReset: true)
        case .stop: stop(order.machine)
        case .type(let keys): _ = machine?.type(keys)
        case .resize(let columns, let rows): machine?.resize(TerminalSize(rows: rows, columns: columns))
        case .check(let step): check(step, order.machine)
        case .remove: remove(order)
        }
    }

    /// Types keys of a person; what the host is to record of them.
    func type(_ keys: [UInt8], into name: ItemName) -> [UInt8] {
        guard let machine = machines[name]?.machine else { return [] }
        // What the program does not show as it is typed is nobody's to read.
        let isSecret = machine.expectsSecret
        guard machine.type(keys) else { return [] }
        return isSecret ? [UInt8](repeating: 0x2A, count: keys.count) : keys
    }

    /// What a machine's screen shows now.
    func state(of name: ItemName) -> ScreenState? { machines[name]?.machine.takeState() }

    /// Lines that left a machine's screen, as clients get them.
    func lines(of name: ItemName, from first: Int, count: Int) -> [UInt8] {
        machines[name]?.machine.terminal.scrollback.encoded(
            from: first, count: count, byteLimit: WireLimits.screenByteLimit) ?? []
    }

    /// The machine itself, for files and pages served inside; nil where it does not run.
    func machine(_ name: ItemName) -> Lab.Machine? { machines[name]?.machine }

    // MARK: Life

    private func start(_ order: MachineOrder, _ size: TerminalSize, isReset: Bool) {
        if let running = machines[order.machine] {
            running.machine.resize(size)
            if isReset { running.machine.reset() }
            return running.machine.start()
        }
        guard let template = house.template(order.template) else {
            return report(.failed(reason: "The house has no template “\(order.template)” any more."), of: order.machine)
        }
        guard let number = house.takeNumber() else {
            return report(.failed(reason: "As many machines run on this server as may."), of: order.machine)
        }
        let place = MachinePlace(
            number: number, label: label(order.machine), folder: house.folder(of: label(order.machine)))
        let machine = Lab.Machine(template, place, size: size, on: agent) { [weak self] in
            self?.happened($0, to: order.machine)
        }
        machines[order.machine] = RunningMachine(machine: machine, number: number, template: template)
        startTimer()
        if isReset { machine.reset() }
        machine.start()
    }

    private func stop(_ name: ItemName) {
        guard let running = machines[name] else { return report(.stopped(status: nil), of: name) }
        running.machine.stop()
    }

    private func remove(_ order: MachineOrder) {
        if let running = machines.removeValue(forKey: order.machine) { end(running) }
        let folder = house.folder(of: label(order.machine))
        net.loop.offload({ try? FileManager.default.removeItem(atPath: folder) }) { _ in }
    }

    private func end(_ running: RunningMachine) {
        running.machine.close()
        house.giveBack(running.number)
    }

    private func happened(_ event: MachineEvent, to name: ItemName) {
        switch event {
        case .running: report(.running, of: name)
        case .stopped(let status):
            // One that is made as new starts again at once.
            guard machines[name]?.machine.phase == .stopped else { return }
            showLast(of: name)
            report(.stopped(status: status), of: name)
            forget(name)
        case .failed(let reason):
            showLast(of: name)
            report(.failed(reason: reason), of: name)
            forget(name)
        case .screenChanged: tell { $0.screenChanged(of: name, at: $1) }
        case .rang: tell { $0.rang(in: name, at: $1) }
        case .homeNotKept: break
        }
    }

    /// What a program printed before it ended is seen.
    private func showLast(of name: ItemName) {
        guard let state = machines[name]?.machine.takeState() else { return }
        tell { $0.shown(state, of: name, at: $1) }
    }

    private func forget(_ name: ItemName) {
        guard let running = machines.removeValue(forKey: name) else { return }
        // Not from within its own call.
        net.loop.offload({}) { [self] _ in end(running) }
    }

    private func report(_ report: MachineReport, of name: ItemName) { tell { $0.reported(report, of: name, at: $1) } }

    private func label(_ name: ItemName) -> String { "\(room)-\(name.counter)" }

    // MARK: With time

    private func startTimer() {
        guard timer == nil else { return }
        timer = try? LoopTimer(on: net.loop) { [weak self] in self?.tick() }
        timer?.doesNotKeepLoopAlive()
        try? timer?.start(everyMilliseconds: 1_000)
    }

    private func tick() {
        seconds += 1
        for (name, running) in machines {
            running.machine.sample { [weak self] use in
                guard let use else { return }
                self?.tell { $0.uses(MetricsView(use), name, at: $1) }
            }
            guard let interval = running.template.checkInterval, seconds % interval == 0 else { continue }
            for step in running.template.checks.indices { check(step, name) }
        }
        guard machines.isEmpty else { return }
        timer?.close()
        timer = nil
    }

    private func check(_ step: Int, _ name: ItemName) {
        machines[name]?.machine.check(step) { [weak self] done in
            guard let done else { return }
            self?.report(.checked(step: step, done: done), of: name)
        }
    }
}

private struct RunningMachine {
    let machine: Lab.Machine
    let number: Int
    let template: MachineTemplate
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
