import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

@Suite struct LabTests {
    @Test func aLabHasAMachineForEachGroup() throws {
        var room = try Class()
        let lab = try room.opens(groups: 3)
        #expect(lab.title == "Web servers" && lab.steps == 2 && lab.sheet == "- [ ] one\n- [ ] two")
        #expect(lab.machines.map(\.title) == ["1", "2", "3"])
        #expect(lab.machines.allSatisfy { $0.state == .stopped && $0.driver == nil && $0.columns == 80 })
        let topics = lab.machines.flatMap { [$0.screen, $0.metrics] }
        #expect(Set(topics).count == 6)
        #expect(
            topics.map { room.host.room.kind(of: $0) }
                == Array(repeating: [.screen, .metrics], count: 3).joined().map { $0 })
        #expect(topics.allSatisfy { room.host.room.mayFollow($0, room.listener.participant) })
        // What comes after has other topics.
        try room.give(.addPage(after: nil, background: .plain, picture: nil, name: ""), room.teacher)
        #expect(Set(topics + room.host.room.logTopics).count == 6 + room.host.room.logTopics.count)
        #expect(try room.opens(groups: 1).machines.map(\.title) == [""])
    }

    @Test func whatCannotBeOpenedIsRefused() throws {
        var room = try Class()
        func prepare(_ template: String, groups: Int = 1, title: String = "x") -> LabCommand {
            .prepare(template: template, groups: groups, keyboard: .queue, title: title)
        }
        #expect(throws: Rejection.noSuchTemplate) { try room.give(prepare("../etc"), room.teacher) }
        #expect(throws: Rejection.tooMany) { try room.give(prepare("shell", groups: 101), room.teacher) }
        #expect(throws: Rejection.badText) { try room.give(prepare("shell", title: "a\u{1B}[2J"), room.teacher) }
        #expect(throws: Rejection.forbidden) { try room.give(prepare("shell"), room.listener) }
        for _ in 1...8 { try room.give(prepare("shell"), room.teacher) }
        #expect(throws: Rejection.tooMany) { try room.give(prepare("shell"), room.teacher) }
        let machine = ItemRef(outbox: 0, counter: 9_999)
        #expect(throws: Rejection.noSuchMachine) { try room.give(.start(machine: machine), room.teacher) }
    }

    @Test func aMachineIsStartedStoppedAndFails() throws {
        var room = try Class()
        let name = try room.opens(groups: 1).machines[0].name
        #expect(try room.give(.start(machine: name.ref), room.writer) == [.start(columns: 80, rows: 24)])
        #expect(room.machine(name).state == .starting && room.host.room.hasRunningMachines)
        #expect(throws: Rejection.alreadySo) { try room.give(.start(machine: name.ref), room.writer) }
        room.host.report(.running, of: name)
        #expect(room.machine(name).state == .running)
        // Who neither teaches nor types does not stop it.
        #expect(throws: Rejection.notDriver) { try room.give(.stop(machine: name.ref), room.writer) }
        #expect(try room.give(.stop(machine: name.ref), room.teacher) == [.stop])
        #expect(room.machine(name).state == .running)
        room.host.report(.stopped(status: 137), of: name)
        #expect(room.machine(name).state == .stopped && !room.host.room.hasRunningMachines)
        // What comes late is no news.
        room.host.report(.failed(reason: "late"), of: name)
        #expect(room.machine(name).state == .stopped)
        try room.give(.start(machine: name.ref), room.writer)
        room.host.report(.failed(reason: "no \u{7}" + String(repeating: "é", count: 300)), of: name)
        #expect(room.machine(name).state == .failed && room.machine(name).reason.hasPrefix("no  éé"))
        #expect(room.machine(name).reason.utf8.count <= WireLimits.lineByteLimit)
        #expect(try room.give(.reset(machine: name.ref), room.teacher) == [.reset(columns: 80, rows: 24)])
        #expect(room.machine(name).state == .starting && room.machine(name).reason.isEmpty)
    }

    @Test func whyAMachineDoesNotRunIsKnownUntilItIsStarted() throws {
        var room = try Class()
        let name = try room.runs()
        room.host.report(.stopped(status: nil, cause: .idle), of: name)
        #expect(room.machine(name).state == .stopped && room.machine(name).cause == .idle)
        try room.give(.start(machine: name.ref), room.writer)
        #expect(room.machine(name).cause == .program)
        room.host.report(.failed(cause: .roomFull, reason: ""), of: name)
        #expect(room.machine(name).state == .failed && room.machine(name).cause == .roomFull)
    }

    @Test func oneTypesOthersWait() throws {
        var room = try Class()
        let name = try room.runs()
        let (driver, other) = (room.writer.participant, room.listener.participant)
        #expect(!room.types(room.writer, name) && !room.types(room.teacher, name))
        try room.give(.askKeyboard(machine: name.ref), room.writer)
        #expect(room.machine(name).driver == driver && room.types(room.writer, name))
        try room.give(.askKeyboard(machine: name.ref), room.listener)
        try room.give(.askKeyboard(machine: name.ref), room.teacher)
        #expect(room.machine(name).queue == [other, room.teacher.participant] && !room.types(room.listener, name))
        #expect(throws: Rejection.alreadySo) { try room.give(.askKeyboard(machine: name.ref), room.listener) }
        #expect(throws: Rejection.notDriver) {
            try room.give(.giveKeyboard(machine: name.ref, participant: other), room.listener)
        }
        try room.give(.releaseKeyboard(machine: name.ref), room.writer)
        #expect(room.machine(name).driver == other && !room.types(room.writer, name))
        // A driver hands it to somebody; who waited waits on.
        try room.give(.giveKeyboard(machine: name.ref, participant: driver), room.listener)
        #expect(room.machine(name).driver == driver && room.machine(name).queue == [room.teacher.participant])
        // Those who teach take it.
        try room.give(.giveKeyboard(machine: name.ref, participant: room.teacher.participant), room.teacher)
        #expect(room.types(room.teacher, name) && room.machine(name).queue.isEmpty)
        try room.give(.giveKeyboard(machine: name.ref, participant: nil), room.teacher)
        #expect(room.machine(name).driver == nil)
    }

    @Test func theHallsDisplayShowsMachinesOfOneLab() throws {
        var room = try Class()
        let first = try room.opens(groups: 2)
        let one = try #require(room.labName)
        _ = try room.opens(groups: 1)
        let other = try #require(room.labName)
        func shown() -> [LabDisplay?] { room.host.room.labs.sorted { $0.key < $1.key }.map(\.value.state.display) }
        try room.give(.show(lab: one, machine: first.machines[1].name.ref), room.teacher)
        #expect(shown() == [LabDisplay(machine: first.machines[1].name), nil])
        try room.give(.show(lab: other, machine: nil), room.teacher)
        #expect(shown() == [nil, LabDisplay()])
        #expect(throws: Rejection.alreadySo) {
            try room.give(.show(lab: other, machine: nil), room.teacher)
        }
        // A machine of another lab is none of this one.
        #expect(throws: Rejection.noSuchMachine) {
            try room.give(.show(lab: other, machine: first.machines[0].name.ref), room.teacher)
        }
        try room.give(.hide(lab: other), room.teacher)
        #expect(shown() == [nil, nil])
        #expect(throws: Rejection.alreadySo) { try room.give(.hide(lab: other), room.teacher) }
        // A lab that is over is not shown.
        try room.give(.show(lab: one, machine: nil), room.teacher)
        try room.give(.dissolve(lab: one), room.teacher)
        #expect(shown() == [nil, nil])
        #expect(throws: Rejection.wrongPhase) { try room.give(.show(lab: one, machine: nil), room.teacher) }
    }

    @Test func theKeyboardIsLockedAndShared() throws {
        var room = try Class()
        let name = try room.runs()
        try room.give(.askKeyboard(machine: name.ref), room.writer)
        try room.give(.askKeyboard(machine: name.ref), room.listener)
        try room.give(.ruleKeyboard(machine: name.ref, keyboard: .locked), room.teacher)
        #expect(room.machine(name).driver == nil && !room.types(room.writer, name) && room.types(room.teacher, name))
        #expect(throws: Rejection.keyboardLocked) { try room.give(.askKeyboard(machine: name.ref), room.writer) }
        #expect(throws: Rejection.keyboardLocked) {
            let who = room.writer.participant
            try room.give(.giveKeyboard(machine: name.ref, participant: who), room.teacher)
        }
        try room.give(.ruleKeyboard(machine: name.ref, keyboard: .queue), room.teacher)
        #expect(room.machine(name).driver == room.listener.participant)
        try room.give(.ruleKeyboard(machine: name.ref, keyboard: .shared), room.teacher)
        #expect(room.types(room.writer, name) && room.types(room.listener, name) && room.types(room.teacher, name))
        #expect(throws: Rejection.forbidden) {
            try room.give(.ruleKeyboard(machine: name.ref, keyboard: .queue), room.listener)
        }
    }

    @Test func aGroupWorksWithItsMachine() throws {
        var room = try Class()
        let lab = try room.opens(groups: 2)
        let (first, second) = (lab.machines[0].name, lab.machines[1].name)
        let (one, other) = (room.writer.participant, room.listener.participant)
        try room.give(.assign(machine: first.ref, participant: one), room.writer)
        #expect(throws: Rejection.forbidden) {
            try room.give(.assign(machine: second.ref, participant: one), room.writer)
        }
        #expect(throws: Rejection.forbidden) {
            try room.give(.assign(machine: first.ref, participant: other), room.writer)
        }
        #expect(throws: Rejection.forbidden) { try room.give(.start(machine: first.ref), room.listener) }
        #expect(throws: Rejection.forbidden) { try room.give(.start(machine: second.ref), room.writer) }
        try room.give(.assign(machine: second.ref, participant: one), room.teacher)
        #expect(room.machine(first).group.isEmpty && room.machine(second).group == [one])
        try room.give(.start(machine: second.ref), room.writer)
        room.host.report(.running, of: second)
        // To whom it is given may type, whatever the group: those who teach decide.
        try room.give(.giveKeyboard(machine: second.ref, participant: other), room.teacher)
        #expect(room.types(room.listener, second))
    }

    /// Whoever uses a machine of the groups belongs to it: one student does not take those of all.
    @Test func whoUsesAMachineBelongsToIt() throws {
        var room = try Class()
        let lab = try room.opens(groups: 3)
        let (first, second) = (lab.machines[0].name, lab.machines[1].name)
        try room.give(.start(machine: first.ref), room.writer)
        #expect(room.machine(first).group == [room.writer.participant])
        #expect(throws: Rejection.forbidden) { try room.give(.start(machine: second.ref), room.writer) }
        #expect(throws: Rejection.forbidden) { try room.give(.askKeyboard(machine: second.ref), room.writer) }
        // Others come to it when they choose it, or are put there; who teaches is in no group.
        #expect(throws: Rejection.forbidden) { try room.give(.askKeyboard(machine: first.ref), room.listener) }
        try room.give(.assign(machine: first.ref, participant: room.listener.participant), room.listener)
        try room.give(.askKeyboard(machine: first.ref), room.listener)
        try room.give(.start(machine: second.ref), room.teacher)
        #expect(room.machine(second).group.isEmpty)
        // The machine of the whole class is everybody's.
        let shared = try room.runs()
        try room.give(.askKeyboard(machine: shared.ref), room.writer)
        #expect(room.machine(shared).group.isEmpty)
    }

    @Test func whoIsGoneHoldsNoKeyboardUp() throws {
        var room = try Class()
        let name = try room.runs()
        try room.give(.askKeyboard(machine: name.ref), room.writer)
        try room.give(.askKeyboard(machine: name.ref), room.listener)
        room.host.now += 1_000
        room.host.perform(room.host.room.leaving(room.writer.participant), by: 0, counter: 0)
        #expect(room.machine(name).driver == room.writer.participant)
        room.host.now = try #require(room.host.room.deadline)
        room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
        #expect(room.machine(name).driver == room.listener.participant && room.host.room.deadline == nil)
    }

    @Test func stepsAreCheckedAndPortsOpened() throws {
        var room = try Class()
        let name = try room.runs()
        #expect(try room.give(.check(machine: name.ref, step: 1), room.listener) == [.check(1)])
        #expect(throws: Rejection.noSuchItem) { try room.give(.check(machine: name.ref, step: 2), room.listener) }
        room.host.report(.checked(step: 1, done: true), of: name)
        room.host.report(.checked(step: 0, done: true), of: name)
        room.host.report(.checked(step: 7, done: true), of: name)
        #expect(room.machine(name).done == [0, 1])
        room.host.report(.checked(step: 0, done: false), of: name)
        #expect(room.machine(name).done == [1])
        let open = LabCommand.allowPort(machine: name.ref, port: 8_000, allowed: true)
        #expect(throws: Rejection.notDriver) { try room.give(open, room.listener) }
        try room.give(open, room.teacher)
        #expect(throws: Rejection.alreadySo) { try room.give(open, room.teacher) }
        for port in 1...14 { try room.give(.allowPort(machine: name.ref, port: port, allowed: true), room.teacher) }
        #expect(throws: Rejection.tooMany) {
            try room.give(.allowPort(machine: name.ref, port: 80, allowed: true), room.teacher)
        }
        #expect(room.machine(name).ports == Array(1...14) + [8_000])
    }

    @Test func theSizeFollowsTheDriverWithinBounds() throws {
        var room = try Class()
        let name = try room.runs()
        try room.give(.askKeyboard(machine: name.ref), room.writer)
        #expect(throws: Rejection.notDriver) {
            try room.give(.resize(machine: name.ref, columns: 90, rows: 30), room.listener)
        }
        let orders = try room.give(.resize(machine: name.ref, columns: 1_023, rows: 511), room.writer)
        #expect(orders == [.resize(columns: 300, rows: 50)])
        try room.give(.resize(machine: name.ref, columns: 1, rows: 1), room.writer)
        #expect((room.machine(name).columns, room.machine(name).rows) == (20, 5))
    }

    @Test func aLineGoesToAllAndTheLabEnds() throws {
        var room = try Class()
        let lab = try room.opens(groups: 3)
        for machine in lab.machines.prefix(2) {
            try room.give(.start(machine: machine.name.ref), room.teacher)
            room.host.report(.running, of: machine.name)
        }
        let name = try #require(room.labName)
        #expect(throws: Rejection.badText) { try room.give(.broadcast(lab: name, line: "ls\u{3}"), room.teacher) }
        #expect(throws: Rejection.badText) { try room.give(.broadcast(lab: name, line: "a\nb"), room.teacher) }
        let typed = try room.give(.broadcast(lab: name, line: "ls"), room.teacher)
        #expect(typed == [.type(Array("ls\r".utf8)), .type(Array("ls\r".utf8))])
        #expect(try room.give(.dissolve(lab: name), room.teacher) == [.remove, .remove, .remove])
        #expect(!room.host.room.hasRunningMachines)
        #expect(throws: Rejection.wrongPhase) { try room.give(.dissolve(lab: name), room.teacher) }
        #expect(throws: Rejection.wrongPhase) {
            try room.give(.start(machine: lab.machines[0].name.ref), room.teacher)
        }
    }

    @Test func whatRanBeforeTheServerEndedRunsNoMore() throws {
        var room = try Class()
        let name = try room.runs()
        room.host.perform(room.host.room.resuming(since: 0), by: 0, counter: 0)
        #expect(room.machine(name).state == .stopped)
    }
}

extension Class {
    /// Gives a command on labs; what the house is to do.
    @discardableResult
    mutating func give(_ command: LabCommand, _ actor: Actor) throws -> [MachineOrder.Task] {
        try host.give(.lab(command: command), by: actor)
        return host.room.orders(for: command, by: actor).map(\.task)
    }

    mutating func opens(groups: Int) throws -> LabState {
        try give(.prepare(template: "shell", groups: groups, keyboard: .queue, title: " Web servers "), teacher)
        let latest = host.room.labs.max { $0.key < $1.key }
        return try #require(latest?.value.state)
    }

    /// A lab of one machine that runs.
    mutating func runs() throws -> ItemName {
        let name = try opens(groups: 1).machines[0].name
        try give(.start(machine: name.ref), teacher)
        host.report(.running, of: name)
        return name
    }

    /// The command that prepared the latest lab.
    var labName: ItemRef? { host.room.core.room.topics.last { $0.topicKind == .lab }?.item?.ref }

    func machine(_ name: ItemName) -> Machine { host.room.machine(name)!.machine }

    func types(_ actor: Actor, _ name: ItemName) -> Bool { host.room.mayType(actor.participant, into: name) }
}
