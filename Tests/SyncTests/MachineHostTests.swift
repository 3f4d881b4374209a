import Terminal
import Testing
import Wire

@testable import Classroom
@testable import Sync

/// Machines over the wire: what is typed, what is seen, what is recorded.
@Suite struct MachineHostTests {
    /// A lab of one machine that runs, and its driver.
    private func running() throws -> (HostBench, BenchGuest, Machine) {
        let bench = HostBench()
        bench.configuration.templates = [LabTemplate(name: "shell", title: "A shell")]
        bench.restart()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let lab = LabCommand.prepare(template: "shell", groups: 1, keyboard: .queue, title: "")
        bench.say(lecturer, [(.next, .lab(command: lab))])
        let machine = try #require(bench.host.room.labs.values.first?.state.machines.first)
        bench.operate(lecturer, .start(machine: machine.ref))
        bench.report(.running, of: machine.name)
        bench.operate(lecturer, .askKeyboard(machine: machine.ref))
        bench.tell(lecturer, .subscribe(topic: machine.screen, sequence: nil))
        bench.pass(200)
        return (bench, lecturer, machine)
    }

    /// Links to pages of machines end with it, though the person may come back.
    @Test func whoIsSentOutIsCounted() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let student = bench.join("Student", device: 50)
        let who = try #require(bench.host.participant(of: [[UInt8](repeating: 50, count: 32)]))
        #expect(bench.host.isHere(who) && bench.host.removals(of: who) == 0)
        bench.say(lecturer, [(.next, .people(command: .remove(participant: who, ban: false)))])
        bench.leave(student)
        #expect(!bench.host.isHere(who) && bench.host.removals(of: who) == 1)
        bench.join("Student", device: 50)
        #expect(bench.host.isHere(who) && bench.host.removals(of: who) == 1)
    }

    @Test func whatTheHouseIsToDoFollowsFromCommands() throws {
        let (bench, lecturer, machine) = try running()
        #expect(bench.orders.map(\.task) == [.start(columns: 80, rows: 24)])
        bench.operate(lecturer, .resize(machine: machine.ref, columns: 100, rows: 30))
        bench.operate(lecturer, .stop(machine: machine.ref))
        // A command that was refused asks for nothing.
        bench.operate(lecturer, .start(machine: machine.ref))
        #expect(bench.orders.map(\.task) == [.start(columns: 80, rows: 24), .resize(columns: 100, rows: 30), .stop])
    }

    /// What is done to a machine is lost with a crash, and so nothing is done that a crash would take back.
    @Test func machinesAreToldOnceItIsStored() throws {
        let (bench, lecturer, machine) = try running()
        bench.isFull = true
        bench.operate(lecturer, .reset(machine: machine.ref))
        let lab = try #require(bench.host.room.core.room.topics.first { $0.topicKind == .lab }?.item)
        bench.operate(lecturer, .dissolve(lab: ItemRef(outbox: lab.outbox, counter: lab.counter)))
        #expect(bench.orders.map(\.task) == [.start(columns: 80, rows: 24)])
        bench.isFull = false
        bench.pass(bench.configuration.retryPause)
        #expect(
            bench.orders.map(\.task) == [
                .start(columns: 80, rows: 24), .reset(columns: 80, rows: 24), .remove,
            ])
    }

    @Test func onlyWhoHasTheKeyboardTypes() throws {
        let (bench, lecturer, machine) = try running()
        let student = bench.join("Student")
        bench.tell(student, .keys(machine: machine.name, number: 1, keys: Array("rm".utf8)))
        bench.tell(student, .keys(machine: ItemName(outbox: 0, counter: 77), number: 1, keys: Array("rm".utf8)))
        #expect(bench.typed.isEmpty)
        bench.tell(lecturer, .keys(machine: machine.name, number: 1, keys: Array("ls".utf8)))
        #expect(bench.typed == Array("ls".utf8))
        bench.operate(lecturer, .giveKeyboard(machine: machine.ref, participant: 2))
        bench.tell(lecturer, .keys(machine: machine.name, number: 2, keys: Array("no".utf8)))
        bench.tell(student, .keys(machine: machine.name, number: 1, keys: Array("\r".utf8)))
        #expect(bench.typed == Array("ls\r".utf8))
        bench.report(.stopped(status: 0), of: machine.name)
        bench.tell(student, .keys(machine: machine.name, number: 2, keys: Array("no".utf8)))
        #expect(bench.typed == Array("ls\r".utf8))
    }

    /// Starting and ending machines costs the house far more than it costs to say it.
    @Test func aStudentStartsAndResetsOnlySoOften() throws {
        let (bench, lecturer, machine) = try running()
        let student = bench.join("Student")
        bench.operate(lecturer, .giveKeyboard(machine: machine.ref, participant: 2))
        let before = bench.orders.count
        for _ in 1...20 { bench.operate(student, .reset(machine: machine.ref)) }
        #expect(bench.orders.count - before == 6)
        #expect(
            student.messages.contains { if case .rejected(_, _, .tooFast, let wait?) = $0 { wait > 0 } else { false } })
        bench.pass(9_000)
        bench.operate(student, .reset(machine: machine.ref))
        #expect(bench.orders.count - before == 6)
        bench.pass(2_000)
        bench.operate(student, .reset(machine: machine.ref))
        #expect(bench.orders.count - before == 7)
        // Who teaches starts those of all groups.
        for _ in 1...20 { bench.operate(lecturer, .reset(machine: machine.ref)) }
        #expect(bench.orders.count - before == 27)
    }

    @Test func aMachineIsWatchedWhileSomebodyLooks() throws {
        let (bench, lecturer, machine) = try running()
        #expect(bench.host.isWatched(machine.name))
        bench.tell(lecturer, .unsubscribe(topic: machine.screen))
        #expect(!bench.host.isWatched(machine.name))
        #expect(!bench.host.isWatched(ItemName(outbox: 0, counter: 77)))
    }

    @Test func aFloodOfKeysIsCut() throws {
        let (bench, lecturer, machine) = try running()
        for number in 1...1_000 { bench.tell(lecturer, .keys(machine: machine.name, number: number, keys: [0x61])) }
        #expect(bench.typed.count == 400)
    }

    @Test func viewersSeeWhatTheProgramPrints() throws {
        let (bench, lecturer, machine) = try running()
        bench.print("hello\r\n", on: machine.name)
        #expect(lecturer.screen(of: machine) == nil)
        bench.pass(5)
        #expect(lecturer.screen(of: machine)?.text(ofRow: 0) == "hello")
        bench.print("again", on: machine.name)
        bench.pass(5)
        #expect(lecturer.screen(of: machine)?.text(ofRow: 1) == "")
        bench.pass(30)
        #expect(lecturer.screen(of: machine)?.text(ofRow: 1) == "again")
        #expect(lecturer.frames(of: machine).map(\.since) == [nil, 1])
        // Who comes later gets the whole, and then the same differences.
        let late = bench.join("Late")
        bench.tell(late, .subscribe(topic: machine.screen, sequence: nil))
        #expect(late.screen(of: machine)?.text(ofRow: 1) == "again")
        bench.print("!", on: machine.name)
        bench.pass(50)
        #expect(
            late.frames(of: machine).map(\.since) == [nil, 1]
                && lecturer.screen(of: machine) == late.screen(of: machine))
    }

    /// A program that prints without end is looked at once a tick, and what does not change costs nothing.
    @Test func aFloodCostsNoMoreThanTheScreen() throws {
        let (bench, lecturer, machine) = try running()
        let before = bench.looks
        for _ in 0..<500 {
            bench.print(String(repeating: "y\r\n", count: 100), on: machine.name)
            bench.pass(2)
        }
        #expect(bench.looks - before <= 32)
        let bytes = lecturer.frames(of: machine).dropFirst(2).reduce(0) { $0 + $1.bytes }
        #expect(bytes < 600, "\(bytes) in a second")
    }

    /// Frames of much colour leave one after the other's time.
    @Test func wideFramesComeSeldom() throws {
        let (bench, lecturer, machine) = try running()
        for round in 0..<500 {
            bench.print(
                (0..<20).map { "\u{1B}[\(1 + $0)H" + String(repeating: "\u{1B}[3\((round + $0) % 8)mab", count: 40) }
                    .joined(), on: machine.name)
            bench.pass(2)
        }
        let bytes = lecturer.frames(of: machine).reduce(0) { $0 + $1.bytes }
        #expect(bytes < 30_000, "\(bytes) in a second")
    }

    @Test func theDriverIsToldWhichKeysWereEchoed() throws {
        let (bench, lecturer, machine) = try running()
        bench.print("$ ", on: machine.name)
        bench.pass(100)
        bench.tell(lecturer, .keys(machine: machine.name, number: 7, keys: [0x61]))
        bench.print("a", on: machine.name)
        bench.pass(40)
        #expect(lecturer.frames(of: machine).last?.typed == nil)
        bench.pass(20)
        #expect(lecturer.frames(of: machine).last?.typed == 7)
        // A password is not echoed; that it was taken is told all the same.
        bench.tell(lecturer, .keys(machine: machine.name, number: 8, keys: [0x62]))
        bench.pass(60)
        #expect(lecturer.frames(of: machine).last?.typed == 8)
        // Numbers are of one connection: nobody is told another's.
        let student = bench.join("Student")
        bench.operate(lecturer, .giveKeyboard(machine: machine.ref, participant: 2))
        bench.tell(student, .keys(machine: machine.name, number: 1, keys: [0x63]))
        bench.print("c", on: machine.name)
        bench.pass(40)
        #expect(lecturer.frames(of: machine).last?.typed == nil)
    }

    /// Who is behind is not sent what came between.
    @Test func whoIsBehindGetsTheScreenAsItIsNow() throws {
        let (bench, lecturer, machine) = try running()
        bench.print("one", on: machine.name)
        bench.pass(100)
        let student = bench.join("Student")
        bench.tell(student, .subscribe(topic: machine.screen, sequence: nil))
        student.queuedByteCount = 100_000
        for round in 1...10 {
            bench.print("\r\nround \(round)", on: machine.name)
            bench.pass(100)
        }
        #expect(student.frames(of: machine).count == 1 && lecturer.frames(of: machine).count >= 11)
        student.queuedByteCount = 0
        bench.print("!", on: machine.name)
        bench.pass(100)
        #expect(student.screen(of: machine) == lecturer.screen(of: machine))
        #expect(student.frames(of: machine).count == 2 && (student.frames(of: machine).last?.since ?? 0) > 5)
    }

    /// Bells are counted, within a second as one: a flood of them costs a frame a second.
    @Test func aBellIsToldOfAtMostOnceASecond() throws {
        let (bench, lecturer, machine) = try running()
        bench.print("hello", on: machine.name)
        bench.pass(100)
        let (before, looks) = (lecturer.frames(of: machine).count, bench.looks)
        for _ in 0..<1_400 {
            bench.ring(machine.name)
            bench.pass(2)
        }
        let frames = lecturer.frames(of: machine).dropFirst(before)
        #expect(frames.map(\.bells) == [1, 2, 3] && frames.allSatisfy { $0.since == 1 })
        // The first is looked at once more, when it may be recorded.
        #expect(bench.looks - looks == 4)
        bench.print("!", on: machine.name)
        bench.pass(2_000)
        #expect(lecturer.frames(of: machine).last?.bells == 4)
    }

    /// A screen that is never without a bell: its recording can be joined in the middle all the same.
    @Test func whereEveryRecordHasABellThereAreKeyframes() throws {
        let (bench, lecturer, machine) = try running()
        bench.tell(lecturer, .unsubscribe(topic: machine.screen))
        for _ in 0..<1_010 {
            bench.ring(machine.name)
            bench.pass(1_000)
        }
        let places = bench.journal.recording(of: machine.screen).enumerated().compactMap { place, message in
            if case .view(_, _, nil, .screen) = message { place } else { nil }
        }
        #expect(places == [0, 1_001])
    }

    /// In a recording, too, a bell is seen in a difference (S10).
    @Test func bellsAreRecorded() throws {
        let (bench, lecturer, machine) = try running()
        bench.tell(lecturer, .unsubscribe(topic: machine.screen))
        bench.ring(machine.name)
        bench.pass(3_000)
        bench.print("hello", on: machine.name)
        bench.pass(3_000)
        bench.ring(machine.name)
        bench.pass(3_000)
        let frames = bench.journal.recording(of: machine.screen).compactMap { message -> (Int?, Int)? in
            if case .view(_, _, let since, .screen(let view)) = message { (since, view.bells) } else { nil }
        }
        #expect(frames.map(\.0) == [nil, 1, 1, 1] && frames.map(\.1) == [0, 1, 1, 2])
    }

    @Test func everythingIsRecordedWithItsAuthors() throws {
        let (bench, lecturer, machine) = try running()
        for key in Array("ls\r".utf8) {
            bench.tell(lecturer, .keys(machine: machine.name, number: Int(key), keys: [key]))
            bench.print(String(decoding: [key], as: UTF8.self), on: machine.name)
            bench.pass(150)
        }
        bench.print("\nfile\r\n", on: machine.name)
        bench.pass(3_000)
        let recording = bench.journal.recording(of: machine.screen)
        var screen = ScreenState.origin
        for case .view(_, _, let since, .screen(let view)) in recording {
            if since == nil { screen = .origin }
            screen.apply(try ScreenDifference(decoding: view.frame))
        }
        #expect(screen == lecturer.screen(of: machine) && recording.count >= 3)
        let staff = try #require(bench.host.room.topic(of: .staff))
        let typed = bench.journal.events(of: staff).compactMap { _, event -> [UInt8]? in
            if case .staff(.keysTyped(_, 1, let keys)) = event { keys } else { nil }
        }
        #expect(typed == [Array("ls\r".utf8)])
        // After a restart the recording goes on where it ended, with a keyframe.
        try bench.recover()
        #expect(bench.host.room.machine(machine.name)?.machine.state == .stopped)
        let again = bench.join("Lecturer", isOwner: true, device: 1, outbox: 1)
        bench.operate(again, .start(machine: machine.ref))
        bench.report(.running, of: machine.name)
        bench.print("again", on: machine.name)
        bench.pass(3_000)
        let more = bench.journal.recording(of: machine.screen)
        #expect(more.count > recording.count)
        if case .view(_, _, let since, _) = more[recording.count] { #expect(since == nil) }
    }

    @Test func whatAMachineUsesIsMadeForThoseWhoLook() throws {
        let (bench, lecturer, machine) = try running()
        bench.use(MetricsView(cpu: 50, memory: 9_000, processes: 3, received: 0, sent: 0, disk: 10), machine.name)
        bench.pass(2_000)
        #expect(lecturer.heard(of: machine.metrics).isEmpty)
        bench.tell(lecturer, .subscribe(topic: machine.metrics, sequence: nil))
        bench.pass(2_000)
        bench.use(MetricsView(cpu: 60, memory: 9_000, processes: 3, received: 0, sent: 0, disk: 10), machine.name)
        bench.pass(2_000)
        let views = lecturer.heard(of: machine.metrics).compactMap { message -> MetricsView? in
            if case .view(_, _, _, .metrics(let use)) = message { use } else { nil }
        }
        #expect(views.map(\.cpu) == [50, 60] && views.map(\.memory) == [9_000, nil])
    }

    @Test func linesOfTheScrollbackAreForWhoAsks() throws {
        let (bench, lecturer, machine) = try running()
        let student = bench.join("Student")
        bench.tell(student, .fetchLines(machine: machine.name, first: 5, count: 20))
        #expect(student.messages.contains(.lines(machine: machine.name, first: 5, lines: [5, 20])))
        #expect(!lecturer.messages.contains(.lines(machine: machine.name, first: 5, lines: [5, 20])))
    }

    /// A room in which something runs stays loaded; machines that nobody comes back to are stopped.
    @Test func whatRunsKeepsTheRoomForAWhile() throws {
        let (bench, lecturer, machine) = try running()
        bench.leave(lecturer)
        bench.pass(bench.configuration.machineGrace - 1_000)
        #expect(!bench.isIdle && bench.orders.last?.task != .stop)
        bench.pass(5_000)
        #expect(bench.orders.last?.task == .stop)
        bench.report(.stopped(status: nil), of: machine.name)
        bench.pass(bench.configuration.machineGrace)
        #expect(bench.isIdle)
    }

    /// What waits for the disk is not overtaken: a machine that was to start would run in a room that says it is stopped.
    @Test func aStopOfWhatNobodyUsesOvertakesNoOrderThatIsNotStored() throws {
        let (bench, lecturer, machine) = try running()
        bench.isFull = true
        bench.operate(lecturer, .reset(machine: machine.ref))
        bench.leave(lecturer)
        bench.pass(bench.configuration.machineGrace + 5_000)
        #expect(bench.orders.map(\.task) == [.start(columns: 80, rows: 24)])
        bench.isFull = false
        bench.pass(5_000)
        #expect(bench.orders.map(\.task) == [.start(columns: 80, rows: 24), .reset(columns: 80, rows: 24), .stop])
    }

    /// Whatever a program draws, a frame of it fits into a message.
    @Test func theWorstScreenFitsIntoAMessage() throws {
        var terminal = Terminal(size: TerminalSize(rows: 75, columns: 200))
        for row in 1...75 {
            terminal.feed(Array("\u{1B}[\(row)H".utf8))
            for column in 0..<200 {
                let (red, green) = ((row * 7 + column) % 256, (row + column * 3) % 256)
                terminal.feed(
                    Array("\u{1B}[38;2;\(red);\(green);9;48;2;\(column);\(row);1;4m\u{2588}\u{301}\u{302}\u{303}".utf8))
            }
        }
        let frame = ScreenDifference(from: .origin, to: terminal.state).encoded()
        #expect(frame.count > WireLimits.screenByteLimit)
        let fitted = terminal.state.fitting()
        #expect(ScreenDifference(from: .origin, to: fitted).encoded().count < WireLimits.screenByteLimit)
        #expect(fitted.text(ofRow: 3).unicodeScalars.first == "\u{2588}")
        #expect(ScreenState.origin.fitting() == .origin)
    }
}

extension Machine {
    fileprivate var ref: ItemRef { ItemRef(outbox: name.outbox, counter: name.counter) }
}

extension HostBench {
    fileprivate func operate(_ guest: BenchGuest, _ command: LabCommand) {
        say(guest, [(.next, .lab(command: command))])
    }
}

extension BenchGuest {
    fileprivate struct Frame {
        var since: Int?
        var typed: KeyNumber?
        var bells: Int
        var bytes: Int
        var frame: [UInt8]
    }

    fileprivate func frames(of machine: Machine) -> [Frame] {
        heard(of: machine.screen).compactMap { message in
            guard case .view(_, _, let since, .screen(let view)) = message else { return nil }
            return Frame(
                since: since, typed: view.typed, bells: view.bells, bytes: (try? message.encoded().count) ?? 0,
                frame: view.frame)
        }
    }

    /// The screen as this client has it.
    fileprivate func screen(of machine: Machine) -> ScreenState? {
        var screen: ScreenState?
        for frame in frames(of: machine) {
            guard let difference = try? ScreenDifference(decoding: frame.frame) else { return nil }
            var next = frame.since == nil ? .origin : screen ?? .origin
            next.apply(difference)
            screen = next
        }
        return screen
    }
}
