import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

/// A lesson with something of everything, and somebody of a role who is about to do something.
struct Stage {
    var room: Class
    let actor: Actor

    init(_ role: Role) throws {
        room = try Class()
        actor = Actor(participant: try room.host.join("Farah", role: role), outbox: 9)
    }

    mutating func give(_ command: Command) throws { try room.host.give(command, by: actor) }

    /// The lecturer does something first; what it made.
    mutating func lecturer(_ command: Command) throws -> ItemRef {
        let ref = ItemRef(outbox: room.teacher.outbox, counter: room.host.nextCounter(room.teacher.outbox))
        try room.host.give(command, by: room.teacher)
        return ref
    }

    /// A quiz of one question, led by who teaches.
    static let quiz = QuizCommand.draft(
        quizPace: .lecturer, leaderboard: false, title: "Light",
        questions: [
            QuizQuestion(content: .asking(.single, 3), key: .options(options: [0]), explanation: "")
        ])

    /// The lecturer prepares a quiz and brings it so far.
    mutating func quiz(following steps: (ItemRef) -> [QuizCommand] = { _ in [] }) throws -> ItemRef {
        let quiz = try lecturer(.quiz(command: Stage.quiz))
        for step in steps(quiz) { _ = try lecturer(.quiz(command: step)) }
        return quiz
    }

    /// A student does something first; what it made.
    mutating func student(_ command: Command) throws -> ItemRef {
        let ref = ItemRef(outbox: room.listener.outbox, counter: room.host.nextCounter(room.listener.outbox))
        try room.host.give(command, by: room.listener)
        return ref
    }

    /// The one who is about to do something tries something first, and may be refused.
    mutating func actorTries(_ command: Command) -> ItemRef {
        let ref = ItemRef(outbox: actor.outbox, counter: room.host.nextCounter(actor.outbox))
        _ = try? room.host.give(command, by: actor)
        return ref
    }

    mutating func poll(_ phase: PollPhase?, _ kind: PollKind = .single) throws -> ItemRef {
        let moderated: PollContent = {
            var content = PollContent.asking(kind, kind == .words ? 0 : 3)
            content.rules.live = true
            return content
        }()
        let poll = try lecturer(
            .poll(command: .draft(content: moderated, key: .unmarked, explanation: "")))
        guard let phase else { return poll }
        _ = try lecturer(.poll(command: .start(poll: poll)))
        if case .running = phase { return poll }
        _ = try lecturer(.poll(command: .close(poll: poll)))
        room.host.now += 60_000
        room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
        return poll
    }
}

extension Stage {
    /// The lecturer's lab of one machine.
    static let lab = LabCommand.prepare(template: "shell", groups: 1, keyboard: .queue, title: "Loops")

    /// The lecturer opens a lab; its machine.
    mutating func machine(isRunning: Bool) throws -> ItemRef {
        _ = try lecturer(.lab(command: Stage.lab))
        let machine = try #require(room.host.room.labs.values.first?.state.machines.first)
        if isRunning {
            _ = try lecturer(.lab(command: .start(machine: machine.name.ref)))
            room.host.report(.running, of: machine.name)
        }
        return machine.name.ref
    }

    /// A pen that came down while its hand was allowed to write.
    mutating func actorWrites() throws {
        let grant = PeopleCommand.grant(participant: actor.participant, right: .write, page: nil)
        let (teacher, begin) = (room.teacher, try room.pen().0)
        try room.host.give(.people(command: grant), by: teacher)
        try room.host.give(.page(command: begin), by: actor)
        try room.host.give(
            .people(command: .takeBack(participant: actor.participant, right: .write)), by: teacher)
    }
}
