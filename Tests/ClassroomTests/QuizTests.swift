import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

@Suite struct QuizTests {
    private let right = Answer.option(option: 1)
    private let wrong = Answer.option(option: 0)

    @Test func aQuizIsBegunAskedAnsweredExplainedAndEnded() throws {
        var room = try Class()
        let quiz = try room.begins([.asking(seconds: 10), .asking()], leaderboard: true)
        #expect(room.quiz(quiz).asked == nil)
        room.host.now += 1_000
        try room.give(.next(quiz: quiz), room.teacher)
        room.host.now += 5_000
        try room.answer(quiz, 0, right, room.writer, after: 5_000)
        try room.answer(quiz, 0, wrong, room.listener, after: 5_000)
        #expect(throws: Rejection.wrongPhase) { try room.give(.next(quiz: quiz), room.teacher) }
        #expect(throws: Rejection.wrongPhase) { try room.give(.reveal(quiz: quiz), room.teacher) }
        #expect(room.own(room.writer).map(\.result) == [nil] && room.leaderboard(quiz).isEmpty)
        try room.give(.close(quiz: quiz), room.teacher)
        try room.give(.reveal(quiz: quiz), room.teacher)
        #expect(room.quiz(quiz).asked?.phase == .revealed(key: .options(options: [1]), explanation: "Because."))
        #expect(room.own(room.writer).map(\.result) == [OwnResult(right: true, points: 75)])
        #expect(room.own(room.listener).map(\.result) == [OwnResult(right: false, points: 0)])
        #expect(room.leaderboard(quiz) == [75])
        #expect(throws: Rejection.tooLate) { try room.answer(quiz, 0, right, room.listener) }
        try room.give(.next(quiz: quiz), room.teacher)
        try room.answer(quiz, 1, right, room.writer)
        try room.explains(quiz)
        #expect(throws: Rejection.wrongPhase) { try room.give(.next(quiz: quiz), room.teacher) }
        try room.give(.finish(quiz: quiz), room.teacher)
        #expect(room.leaderboard(quiz) == [175] && room.quiz(quiz).asked == nil)
        #expect(throws: Rejection.tooLate) { try room.answer(quiz, 1, right, room.listener) }
        try room.give(.hide(quiz: quiz), room.teacher)
        #expect(room.host.room.quizView(of: room.quiz(quiz).leaderboard) == nil)
    }

    /// The key, and who was right, is with those who teach until the question is over.
    @Test func nothingOfTheRightAnswerIsToldBeforeTheQuestionIsOver() throws {
        var room = try Class()
        let quiz = try room.begins([.asking()], leaderboard: true)
        var events = try room.give(.next(quiz: quiz), room.teacher)
        events += try room.answer(quiz, 0, right, room.writer)
        events += try room.answer(quiz, 0, wrong, room.listener)
        events += try room.give(.close(quiz: quiz), room.teacher)
        let staff = room.host.room.topic(of: .staff)
        let told = events.filter { $0.topic != staff }
        #expect(told.allSatisfy { !"\($0.event)".contains("Because.") && !"\($0.event)".contains("right: ") })
        #expect(!told.contains { if case .personal(.quizScored) = $0.event { true } else { false } })
        #expect(room.host.room.quizView(of: room.quiz(quiz).tally)?.isOpen == false)
        let shown = try room.give(.reveal(quiz: quiz), room.teacher)
        // What somebody's answer is worth is told to nobody but that person and those who teach.
        for event in shown { if case .personal = event.event { #expect(Room.isPersonal(event.topic)) } }
        #expect(shown.count == 4 && room.host.room.quizView(of: room.quiz(quiz).tally)?.isOpen == true)
    }

    @Test func theBestAreShownWhenTheLecturerWantsIt() throws {
        var room = try Class()
        let quiz = try room.begins([.asking()], leaderboard: false)
        let topic = room.quiz(quiz).leaderboard
        #expect(room.host.room.quizView(of: topic)?.isOpen == false)
        try room.give(.showLeaderboard(quiz: quiz, shown: true), room.teacher)
        #expect(throws: Rejection.alreadySo) { try room.give(.showLeaderboard(quiz: quiz, shown: true), room.teacher) }
        #expect(room.host.room.quizView(of: topic)?.isOpen == true)
        try room.give(.showLeaderboard(quiz: quiz, shown: false), room.teacher)
        #expect(room.host.room.quizView(of: topic)?.isOpen == false)
    }

    @Test func everybodyMayGoOnAlone() throws {
        var room = try Class()
        let quiz = try room.begins([.asking(seconds: 10), .asking()], pace: .own)
        #expect(throws: Rejection.wrongPhase) { try room.answer(quiz, 0, right, room.writer) }
        try room.give(.next(quiz: quiz), room.writer)
        #expect(throws: Rejection.wrongPhase) { try room.give(.next(quiz: quiz), room.writer) }
        try room.answer(quiz, 0, right, room.writer)
        #expect(room.own(room.writer).map(\.result) == [OwnResult(right: true, points: 100)])
        #expect(room.ownQuestion(room.writer)?.phase == .revealed(key: .options(options: [1]), explanation: "Because."))
        #expect(throws: Rejection.tooLate) { try room.answer(quiz, 0, wrong, room.writer) }
        // The time of one who does not answer is over, and the next question comes.
        try room.give(.next(quiz: quiz), room.listener)
        room.host.now += 15_001
        #expect(throws: Rejection.tooLate) { try room.answer(quiz, 0, right, room.listener, after: 10_000) }
        try room.give(.next(quiz: quiz), room.listener)
        #expect(room.ownQuestion(room.listener)?.question == 1 && room.ownQuestion(room.writer)?.question == 0)
        try room.answer(quiz, 1, right, room.listener)
        #expect(throws: Rejection.wrongPhase) { try room.give(.next(quiz: quiz), room.listener) }
        try room.give(.finish(quiz: quiz), room.teacher)
        #expect(throws: Rejection.tooLate) { try room.give(.next(quiz: quiz), room.writer) }
    }

    @Test func oneThingIsAskedAtATime() throws {
        var room = try Class()
        let poll = try room.opens(.single, options: 2)
        let quiz = try room.drafts([.asking()])
        #expect(throws: Rejection.wrongPhase) { try room.give(.start(quiz: quiz), room.teacher) }
        try room.closes(poll)
        try room.give(.start(quiz: quiz), room.teacher)
        #expect(room.poll(poll).hidden)
        #expect(throws: Rejection.wrongPhase) { try room.opens(.truth, options: 0) }
        let other = try room.drafts([.asking()])
        #expect(throws: Rejection.wrongPhase) { try room.give(.start(quiz: other), room.teacher) }
        try room.give(.discard(quiz: other), room.teacher)
        #expect(throws: Rejection.noSuchItem) { try room.give(.start(quiz: other), room.teacher) }
        try room.give(.finish(quiz: quiz), room.teacher)
        _ = try room.opens(.truth, options: 0)
        #expect(room.quiz(quiz).hidden)
    }

    @Test func draftsThatCannotBeAskedAreRefused() throws {
        var room = try Class()
        #expect(throws: Rejection.badAnswer) { try room.drafts([]) }
        #expect(throws: Rejection.badText) { try room.drafts([.asking()], title: " \n") }
        #expect(throws: Rejection.badText) { try room.drafts([.asking()], title: "a\u{202E}b") }
        #expect(throws: Rejection.badAnswer) {
            try room.drafts([
                QuizQuestion(content: .asking(.single, 2), key: .options(options: [2]), explanation: "")
            ])
        }
        for _ in 0..<50 { try room.drafts([.asking()]) }
        #expect(throws: Rejection.tooMany) { try room.drafts([.asking()]) }
    }

    @Test func everyKindIsMarked() throws {
        let tolerance = Decimal(digits: 5, places: 1)
        let cases: [(PollKind, Int, AnswerKey, Answer, Answer)] = [
            (.truth, 0, .options(options: [1]), .option(option: 1), .option(option: 0)),
            (.multiple, 3, .options(options: [2, 0]), .options(options: [0, 2]), .options(options: [0])),
            (.ranking, 2, .options(options: [1, 0]), .options(options: [1, 0]), .options(options: [0, 1])),
            (
                .number, 0, .number(value: Decimal(digits: 314, places: 2), tolerance: tolerance),
                .number(number: Decimal(digits: 3_640_000_000_000_000, places: 15).shorter),
                .number(number: Decimal(digits: 3641, places: 3))
            ),
            (
                .spot, 0, .spot(box: Box(x: 10, y: 10, width: 20, height: 20)), .spot(x: 30, y: 10), .spot(x: 31, y: 10)
            ),
            (.words, 0, .words(words: ["Café"]), .words(words: ["tea", "CAFE"]), .words(words: ["tea"])),
            (.text, 0, .words(words: ["كتاب"]), .text(text: "كِتاب"), .text(text: "قلم")),
        ]
        for (kind, options, key, right, wrong) in cases {
            var room = try Class()
            var content = PollContent.asking(kind, options)
            content.rules.points = 10
            let quiz = try room.begins([QuizQuestion(content: content, key: key, explanation: "")])
            try room.give(.next(quiz: quiz), room.teacher)
            try room.answer(quiz, 0, right, room.writer)
            try room.answer(quiz, 0, wrong, room.listener)
            try room.explains(quiz)
            #expect(room.own(room.writer).map(\.result) == [OwnResult(right: true, points: 10)], "\(kind)")
            #expect(room.own(room.listener).map(\.result) == [OwnResult(right: false, points: 0)], "\(kind)")
        }
    }

    @Test(arguments: [
        (Answer.option(option: 3), Rejection.noSuchOption), (.rating(rating: 3), .badAnswer), (.nothing, .badAnswer),
        (.text(text: "so"), .badAnswer),
    ])
    func answersThatAreNoneAreRefused(answer: Answer, reason: Rejection) throws {
        var room = try Class()
        let quiz = try room.begins([.asking()])
        try room.give(.next(quiz: quiz), room.teacher)
        #expect(throws: reason) { try room.answer(quiz, 0, answer, room.writer) }
        #expect(throws: Rejection.wrongPhase) { try room.answer(quiz, 1, right, room.writer) }
        #expect(room.host.room.staff.state.answers.isEmpty)
    }

    @Test func aLongAnswerIsRefused() throws {
        var room = try Class()
        let content = PollContent.asking(.text, 0)
        let quiz = try room.begins([QuizQuestion(content: content, key: .words(words: ["a"]), explanation: "")])
        try room.give(.next(quiz: quiz), room.teacher)
        let text = String(repeating: "a", count: 256)
        #expect(throws: Rejection.badText) { try room.answer(quiz, 0, .text(text: text), room.writer) }
    }

    /// For any order of answers, changes and endings, everybody's score is the fold of the own last answers that were taken.
    @Test(arguments: 1...40) func theScoreIsTheFoldOfEachPersonsLastAnswers(seed: UInt32) throws {
        var (room, seeded) = (try Class(), Seeded(seed: seed))
        let quiz = try room.begins((0..<4).map { _ in .asking(seconds: seeded.bool() ? 10 : nil) })
        let people = [room.writer, room.listener, room.teacher]
        var last: [Actor: [Int: Int]] = [:]
        for _ in 0..<160 {
            room.host.now += seeded.below(900)
            room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
            switch seeded.below(16) {
            case 0, 1: _ = try? room.give(.close(quiz: quiz), room.teacher)
            case 2, 3: _ = try? room.give(.reveal(quiz: quiz), room.teacher)
            case 4, 5: _ = try? room.give(.next(quiz: quiz), room.teacher)
            default:
                let actor = people[seeded.below(3)]
                let asked = room.quiz(quiz).asked
                let question = seeded.below(9) == 0 ? seeded.below(4) : asked?.question ?? 0
                let option = seeded.below(3)
                let answer = Answer.option(option: option)
                guard (try? room.answer(quiz, question, answer, actor, after: 0)) != nil, let asked else { continue }
                let after = room.host.now - asked.since
                let points = asked.content.rules.seconds == nil ? 100 : 100 - 100 * min(after, 10_000) / 20_000
                last[actor, default: [:]][question] = option == 1 ? points : 0
            }
            let told = room.quiz(quiz).asked.map { asked in
                if case .revealed = asked.phase { asked.question + 1 } else { asked.question }
            }
            for actor in people {
                let expected = (last[actor] ?? [:]).filter { $0.key < told ?? 0 }
                let own = room.own(actor)
                #expect(own.count == last[actor]?.count ?? 0)
                #expect(own.compactMap { $0.result?.points }.reduce(0, +) == expected.values.reduce(0, +))
            }
            let scores = people.map { (last[$0] ?? [:]).filter { $0.key < told ?? 0 }.values.reduce(0, +) }
            #expect(room.leaderboard(quiz).sorted() == scores.filter { $0 > 0 }.sorted())
        }
    }

    @Test(arguments: Role.allCases) func aRoleMayDoWhatItsRightsSayAndNothingElse(role: Role) throws {
        var room = try Class()
        let who = Actor(participant: try room.host.join("Eko", role: role), outbox: 9)
        let ready = try room.drafts([.asking()])
        let quiz = try room.begins([.asking(), .asking()])
        let (takesPart, teaches) = (role != .observer && role != .screen, role == .lecturer || role == .owner)
        try room.give(.next(quiz: quiz), room.teacher)
        let commands: [(QuizCommand, Bool)] = [
            (.answer(quiz: quiz, question: 0, after: 0, answer: right), takesPart), (.close(quiz: quiz), teaches),
            (.reveal(quiz: quiz), teaches), (.next(quiz: quiz), teaches), (.close(quiz: quiz), teaches),
            (.reveal(quiz: quiz), teaches), (.showLeaderboard(quiz: quiz, shown: true), teaches),
            (.finish(quiz: quiz), teaches), (.hide(quiz: quiz), teaches), (.start(quiz: ready), teaches),
            (.draft(quizPace: .own, leaderboard: true, title: "Mine", questions: [.asking()]), teaches),
            (.discard(quiz: ItemRef(outbox: 9, counter: 11)), teaches),
        ]
        for (command, may) in commands {
            if may {
                try room.give(command, who)
            } else {
                let before = room.host.room.core
                #expect(throws: Rejection.forbidden, "\(command)") { try room.give(command, who) }
                #expect(room.host.room.core == before)
                let staff = room.host.room.rights(of: room.teacher.participant).teach ? room.teacher : who
                if case .draft = command { continue }
                if case .discard = command { continue }
                _ = try? room.give(command, staff)
            }
        }
    }
}

extension Decimal {
    /// Without zeros at its end.
    fileprivate var shorter: Decimal {
        var shorter = self
        while shorter.places > 0, shorter.digits % 10 == 0 {
            (shorter.digits, shorter.places) = (shorter.digits / 10, shorter.places - 1)
        }
        return shorter
    }
}

extension QuizQuestion {
    /// Option 1 of three is right.
    static func asking(seconds: Int? = nil) -> QuizQuestion {
        var content = PollContent.asking(.single, 3, seconds: seconds)
        content.rules.points = 100
        return QuizQuestion(content: content, key: .options(options: [1]), explanation: "Because.")
    }
}

extension Class {
    /// Prepares a quiz; its name.
    @discardableResult
    mutating func drafts(
        _ questions: [QuizQuestion], pace: QuizPace = .lecturer, leaderboard: Bool = false, title: String = "Energy"
    ) throws -> ItemRef {
        let name = ItemRef(outbox: teacher.outbox, counter: host.nextCounter(teacher.outbox))
        try give(.draft(quizPace: pace, leaderboard: leaderboard, title: title, questions: questions), teacher)
        return name
    }

    /// Prepares a quiz and begins it; its name.
    mutating func begins(
        _ questions: [QuizQuestion], pace: QuizPace = .lecturer, leaderboard: Bool = false
    ) throws -> ItemRef {
        let name = try drafts(questions, pace: pace, leaderboard: leaderboard)
        try give(.start(quiz: name), teacher)
        return name
    }

    mutating func explains(_ quiz: ItemRef) throws {
        try give(.close(quiz: quiz), teacher)
        try give(.reveal(quiz: quiz), teacher)
    }

    @discardableResult
    mutating func answer(
        _ quiz: ItemRef, _ question: Int, _ answer: Answer, _ actor: Actor, after: Interval = 0
    ) throws -> [TopicEvent] {
        try give(.answer(quiz: quiz, question: question, after: after, answer: answer), actor)
    }

    func quiz(_ ref: ItemRef) -> Quiz {
        host.room.core.quizzes.first { $0.name.outbox == ref.outbox && $0.name.counter == ref.counter }!
    }

    func own(_ actor: Actor) -> [OwnAnswer] { host.room.personal[actor.participant]?.state.answers ?? [] }

    func ownQuestion(_ actor: Actor) -> OwnQuestion? { host.room.personal[actor.participant]?.state.quizzes.last }

    /// Points on the leaderboard.
    func leaderboard(_ ref: ItemRef) -> [Int] {
        guard case .leaderboard(let view)? = host.room.quizView(of: quiz(ref).leaderboard)?.view else { return [] }
        return view.standings.map(\.points)
    }
}
