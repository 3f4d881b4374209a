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
    let host = RoomHost(opening: "", HostConfiguration(journal: JournalID(bytes: [1, 2, 3, 4, 5, 6, 7, 8])), at: 0)
    /// Whether the host is asked: it knows no lab, and so no ticket holds.
    var hasHost = true
    private var inbox: LoopInbox<HouseMail>?
    /// Connections to pages, as those who asked have them.
    var lines: [String: PageLine] = [:]

    init(_ template: String = "{}", limit: Int = 4, homeSpace: Int = 64, lines: Int = 256) throws {
        folder = "/tmp/takhti-room-machines-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        for path in [folder, "\(folder)/labs", "\(folder)/labs/test"] { try File.makeFolder(path, mode: 0o700) }
        try File.replace("\(folder)/labs/test/template.json", with: Array(template.utf8), mode: 0o600)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var settings = HouseSettings()
        settings.machineLimit = limit
        settings.homeSpace = homeSpace
        settings.runFolder = "\(folder)/run"
        house = LabHouse(folder: folder, settings, totals: PageTotals(lines: lines), logger: logger)
        let loop = try EventLoop()
        net = try NetLoop(on: loop, logger: logger)
        // The agent's program lies beside the tests.
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
        let products = bundle.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        agent = LabAgent(on: loop, homes: house.homes, executable: products + "/LabHost")
        let post = HousePost(loopCount: 1)
        machines = RoomMachines(
            of: RoomID(7), in: house, post, on: net, agent,
            clock: { [unowned self] in now }
        ) { [unowned self] in if hasHost { $0(host, 0) } }
        let inbox = try LoopInbox<HouseMail>(on: loop) { [unowned self] mail in
            switch mail {
            case .pageEnded(_, let name, let number): machines.pageEnded(number, of: name)
            case .pageRevoked(let number): self.lines = self.lines.filter { $0.value.place.number != number }
            default: break
            }
        }
        self.inbox = inbox
        post.open(inbox, loop: 0)
    }

    /// Somebody asks for a connection to a page of a machine that runs; what comes of it is in `lines` by `label`.
    func ask(_ label: String, _ machine: ItemName, by who: ParticipantHandle, at network: String) {
        let opening = machines.opening(of: 80, in: machine, for: who, host) ?? 0
        let ticket = MachineTicket(
            room: RoomID(7), machine: machine.counter, port: 80, who: who, opening: opening,
            issued: ProcessResources.unixTime)
        machines.connect(
            RoomMachines.PageAsker(ticket: ticket, network: network, loop: 0) { [unowned self] reply in
                if case .page(let line) = reply { lines[label] = line }
            })
    }

    func run(until condition: () -> Bool) throws {
        let pulse = try LoopTimer(on: net.loop) {}
        try pulse.start(everyMilliseconds: 2)
        defer { pulse.close() }
        for _ in 0..<60_000 where !condition() { net.loop.runOneTurn() }
        #expect(condition())
    }

    func order(_ task: MachineOrder.Task, _ machine: ItemName? = nil) {
        machines.perform(MachineOrder(machine: machine ?? name, template: "test", task: task))
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
        lines = [:]
        inbox?.close()
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

    /// Who holds all that a room may have, in one machine, makes room for another machine.
    @Test func connectionsToPagesEndWithWhoeverHasMost() throws {
        let template = #"""
            {"kind": "command", "ports": [80],
             "command": {"attach": ["bash", "--norc"], "run": ["env"], "connect": ["cat"]}}
            """#
        let bench = try MachinesBench(template, lines: 8)
        defer { bench.close() }
        let other = ItemName(outbox: 0, counter: 13)
        for name in [bench.name, other] {
            bench.order(.start(columns: 80, rows: 24), name)
            try bench.run { bench.machines.machine(name)?.phase == .running }
        }
        bench.hasHost = false
        for number in 0..<6 { bench.ask("evil \(number)", bench.name, by: 1, at: "10.0.0.66") }
        try bench.run { bench.lines.count == 4 }
        bench.ask("honest", other, by: 2, at: "10.0.0.2")
        // What is young is left alone; of what is not, whoever is next gets what whoever has most has to give.
        #expect(bench.lines["honest"] == nil)
        bench.now += 5_000
        bench.ask("other", other, by: 3, at: "10.0.0.2")
        try bench.run { ["honest", "other", "evil 4", "evil 5"].allSatisfy { bench.lines[$0] != nil } }
        #expect(bench.lines.count == 4)
        // What more is asked for in the one machine is that machine's alone to give.
        bench.now += 5_000
        for number in 6..<9 { bench.ask("evil \(number)", bench.name, by: ParticipantHandle(number), at: "10.0.0.66") }
        try bench.run { ["honest", "other", "evil 6", "evil 7"].allSatisfy { bench.lines[$0] != nil } }
        #expect(bench.lines.count == 4 && bench.lines["evil 8"] == nil)
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
