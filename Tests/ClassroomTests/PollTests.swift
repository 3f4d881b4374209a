import ClassroomTesting
import Testing
import Wire
import WireTesting

@testable import Classroom

@Suite struct PollTests {
    private let one = Answer.option(option: 1)

    @Test func aPollIsAskedAnsweredClosedAndShown() throws {
        var room = try Class()
        let poll = try room.opens(.single, options: 3, key: .options(options: [1]))
        try room.vote(poll, one, room.writer)
        try room.vote(poll, .option(option: 2), room.listener)
        #expect(room.tally(poll).answered == 2 && room.tally(poll).rows.map(\.row) == [1, 2])
        #expect(throws: Rejection.wrongPhase) { try room.give(.reveal(poll: poll), room.teacher) }
        try room.give(.close(poll: poll), room.teacher)
        try room.give(.reveal(poll: poll), room.teacher)
        #expect(room.poll(poll).phase == .revealed(key: .options(options: [1]), explanation: "Because."))
        #expect(throws: Rejection.tooLate) { try room.vote(poll, one, room.writer) }
        #expect(room.host.room.personal[room.writer.participant]?.state.votes.map(\.answer) == [one])
        try room.give(.hide(poll: poll), room.teacher)
        #expect(room.poll(poll).hidden && room.poll(poll).content.options.isEmpty)
    }

    @Test func picturesStandBesideQuestionAndOptions() throws {
        var content = PollContent.asking(.single, 2)
        let picture = Picture(
            asset: AssetID(bytes: Array(repeating: 7, count: 32)), width: 640, height: 480, description: " A leaf.\n")
        content.picture = picture
        content.options[1] = Option(text: "", picture: picture)
        let kept = try content.checked()
        #expect(kept.picture?.description == "A leaf." && kept.options[1].picture?.description == "A leaf.")
        content.options[0].picture = Picture(asset: picture.asset, width: 1, height: 1, description: "\u{202E}")
        #expect(throws: Rejection.badText) { try content.checked() }
    }

    /// The key is with those who teach until it is shown: no other topic has it before.
    @Test func theRightAnswerIsNotToldBeforeItIsShown() throws {
        var room = try Class()
        let draft = PollCommand.draft(
            content: .asking(.single, 3), key: .options(options: [1]), explanation: "Because.")
        let name = ItemRef(outbox: 1, counter: room.host.nextCounter(1))
        var events = try room.give(draft, room.teacher)
        events += try room.give(.start(poll: name), room.teacher)
        events += try room.give(.vote(poll: name, neighbour: nil, after: nil, answer: one), room.writer)
        events += try room.give(.close(poll: name), room.teacher)
        let staff = room.host.room.topic(of: .staff)
        for event in events where event.topic != staff { #expect(!"\(event.event)".contains("Because.")) }
        #expect("\(events)".contains("Because."))
    }

    @Test func votesMayBeChangedAndTakenBackWhereTheRulesSaySo() throws {
        var room = try Class()
        let poll = try room.opens(.single, options: 3)
        try room.vote(poll, one, room.writer)
        #expect(throws: Rejection.alreadySo) { try room.vote(poll, one, room.writer) }
        try room.vote(poll, .option(option: 0), room.writer)
        #expect(room.tally(poll).rows.map(\.row) == [0] && room.tally(poll).answered == 1)
        try room.vote(poll, .nothing, room.writer)
        #expect(room.tally(poll) == TallyView(answered: 0, rows: []))
        try room.closes(poll)
        let strict = try room.opens(.single, options: 2, changes: false)
        try room.vote(strict, one, room.writer)
        #expect(throws: Rejection.wrongPhase) { try room.vote(strict, .option(option: 0), room.writer) }
    }

    /// Votes given before the end and under way when it comes count; others do not.
    @Test func votesUnderWayAtTheEndCount() throws {
        var room = try Class()
        room.host.now = 100_000
        let poll = try room.opens(.single, options: 2, seconds: 10)
        #expect(room.host.room.deadline == 110_000)
        room.host.now = 110_600
        room.host.given = 110_000
        try room.vote(poll, one, room.writer)
        room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
        #expect(room.poll(poll).phase == .closing(until: 115_000))
        room.host.given = 109_000
        try room.vote(poll, one, room.listener)
        room.host.given = 110_001
        #expect(throws: Rejection.tooLate) { try room.vote(poll, .option(option: 0), room.writer) }
        room.host.now = 115_000
        room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
        room.host.given = 109_000
        #expect(room.poll(poll).phase == .closed && room.tally(poll).answered == 2)
        #expect(throws: Rejection.tooLate) { try room.vote(poll, .option(option: 0), room.writer) }
    }

    @Test func handsOfTheHallAndNeighboursCount() throws {
        var room = try Class()
        let poll = try room.opens(.truth, options: 0, neighbours: true)
        try room.give(.countHall(poll: poll, option: 0, count: 40), room.teacher)
        for name in ["Aziz", "Bina", "Carl", "Dora"] { try room.vote(poll, one, room.writer, for: name) }
        #expect(throws: Rejection.tooMany) { try room.vote(poll, one, room.writer, for: "Eve") }
        try room.vote(poll, .option(option: 0), room.writer, for: "Aziz")
        try room.vote(poll, .option(option: 0), room.writer)
        #expect(room.tally(poll).answered == 5)
        #expect(room.tally(poll).rows.map { [$0.row, $0.votes, $0.hall] } == [[0, 2, 40], [1, 3, 0]])
    }

    @Test func theSameQuestionMayBeAskedAgain() throws {
        var room = try Class()
        let poll = try room.opens(.single, options: 2)
        try room.vote(poll, one, room.writer)
        try room.closes(poll)
        let again = ItemRef(outbox: 1, counter: room.host.nextCounter(1))
        try room.give(.askAgain(poll: poll), room.teacher)
        #expect(room.poll(again).again == room.poll(poll).name && room.poll(again).content == room.poll(poll).content)
        #expect(room.tally(again).answered == 0 && room.tally(poll).answered == 1)
        #expect(throws: Rejection.wrongPhase) { try room.opens(.truth, options: 0) }
    }

    @Test func wordsCountAsTheSameWhateverTheirLooks() throws {
        var room = try Class()
        let poll = try room.opens(.words, options: 0)
        try room.vote(poll, .words(words: ["Café", " CAFE ", "كِتَاب"]), room.writer)
        try room.vote(poll, .words(words: ["cafe\u{301}", "كتاب", "Ｔｅａ"]), room.listener)
        try room.vote(poll, .words(words: ["tea", "Tiếng Việt"]), room.teacher)
        let rows = room.tally(poll).rows
        #expect(rows.map(\.word) == ["Café", "كِتَاب", "Ｔｅａ", "Tiếng Việt"] && rows.map(\.votes) == [2, 2, 2, 1])
        try room.give(.approveWord(poll: poll, shown: false, word: "CAFÉ"), room.teacher)
        #expect(room.tally(poll).rows.map(\.word) == ["كِتَاب", "Ｔｅａ", "Tiếng Việt"])
        try room.closes(poll)
        let moderated = try room.opens(.words, options: 0, moderated: true)
        try room.vote(moderated, .words(words: ["rude", "kind"]), room.writer)
        #expect(room.tally(moderated).rows.isEmpty && room.tally(moderated).answered == 1)
        try room.give(.approveWord(poll: moderated, shown: true, word: "Kind"), room.teacher)
        #expect(room.tally(moderated).rows.map(\.word) == ["kind"])
    }

    @Test(arguments: [
        (PollKind.single, Answer.option(option: 3), Rejection.noSuchOption),
        (.single, .rating(rating: 3), .badAnswer), (.multiple, .options(options: [0, 0]), .noSuchOption),
        (.multiple, .options(options: []), .noSuchOption), (.ranking, .options(options: [0, 1]), .noSuchOption),
        (.words, .words(words: [""]), .badText), (.words, .words(words: []), .badAnswer),
        (.text, .text(text: " \n"), .badText), (.text, .text(text: "a\u{202E}"), .badText),
        (.spot, .spot(x: -1, y: 5), .noSuchOption), (.number, .text(text: "3"), .badAnswer),
    ])
    func answersThatAreNoneAreRefused(kind: PollKind, answer: Answer, reason: Rejection) throws {
        var room = try Class()
        let poll = try room.opens(kind, options: kind == .single || kind == .multiple || kind == .ranking ? 3 : 0)
        #expect(throws: reason) { try room.vote(poll, answer, room.writer) }
        #expect(room.tally(poll).answered == 0)
    }

    @Test func everyKindIsCounted() throws {
        let cases: [(PollKind, Int, Answer, [[Int]])] = [
            (.multiple, 3, .options(options: [2, 0]), [[0, 1], [2, 1]]),
            (.ranking, 3, .options(options: [2, 0, 1]), [[0, 1], [1, 0], [2, 2]]),
            (.rating, 0, .rating(rating: 7), [[7, 1]]),
            (.number, 0, .number(number: Decimal(digits: 250, places: 2)), [[0, 1]]),
            (.spot, 0, .spot(x: 15_359, y: 8_639), [[575, 1]]), (.text, 0, .text(text: "So"), [[0, 1]]),
        ]
        for (kind, options, answer, rows) in cases {
            var room = try Class()
            let poll = try room.opens(kind, options: options)
            try room.vote(poll, answer, room.writer)
            #expect(room.tally(poll).rows.map { [$0.row, $0.votes] } == rows, "\(kind)")
            if kind == .number { #expect(room.tally(poll).rows[0].word == "2.5") }
        }
    }

    /// For any order of votes, changes and endings the tally is the fold of each voter's last vote that was taken.
    @Test func wordsWaitForApprovalWhereTheRulesSaySo() throws {
        var room = try Class()
        let poll = try room.opens(.words, options: 0, moderated: true)
        try room.vote(poll, .words(words: ["tea", "rude"]), room.writer)
        try room.vote(poll, .words(words: ["Tea"]), room.listener)
        #expect(room.host.room.waitingWords == ["tea", "rude"])
        let tally = room.poll(poll).tally
        #expect(room.host.room.tally(of: tally)?.rows.isEmpty == true)
        try room.give(.approveWord(poll: poll, shown: true, word: "TEA"), room.teacher)
        #expect(room.host.room.waitingWords == ["rude"])
        #expect(room.host.room.tally(of: tally)?.rows.map(\.word) == ["tea"])
        try room.give(.approveWord(poll: poll, shown: false, word: "tea"), room.teacher)
        #expect(room.host.room.waitingWords == ["tea", "rude"])
        try room.give(.close(poll: poll), room.teacher)
        #expect(room.host.room.waitingWords.count == 2, "votes under way may still be approved")
    }

    /// All answers to one poll fit into a snapshot, whoever writes how much.
    @Test func answersInWordsHaveARoomOfTheirOwn() throws {
        var room = try Class()
        let poll = try room.opens(.text, options: 0)
        let long = String(repeating: "ت", count: 1_500)
        for number in 0..<2_796 {
            let vote = BallotEvent.voted(
                participant: ParticipantHandle(100 + number), neighbour: nil, place: .unknown, after: nil, late: false,
                answer: .text(text: long))
            room.host.perform([TopicEvent(room.poll(poll).ballots, .ballot(event: vote))], by: 0, counter: 0)
        }
        #expect(throws: Rejection.tooMany) { try room.vote(poll, .text(text: long), room.writer) }
        try room.vote(poll, .text(text: "short"), room.writer)
    }

    @Test(arguments: 1...40) func theTallyIsTheFoldOfEachVotersLastVote(seed: UInt32) throws {
        var (room, seeded) = (try Class(), Seeded(seed: seed))
        let poll = try room.opens(.single, options: 4, neighbours: true)
        var last: [String: Int] = [:]
        for _ in 0..<120 {
            let actor = [room.writer, room.listener, room.teacher][seeded.below(3)]
            let neighbour = seeded.below(4) == 0 ? "N\(seeded.below(6))" : nil
            switch seeded.below(30) {
            case 0: _ = try? room.give(.close(poll: poll), room.teacher)
            case 1:
                room.host.now += 6_000
                room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
                _ = try? room.give(.start(poll: poll), room.teacher)
            default:
                let option = seeded.below(5)
                let answer = option == 4 ? Answer.nothing : .option(option: option)
                guard (try? room.vote(poll, answer, actor, for: neighbour)) != nil else { continue }
                last["\(actor.participant.number)/\(neighbour ?? "")"] = option == 4 ? nil : option
            }
            let counts = Dictionary(grouping: last.values) { $0 }.mapValues(\.count)
            let tally = room.tally(poll)
            #expect(tally.answered == last.count)
            #expect(Dictionary(uniqueKeysWithValues: tally.rows.map { ($0.row, $0.votes) }) == counts)
        }
    }

    @Test(arguments: Role.allCases) func aRoleMayDoWhatItsRightsSayAndNothingElse(role: Role) throws {
        var room = try Class()
        let who = Actor(participant: try room.host.join("Eko", role: role), outbox: 9)
        let poll = try room.opens(.single, options: 2)
        let (takesPart, teaches) = (role != .observer && role != .screen, role == .lecturer || role == .owner)
        let commands: [(PollCommand, Bool)] = [
            (.vote(poll: poll, neighbour: nil, after: nil, answer: one), takesPart),
            (.countHall(poll: poll, option: 0, count: 3), teaches || role == .assistant),
            (.draft(content: .asking(.truth, 0), key: .unmarked, explanation: ""), teaches),
            (.close(poll: poll), teaches),
            (.reveal(poll: poll), teaches), (.hide(poll: poll), teaches), (.askAgain(poll: poll), teaches),
            (.start(poll: poll), teaches), (.discard(poll: poll), teaches),
            (.revise(poll: poll, content: .asking(.truth, 0), key: .unmarked, explanation: ""), teaches),
        ]
        for (command, may) in commands where !may {
            let before = room.host.room.core
            #expect(throws: Rejection.forbidden) { try room.give(command, who) }
            #expect(room.host.room.core == before)
        }
        for (command, may) in commands.prefix(5) where may { try room.give(command, who) }
    }
}

extension PollContent {
    static func asking(
        _ kind: PollKind, _ options: Int, seconds: Int? = nil, changes: Bool = true, neighbours: Bool = false,
        moderated: Bool = false
    ) -> PollContent {
        let rules = PollRules(
            secrecy: .anonymous, live: false, neighbours: neighbours, changes: changes, seconds: seconds, points: nil,
            moderated: moderated)
        return PollContent(
            pollKind: kind, rules: rules, prompt: "Which?", picture: nil, page: nil,
            options: (0..<options).map { Option(text: "Option \($0)", picture: nil) })
    }
}

extension Class {
    /// Drafts a poll and starts it; its name.
    mutating func opens(
        _ kind: PollKind, options: Int, key: AnswerKey = .unmarked, seconds: Int? = nil, changes: Bool = true,
        neighbours: Bool = false, moderated: Bool = false
    ) throws -> ItemRef {
        let name = ItemRef(outbox: teacher.outbox, counter: host.nextCounter(teacher.outbox))
        let content = PollContent.asking(
            kind, options, seconds: seconds, changes: changes, neighbours: neighbours, moderated: moderated)
        try give(.draft(content: content, key: key, explanation: "Because."), teacher)
        try give(.start(poll: name), teacher)
        return name
    }

    /// Closes a poll and lets the grace go by.
    mutating func closes(_ poll: ItemRef) throws {
        try give(.close(poll: poll), teacher)
        host.now += 5_000
        host.perform(host.room.due(at: host.now), by: 0, counter: 0)
    }

    mutating func vote(_ poll: ItemRef, _ answer: Answer, _ actor: Actor, for neighbour: String? = nil) throws {
        try give(.vote(poll: poll, neighbour: neighbour, after: nil, answer: answer), actor)
    }

    func poll(_ ref: ItemRef) -> Poll {
        host.room.core.polls.first { $0.name.outbox == ref.outbox && $0.name.counter == ref.counter }!
    }

    func tally(_ ref: ItemRef) -> TallyView { host.room.tally(of: poll(ref).tally)! }
}
