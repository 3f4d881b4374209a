import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

/// One command of each kind, in a lesson in which whoever may give it can.
struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let command: @Sendable (inout Stage) throws -> Command

    private init(_ name: String, _ command: @escaping @Sendable (inout Stage) throws -> Command) {
        (testDescription, self.command) = (name, command)
    }

    private static let page = Class.ref
    private static let other: ParticipantHandle = 3

    static let all: [Sample] = pages + rooms + people + hands + chat + questions + polls + quizzes + labs

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

    /// A command about a machine that goes on, of which the actor asked for the keyboard.
    private static func ofLabs(
        _ name: String, isRunning: Bool = true, _ command: @escaping @Sendable (inout Stage, ItemRef) -> LabCommand
    ) -> Sample {
        Sample(name) { stage in
            let machine = try stage.machine(isRunning: isRunning)
            _ = stage.actorTries(.lab(command: .askKeyboard(machine: machine)))
            return .lab(command: command(&stage, machine))
        }
    }

    private static let labs: [Sample] = [
        Sample("prepare") { _ in .lab(command: Stage.lab) },
        Sample("broadcast") { .lab(command: .broadcast(lab: try $0.lecturer(.lab(command: Stage.lab)), line: "ls")) },
        Sample("dissolve") { .lab(command: .dissolve(lab: try $0.lecturer(.lab(command: Stage.lab)))) },
        Sample("show") { .lab(command: .show(lab: try $0.lecturer(.lab(command: Stage.lab)), machine: nil)) },
        Sample("hide") {
            let lab = try $0.lecturer(.lab(command: Stage.lab))
            _ = try $0.lecturer(.lab(command: .show(lab: lab, machine: nil)))
            return .lab(command: .hide(lab: lab))
        },
        Sample("askKeyboard") { .lab(command: .askKeyboard(machine: try $0.machine(isRunning: true))) },
        ofLabs("startMachine", isRunning: false) { .start(machine: $1) },
        ofLabs("stopMachine") { .stop(machine: $1) },
        ofLabs("resetMachine") { .reset(machine: $1) },
        ofLabs("releaseKeyboard") { .releaseKeyboard(machine: $1) },
        ofLabs("giveKeyboard") { .giveKeyboard(machine: $1, participant: $0.room.listener.participant) },
        ofLabs("ruleKeyboard") { .ruleKeyboard(machine: $1, keyboard: .shared) },
        ofLabs("resize") { .resize(machine: $1, columns: 100, rows: 30) },
        ofLabs("check") { .check(machine: $1, step: 0) },
        ofLabs("assign") { .assign(machine: $1, participant: $0.actor.participant) },
        ofLabs("allowPort") { .allowPort(machine: $1, port: 8_000, allowed: true) },
    ]
}
