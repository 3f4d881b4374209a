import EventLoop
import Lab
import Terminal

/// Starts machines one after the other, lets them idle, and prints what that took.
final class Measurement {
    private let loop: EventLoop
    private let agent: LabAgent
    private let folder: String
    private let count: Int
    private var machines: [Machine] = []
    private var starts: [UInt64] = []
    private var failure: String?
    private var isEnding = false

    init(folder: String, count: Int) throws {
        loop = try EventLoop()
        agent = LabAgent(on: loop)
        (self.folder, self.count) = (folder, count)
    }

    /// Seconds of idling that are measured.
    private static let idleSeconds: UInt64 = 10

    func run() throws {
        defer { close() }
        for index in 0..<count { startOne(index) }
        guard failure == nil else { return }
        let sorted = starts.sorted()
        print("start: median \(sorted[sorted.count / 2] / 1000) µs, slowest \((sorted.last ?? 0) / 1000) µs")
        try idle(milliseconds: 2_000)
        _ = samples()
        let before = cpuNanoseconds
        try idle(milliseconds: Self.idleSeconds * 1000)
        let spent = cpuNanoseconds - before
        let uses = samples()
        let memory = uses.map(\.memory).reduce(0, +) / max(1, uses.count)
        print("\(uses.count) machines, \(uses.map(\.processes).reduce(0, +)) processes in them")
        print("idle: \(uses.map(\.cpu).reduce(0, +))/100 of a processor in the machines' last second")
        print(
            "idle: \(spent / Self.idleSeconds / 1000) µs a second by the server, which samples each machine once a second"
        )
        print("memory: \(memory) KiB a machine, as its control group counts")
        let server = (ProcessResources.proportionalSetSize(of: ProcessResources.processID) ?? 0) / 1024
        print("memory: \(server) KiB by the server, the screens among it")
    }

    private var cpuNanoseconds: UInt64 { ProcessResources.cpuNanoseconds(of: ProcessResources.processID) ?? 0 }

    private func startOne(_ index: Int) {
        let start = ProcessResources.monotonicNanoseconds
        let machine = Machine(
            .sandbox, MachinePlace(number: 500 + index, label: "measure-\(index)", folder: "\(folder)/\(index)"),
            size: TerminalSize(rows: 24, columns: 80), on: agent
        ) { [unowned self] event in
            switch event {
            case .running: starts.append(ProcessResources.monotonicNanoseconds - start)
            case .failed(let reason):
                failure = reason
                print("failed: \(reason)")
            case .homeNotKept(let reason): print("home not kept: \(reason)")
            case .stopped(let status):
                if !isEnding { print("machine \(index) ended: \(status.map(String.init) ?? "killed")") }
            case .delayed, .screenChanged, .rang: break
            }
        }
        machines.append(machine)
        machine.start()
        while starts.count <= index, failure == nil { loop.runOneTurn() }
    }

    private func idle(milliseconds: UInt64) throws {
        let end = loop.now + milliseconds
        // SAFETY: the timer is closed before this returns.
        let pulse = try LoopTimer(on: loop) { [unowned self] in for machine in machines { machine.sample { _ in } } }
        try pulse.start(everyMilliseconds: 1_000)
        while loop.now < end { loop.runOneTurn() }
        pulse.close()
    }

    private func samples() -> [MachineUse] {
        var uses: [MachineUse] = []
        var answers = 0
        for machine in machines {
            machine.sample { use in
                if let use { uses.append(use) }
                answers += 1
            }
        }
        while answers < machines.count { loop.runOneTurn() }
        return uses
    }

    private func close() {
        isEnding = true
        for machine in machines { machine.stop() }
        while machines.contains(where: { $0.phase != .stopped }) { loop.runOneTurn() }
        agent.close()
        loop.close()
    }
}
