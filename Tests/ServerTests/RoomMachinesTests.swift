import Classroom
import EventLoop
import Glibc
import Journal
import Lab
import Logging
import Net
import Sync
import Testing
import Wire

@testable import Server

private let canSandbox = geteuid() == 0 && access("/usr/bin/bwrap", X_OK) == 0

/// A room's machines on a loop of their own, with a clock that stands still.
private final class MachinesBench {
    let folder: String
    let house: LabHouse
    let net: NetLoop
    let agent: LabAgent
    private(set) var machines: RoomMachines!
    var now: UInt64 = 1_000
    let name = ItemName(outbox: 0, counter: 12)

    init(_ template: String = "{}", limit: Int = 4, homeSpace: Int = 64) throws {
        folder = "/tmp/takhti-room-machines-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        for path in [folder, "\(folder)/labs", "\(folder)/labs/test"] { try File.makeFolder(path, mode: 0o700) }
        try File.replace("\(folder)/labs/test/template.json", with: Array(template.utf8), mode: 0o600)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var settings = HouseSettings()
        settings.machineLimit = limit
        settings.homeSpace = homeSpace
        settings.runFolder = "\(folder)/run"
        house = LabHouse(folder: folder, settings, logger: logger)
        let loop = try EventLoop()
        net = try NetLoop(on: loop, logger: logger)
        // The agent's program lies beside the tests.
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
        let products = bundle.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        agent = LabAgent(on: loop, homes: house.homes, executable: products + "/LabHost")
        let host = RoomHost(opening: "", HostConfiguration(journal: JournalID(bytes: [1, 2, 3, 4, 5, 6, 7, 8])), at: 0)
        machines = RoomMachines(
            of: RoomID(7), in: house, HousePost(loopCount: 1), on: net, agent,
            clock: { [unowned self] in now }
        ) { $0(host, 0) }
    }

    func run(until condition: () -> Bool) throws {
        let pulse = try LoopTimer(on: net.loop) {}
        try pulse.start(everyMilliseconds: 2)
        defer { pulse.close() }
        for _ in 0..<60_000 where !condition() { net.loop.runOneTurn() }
        #expect(condition())
    }

    func order(_ task: MachineOrder.Task) {
        machines.perform(MachineOrder(machine: name, template: "test", task: task))
    }

    /// Starts it, and lets it make a file.
    func works() throws {
        order(.start(columns: 80, rows: 24))
        try run { self.machines.machine(self.name)?.phase == .running }
        machines.type(Array("echo kept > file; echo ma''de\n".utf8), into: name, by: 1)
        try run {
            guard let state = self.machines.state(of: self.name) else { return false }
            return (0..<24).contains { state.text(ofRow: $0) == "made" }
        }
    }

    /// What is kept of its home.
    var home: String {
        let path = "\(house.folder(of: "7-12"))/home.tar"
        return (try? File.contents(of: path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    func close() {
        machines.close()
        agent.close()
        net.close()
        net.loop.close()
        // Nothing but the test's own files.
        let files = ["/labs/test/template.json", "/machines/7-12/home.tar"]
        for path in files + (0..<8).map({ "/run/users-\($0)" }) { unlink(folder + path) }
        for path in (0..<8).map({ "/run/pages-\($0)" }) { rmdir(folder + path) }
        for path in ["/labs/test", "/labs", "/machines/7-12", "/machines", "/run", ""] { rmdir(folder + path) }
    }
}

@Suite(.serialized, .enabled(if: canSandbox, "needs root and bubblewrap (make test installs it)"))
struct RoomMachinesTests {
    /// A room that collapses or is let go comes back with what was made in it.
    @Test func aRoomThatIsClosedKeepsTheHomesFirst() throws {
        let bench = try MachinesBench()
        defer { bench.close() }
        try bench.works()
        var isClosed = false
        bench.machines.stopAll {
            isClosed = true
            #expect(bench.home.contains("kept\n"))
        }
        #expect(!isClosed)
        try bench.run { isClosed }
        #expect(bench.machines.isEmpty)
        // Without machines there is nothing to wait for; and nobody is called twice.
        var count = 0
        bench.machines.stopAll { count += 1 }
        try bench.run { count == 1 }
    }

    @Test func whatIsRemovedIsGoneWithItsFolder() throws {
        let bench = try MachinesBench()
        defer { bench.close() }
        try bench.works()
        bench.order(.stop)
        try bench.run { bench.machines.isEmpty }
        #expect(bench.home.contains("kept\n") && bench.house.homes.byteCount > 0)
        bench.order(.remove)
        try bench.run { !File.isFolder(bench.house.folder(of: "7-12")) }
        #expect(bench.house.homes.byteCount == 0)
    }

    /// A home for which there is no room is not kept, and nothing is left of the attempt.
    @Test func keptHomesHaveABound() throws {
        let bench = try MachinesBench(homeSpace: 0)
        defer { bench.close() }
        try bench.works()
        bench.order(.stop)
        try bench.run { bench.machines.isEmpty }
        #expect(bench.home.isEmpty && KernelFile.removeFolder(bench.house.folder(of: "7-12")))
    }

    @Test func aPlaceIsAnothersOnlyWhenTheMachineIsGone() throws {
        let bench = try MachinesBench(limit: 1)
        defer { bench.close() }
        try bench.works()
        guard case .failure(.serverFull) = bench.house.takePlace(for: 8) else { throw Failed() }
        bench.order(.stop)
        try bench.run { bench.machines.isEmpty }
        var number: Int?
        try bench.run {
            if number == nil, case .success(let taken) = bench.house.takePlace(for: 8) { number = taken }
            return number == 0
        }
        // No place: nothing runs, and nothing waits.
        bench.order(.start(columns: 80, rows: 24))
        #expect(bench.machines.isEmpty)
    }

    @Test func aMachineThatNobodyUsesIsStoppedAndKeepsItsHome() throws {
        let bench = try MachinesBench(#"{"idleEnd": 60}"#)
        defer { bench.close() }
        try bench.works()
        bench.now += 50_000
        bench.machines.tick()
        bench.machines.type(Array("true\n".utf8), into: bench.name, by: 1)
        bench.now += 59_000
        bench.machines.tick()
        #expect(!bench.machines.isEmpty)
        bench.now += 1_000
        bench.machines.tick()
        try bench.run { bench.machines.isEmpty }
        #expect(bench.home.contains("kept\n"))
    }
}

private struct Failed: Error {}
