import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

/// Who may do what: for every command of the schema and every role, what is not allowed is refused by `decide`.
@Suite struct RightsTests {
    private static let roles: [Role] = Role.allCases

    @Test(arguments: roles, Sample.all)
    func whatIsNotAllowedIsRefused(role: Role, sample: Sample) throws {
        var stage = try Stage(role)
        let command = try sample.command(&stage)
        let need = Need(command)
        let rights = stage.room.host.room.rights(of: stage.actor.participant)
        if need.isMet(by: rights) {
            guard need.isBuilt else { return }
            // It is refused for another reason at most: what is shown to be allowed is real.
            try stage.give(command)
        } else {
            let before = stage.room.host.logs
            #expect(throws: Rejection.self) { try stage.give(command) }
            #expect(stage.room.host.logs == before)
        }
    }

    /// The samples have each kind of command that the schema has.
    @Test func noCommandIsLeftOut() throws {
        var (seeded, kinds) = (Seeded(seed: 5), Set<String>())
        for _ in 0..<6_000 { kinds.insert(kind(of: Command(random: &seeded))) }
        let sampled = Set(
            try Sample.all.map { sample in
                var stage = try Stage(.owner)
                return kind(of: try sample.command(&stage))
            })
        #expect(kinds == sampled, "\(kinds.symmetricDifference(sampled))")
    }

    /// Values at random from those who may do nothing: all is refused, nothing traps.
    @Test(arguments: UInt32(1)...20) func whoMayDoNothingDoesNothing(seed: UInt32) throws {
        var (seeded, stage) = (Seeded(seed: seed), try Stage(.observer))
        for _ in 0..<300 {
            let command = Command(random: &seeded)
            guard Need(command) != .nothing else { continue }
            #expect(throws: Rejection.self) { try stage.give(command) }
        }
    }

    private func kind(of command: Command) -> String {
        switch command {
        case .page(let command): name("page", command)
        case .room(let command): name("room", command)
        case .people(let command): name("people", command)
        case .hand(let command): name("hand", command)
        case .chat(let command): name("chat", command)
        case .question(let command): name("question", command)
        case .poll(let command): name("poll", command)
        case .quiz(let command): name("quiz", command)
        case .lab(let command): name("lab", command)
        }
    }

    private func name<Value>(_ union: String, _ value: Value) -> String {
        "\(union).\(Mirror(reflecting: value).children.first?.label ?? "\(value)")"
    }
}

/// What a command needs. A command that is new does not compile before it says so here.
enum Need: Equatable {
    /// Whoever is in the room.
    case nothing
    case right(Right)
    /// To moderate or to teach.
    case moderation
    /// The right to write, and, for it is somebody else's, to moderate or to teach.
    case writingAndModeration
    /// Nobody may give it before its issue is built; those who do not have the right may never.
    case later(Right)

    var isBuilt: Bool { if case .later = self { false } else { true } }

    func isMet(by rights: Rights) -> Bool {
        switch self {
        case .nothing: true
        case .right(let right), .later(let right): rights[right]
        case .moderation: rights.moderate || rights.teach
        case .writingAndModeration: rights.write && (rights.moderate || rights.teach)
        }
    }

    init(_ command: Command) {
        self =
            switch command {
            case .page(let command): Need(command)
            case .room(let command): Need(command)
            case .people(let command): Need(command)
            case .hand(let command): Need(command)
            case .chat(let command): Need(command)
            case .question(let command): Need(command)
            case .poll(let command): Need(command)
            case .quiz(let command): Need(command)
            case .lab(let command): Need(command)
            }
    }

    private init(_ command: PageCommand) {
        self =
            switch command {
            // A pen that is down may always come up.
            case .endStroke, .cancelStroke: .nothing
            case .beginStroke, .continueStroke, .undo, .redo, .add: .right(.write)
            // The samples are about others' items.
            case .erase, .cut, .move, .restyle, .splice, .arrange, .clear: .writingAndModeration
            }
    }

    private init(_ command: RoomCommand) {
        self =
            switch command {
            case .nameRoom, .addPage, .namePage, .movePage, .removePage, .restorePage, .teachPage, .lock, .unlock,
                .allow, .moderateQuestions, .setBackground, .display:
                .right(.teach)
            }
    }

    private init(_ command: PeopleCommand) {
        self =
            switch command {
            case .rename, .sit: .nothing
            case .setRole, .grant, .takeBack: .right(.teach)
            case .remove, .admit: .moderation
            }
    }

    private init(_ command: HandCommand) {
        self =
            switch command {
            case .raise: .right(.ask)
            case .lower(nil): .nothing
            case .lower, .lowerAll, .callOn, .pick, .countHall: .moderation
            }
    }

    private init(_ command: ChatCommand) {
        self =
            switch command {
            case .say: .right(.chat)
            // The sample is about somebody else's line.
            case .remove, .pin, .unpin, .slow, .pause: .moderation
            }
    }

    private init(_ command: QuestionCommand) {
        self =
            switch command {
            // The sample takes back what the same person asked.
            case .ask, .voteUp, .withdraw: .right(.ask)
            case .approve, .dismiss, .answer: .moderation
            }
    }

    private init(_ command: PollCommand) {
        self =
            switch command {
            case .draft, .revise, .discard, .start, .close, .reveal, .hide, .askAgain: .right(.teach)
            case .countHall, .approveWord: .moderation
            case .vote: .right(.answer)
            }
    }

    private init(_ command: QuizCommand) {
        self =
            switch command {
            // The sample's quiz is led by who teaches: where everybody goes on alone, `next` is theirs who answer.
            case .draft, .discard, .start, .next, .close, .reveal, .finish, .showLeaderboard, .hide: .right(.teach)
            case .answer: .right(.answer)
            }
    }

    private init(_ command: LabCommand) {
        self =
            switch command {
            case .askKeyboard, .releaseKeyboard, .resize, .check: .later(.drive)
            case .prepare, .start, .stop, .reset, .giveKeyboard, .ruleKeyboard, .broadcast, .assign, .dissolve,
                .allowPort:
                .later(.teach)
            }
    }
}

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

/// One command of each kind, in a lesson in which whoever may give it can.
struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let command: @Sendable (inout Stage) throws -> Command

    private init(_ name: String, _ command: @escaping @Sendable (inout Stage) throws -> Command) {
        (testDescription, self.command) = (name, command)
    }

    private static let page = Class.ref
    private static let other: ParticipantHandle = 3

    static let all: [Sample] = pages + rooms + people + hands + chat + questions + polls + quizzes + later

    private static func onPage(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> PageCommand
    ) -> Sample {
        Sample(name) { .page(command: try command(&$0)) }
    }

    private static let pages: [Sample] = [
        onPage("beginStroke") { try $0.room.pen().0 },
        onPage("continueStroke") { stage in
            var (begin, pen) = try stage.room.pen()
            _ = stage.actorTries(.page(command: begin))
            return try stage.room.more(&pen)
        },
        onPage("endStroke") { stage in
            try stage.actorWrites()
            return .endStroke(contact: 0)
        },
        onPage("cancelStroke") { stage in
            try stage.actorWrites()
            return .cancelStroke(contact: 0)
        },
        onPage("erase") { .erase(page: page, items: [try $0.room.draw($0.room.writer).ref]) },
        onPage("cut") {
            let cut = Cut(stroke: try $0.room.draw($0.room.writer).ref, ranges: [SampleRange(from: 1, count: 3)])
            return .cut(page: page, cuts: [cut])
        },
        onPage("undo") { stage in
            let made = stage.actorTries(.page(command: .add(page: page, object: Class.text)))
            return .undo(page: page, change: made.counter)
        },
        onPage("redo") { stage in
            let made = stage.actorTries(.page(command: .add(page: page, object: Class.text)))
            _ = stage.actorTries(.page(command: .undo(page: page, change: made.counter)))
            return .redo(page: page, change: made.counter)
        },
        onPage("add") { _ in .add(page: page, object: Class.text) },
        onPage("move") {
            .move(page: page, items: [try $0.room.draw($0.room.writer).ref], by: Transform(dx: 80, dy: 0, matrix: nil))
        },
        onPage("restyle") {
            let style = Restyle(tool: nil, colour: nil, width: 99, fill: nil, size: nil)
            return .restyle(page: page, items: [try $0.room.draw($0.room.writer).ref], style: style)
        },
        onPage("splice") {
            let text = try $0.lecturer(.page(command: .add(page: page, object: Class.text)))
            return .splice(page: page, item: text, revision: 0, splice: Splice(at: 0, removed: 0, inserted: "wa "))
        },
        onPage("arrange") {
            let name = try $0.room.draw($0.room.writer)
            try $0.room.draw($0.room.writer)
            return .arrange(page: page, items: [name.ref], order: .front)
        },
        onPage("clear") {
            try $0.room.draw($0.room.writer)
            return .clear(page: page)
        },
    ]

    private static func inRoom(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> RoomCommand
    ) -> Sample {
        Sample(name) { .room(command: try command(&$0)) }
    }

    private static let addition = RoomCommand.addPage(after: nil, background: .dots, picture: nil, name: "")

    private static let rooms: [Sample] = [
        inRoom("nameRoom") { _ in .nameRoom(name: "Optics") },
        inRoom("addPage") { _ in addition },
        inRoom("namePage") { _ in .namePage(page: page, name: "Light") },
        inRoom("movePage") {
            _ = try $0.lecturer(.room(command: addition))
            return .movePage(page: page, after: nil)
        },
        inRoom("removePage") {
            _ = try $0.lecturer(.room(command: addition))
            return .removePage(page: page)
        },
        inRoom("restorePage") {
            _ = try $0.lecturer(.room(command: addition))
            _ = try $0.lecturer(.room(command: .removePage(page: page)))
            return .restorePage(page: page)
        },
        inRoom("teachPage") {
            let made = try $0.lecturer(.room(command: addition))
            let topic = $0.room.host.room.core.room.pages.first { $0.name.counter == made.counter }?.topic
            return .teachPage(page: .topic(topic: topic ?? 0))
        },
        inRoom("lock") { _ in .lock },
        inRoom("unlock") {
            _ = try $0.lecturer(.room(command: .lock))
            return .unlock
        },
        inRoom("allow") { _ in .allow(role: .screen, rights: .everything) },
        inRoom("moderateQuestions") { _ in .moderateQuestions(before: true) },
        inRoom("setBackground") { _ in .setBackground(page: page, background: .staves) },
        inRoom("display") { _ in .display(display: Display(code: true, hands: true, results: true, blank: false)) },
    ]

    private static func ofPeople(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> PeopleCommand
    ) -> Sample {
        Sample(name) { .people(command: try command(&$0)) }
    }

    private static let people: [Sample] = [
        ofPeople("rename") { _ in .rename(name: "Farah B.") },
        ofPeople("setRole") { _ in .setRole(participant: other, role: .assistant) },
        ofPeople("grant") { _ in .grant(participant: other, right: .write, page: nil) },
        ofPeople("takeBack") {
            _ = try $0.lecturer(.people(command: .grant(participant: other, right: .write, page: nil)))
            return .takeBack(participant: other, right: .write)
        },
        ofPeople("remove") { _ in .remove(participant: other, ban: true) },
        ofPeople("admit") {
            _ = try $0.lecturer(.people(command: .remove(participant: other, ban: true)))
            return .admit(participant: other)
        },
        ofPeople("sit") { _ in .sit(place: .remote) },
    ]

    private static func ofHands(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> HandCommand
    ) -> Sample {
        Sample(name) { .hand(command: try command(&$0)) }
    }

    private static let hands: [Sample] = [
        ofHands("raise") { _ in .raise },
        ofHands("lower") {
            _ = try $0.student(.hand(command: .raise))
            return .lower(participant: other)
        },
        ofHands("lowerAll") {
            _ = try $0.student(.hand(command: .raise))
            return .lowerAll
        },
        ofHands("callOn") { _ in .callOn(participant: other) },
        ofHands("pick") { _ in .pick },
        ofHands("countHall") { _ in .countHall(count: 7) },
    ]

    private static func ofChat(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> ChatCommand
    ) -> Sample {
        Sample(name) { .chat(command: try command(&$0)) }
    }

    private static let line = Command.chat(command: .say(audience: .everyone, answers: nil, text: "Salam"))

    private static let chat: [Sample] = [
        ofChat("say") { _ in .say(audience: .everyone, answers: nil, text: "Hello") },
        ofChat("remove") { .remove(line: try $0.student(line)) },
        ofChat("pin") { .pin(line: try $0.student(line)) },
        ofChat("unpin") {
            let said = try $0.student(line)
            _ = try $0.lecturer(.chat(command: .pin(line: said)))
            return .unpin(line: said)
        },
        ofChat("slow") { _ in .slow(pause: 5_000) },
        ofChat("pause") { _ in .pause(paused: true) },
    ]

    private static func ofQuestions(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> QuestionCommand
    ) -> Sample {
        Sample(name) { .question(command: try command(&$0)) }
    }

    private static let question = Command.question(command: .ask(anonymous: false, text: "Why?"))

    private static let questions: [Sample] = [
        ofQuestions("ask") { _ in .ask(anonymous: true, text: "How?") },
        ofQuestions("withdraw") { stage in
            _ = stage.actorTries(question)
            return .withdraw(question: ItemRef(outbox: 0, counter: 1))
        },
        ofQuestions("approve") {
            _ = try $0.lecturer(.room(command: .moderateQuestions(before: true)))
            return .approve(question: try $0.student(question))
        },
        ofQuestions("dismiss") {
            _ = try $0.student(question)
            return .dismiss(question: ItemRef(outbox: 0, counter: 1))
        },
        ofQuestions("voteUp") {
            _ = try $0.student(question)
            return .voteUp(question: ItemRef(outbox: 0, counter: 1), up: true)
        },
        ofQuestions("answer") {
            _ = try $0.student(question)
            return .answer(question: ItemRef(outbox: 0, counter: 1), text: "So.")
        },
    ]

    private static func ofPolls(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> PollCommand
    ) -> Sample {
        Sample(name) { .poll(command: try command(&$0)) }
    }

    private static let content = PollContent.asking(.single, 3)

    private static let polls: [Sample] = [
        ofPolls("draft") { _ in .draft(content: content, key: .unmarked, explanation: "") },
        ofPolls("revise") { .revise(poll: try $0.poll(nil), content: content, key: .unmarked, explanation: "So.") },
        ofPolls("discard") { .discard(poll: try $0.poll(nil)) },
        ofPolls("start") { .start(poll: try $0.poll(nil)) },
        ofPolls("close") { .close(poll: try $0.poll(.running(closes: nil))) },
        ofPolls("reveal") { .reveal(poll: try $0.poll(.closed)) },
        ofPolls("hide") { .hide(poll: try $0.poll(.closed)) },
        ofPolls("askAgain") { .askAgain(poll: try $0.poll(.closed)) },
        ofPolls("countHall") { .countHall(poll: try $0.poll(.running(closes: nil)), option: 1, count: 4) },
        ofPolls("vote") {
            .vote(poll: try $0.poll(.running(closes: nil)), neighbour: nil, after: nil, answer: .option(option: 1))
        },
        ofPolls("approveWord") {
            let poll = try $0.poll(.running(closes: nil), .words)
            let vote = PollCommand.vote(poll: poll, neighbour: nil, after: nil, answer: .words(words: ["tea"]))
            _ = try $0.student(.poll(command: vote))
            return .approveWord(poll: poll, shown: false, word: "tea")
        },
    ]

    private static let item = ItemRef(outbox: 1, counter: 1)

    private static func ofQuizzes(
        _ name: String, _ command: @escaping @Sendable (inout Stage) throws -> QuizCommand
    ) -> Sample {
        Sample(name) { .quiz(command: try command(&$0)) }
    }

    private static let quizzes: [Sample] = [
        ofQuizzes("draftQuiz") { _ in Stage.quiz },
        ofQuizzes("discardQuiz") { .discard(quiz: try $0.quiz()) },
        ofQuizzes("startQuiz") { .start(quiz: try $0.quiz()) },
        ofQuizzes("next") { .next(quiz: try $0.quiz { [.start(quiz: $0)] }) },
        ofQuizzes("closeQuestion") { .close(quiz: try $0.quiz { [.start(quiz: $0), .next(quiz: $0)] }) },
        ofQuizzes("revealQuestion") {
            .reveal(quiz: try $0.quiz { [.start(quiz: $0), .next(quiz: $0), .close(quiz: $0)] })
        },
        ofQuizzes("finish") { .finish(quiz: try $0.quiz { [.start(quiz: $0)] }) },
        ofQuizzes("showLeaderboard") { .showLeaderboard(quiz: try $0.quiz { [.start(quiz: $0)] }, shown: true) },
        ofQuizzes("hideQuiz") { .hide(quiz: try $0.quiz { [.start(quiz: $0), .finish(quiz: $0)] }) },
        ofQuizzes("answerQuiz") {
            let quiz = try $0.quiz { [.start(quiz: $0), .next(quiz: $0)] }
            return .answer(quiz: quiz, question: 0, after: 0, answer: .option(option: 0))
        },
    ]

    private static let later: [Sample] = labs.map { lab in Sample("lab") { _ in .lab(command: lab) } }

    private static let labs: [LabCommand] = [
        .prepare(template: "python", groups: 1, keyboard: .queue, title: "Loops"), .start(machine: item),
        .stop(machine: item), .reset(machine: item), .askKeyboard(machine: item), .releaseKeyboard(machine: item),
        .giveKeyboard(machine: item, participant: nil), .ruleKeyboard(machine: item, keyboard: .locked),
        .resize(machine: item, columns: 80, rows: 24), .broadcast(lab: item, line: "ls"),
        .check(machine: item, step: 0), .assign(machine: item, participant: other), .dissolve(lab: item),
        .allowPort(machine: item, port: 80, allowed: true),
    ]
}

extension Stage {
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

extension Rights {
    fileprivate static let everything = Rights(
        write: true, chat: true, ask: true, answer: true, react: true, drive: true, moderate: true, teach: true)
}
