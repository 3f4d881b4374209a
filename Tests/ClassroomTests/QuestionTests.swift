import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct QuestionTests {
    private let ask = QuestionCommand.ask(anonymous: false, text: "Why?")

    @Test func aQuestionIsShownWithItsVotesUntilItIsAnswered() throws {
        var room = try Class()
        try room.give(ask, room.writer)
        let why = room.shown[0].name.ref
        #expect(room.shown[0].participant == room.writer.participant)
        try room.give(.voteUp(question: why, up: true), room.listener)
        try room.give(.voteUp(question: why, up: true), room.writer)
        #expect(throws: Rejection.alreadySo) { try room.give(.voteUp(question: why, up: true), room.listener) }
        #expect(room.shown[0].votes == 2)
        try room.give(.voteUp(question: why, up: false), room.listener)
        #expect(room.shown[0].votes == 1 && room.host.room.questions.openCount == 1)
        #expect(throws: Rejection.forbidden) { try room.give(.answer(question: why, text: ""), room.writer) }
        try room.give(.answer(question: why, text: "Because."), room.teacher)
        #expect(room.shown[0].answered && room.shown[0].answer == "Because." && room.host.room.questions.openCount == 0)
    }

    /// Neither the question nor its name, its stamp or what is said of its votes tells who asked.
    @Test func nobodyInTheClassLearnsWhoAsksAnonymously() throws {
        var room = try Class()
        let events = try room.give(.ask(anonymous: true, text: "Why?"), room.writer)
        let vote = try room.give(.voteUp(question: room.shown[0].name.ref, up: true), room.writer)
        let gone = try room.give(.withdraw(question: room.shown[0].name.ref), room.writer)
        for event in events + vote + gone {
            switch room.host.room.kind(of: event.topic) {
            case .personal: #expect(event.topic == Room.personalTopic(of: room.writer.participant))
            case .staff: break
            default:
                #expect(event.author == .room)
                #expect(!"\(event.event)".contains("ParticipantHandle") && !"\(event.event)".contains("number: 2)"))
            }
        }
        #expect(events.count == 3 && room.shown.isEmpty)
    }

    @Test func aQuestionThatWaitsIsShownWhenItIsApproved() throws {
        var room = try Class()
        try room.give(.moderateQuestions(before: true), room.teacher)
        try room.give(.ask(anonymous: true, text: "Why?"), room.writer)
        #expect(room.shown.isEmpty)
        let waiting = room.host.room.staff.state.questions[0].name.ref
        #expect(throws: Rejection.forbidden) { try room.give(.approve(question: waiting), room.listener) }
        try room.give(.approve(question: waiting), room.teacher)
        #expect(room.shown.map(\.text) == ["Why?"] && room.shown[0].participant == nil)
        #expect(room.host.room.personal[room.writer.participant]?.state.asked == [room.shown[0].name])
        try room.give(ask, room.writer)
        try room.give(.dismiss(question: room.host.room.staff.state.questions[1].name.ref), room.teacher)
        #expect(room.host.room.staff.state.questions.count == 1)
        try room.give(.dismiss(question: room.shown[0].name.ref), room.teacher)
        #expect(room.shown.isEmpty && room.host.room.staff.state.questions.isEmpty)
    }

    /// The own topic has it after a reload: that it waits, that it was refused, and under which name it is shown.
    @Test func whoAsksFindsTheQuestionThatWaitsAndWhatBecameOfIt() throws {
        var room = try Class()
        let who = room.writer.participant
        var own: [OwnWaiting] { room.host.room.personal[who]?.state.waiting ?? [] }
        try room.give(.moderateQuestions(before: true), room.teacher)
        for text in ["One?", "Two?", "Three?"] { try room.give(.ask(anonymous: true, text: text), room.writer) }
        #expect(own.map(\.text) == ["One?", "Two?", "Three?"] && own.allSatisfy { $0.anonymous && !$0.refused })
        #expect(own.map(\.name) == room.host.room.staff.state.questions.map(\.name))
        #expect(room.host.room.personal[room.listener.participant]?.state.waiting.isEmpty ?? true)
        try room.give(.approve(question: own[0].name.ref), room.teacher)
        #expect(own.map(\.text) == ["Two?", "Three?"])
        let dismissed = try room.give(.dismiss(question: own[0].name.ref), room.teacher)
        #expect(own.map(\.refused) == [true, false] && room.host.room.staff.state.questions.count == 2)
        #expect(Set(dismissed.map { room.host.room.kind(of: $0.topic) }) == [.staff, .personal])
        #expect(throws: Rejection.noSuchItem) { try room.give(.withdraw(question: own[0].name.ref), room.listener) }
        try room.give(.withdraw(question: own[0].name.ref), room.writer)
        try room.give(.withdraw(question: own[0].name.ref), room.writer)
        #expect(own.isEmpty && room.host.room.staff.state.questions.count == 1)
    }

    @Test func noMoreAreRememberedAsRefusedThanMayWait() throws {
        var room = try Class()
        try room.give(.moderateQuestions(before: true), room.teacher)
        for index in 0..<40 {
            try room.give(.ask(anonymous: false, text: "\(index)?"), room.writer)
            try room.give(.dismiss(question: room.host.room.staff.state.questions[0].name.ref), room.teacher)
        }
        let kept = room.host.room.personal[room.writer.participant]?.state.waiting.map(\.text)
        #expect(kept == (25..<40).map { "\($0)?" })
    }

    @Test func onlyWhoAskedTakesAQuestionBack() throws {
        var room = try Class()
        try room.give(ask, room.writer)
        let why = room.shown[0].name.ref
        #expect(throws: Rejection.notYours) { try room.give(.withdraw(question: why), room.listener) }
        try room.give(.withdraw(question: why), room.writer)
        #expect(throws: Rejection.noSuchItem) { try room.give(.withdraw(question: why), room.writer) }
    }

    @Test func nobodyFloodsTheQuestions() throws {
        var room = try Class()
        for _ in 0..<15 { try room.give(ask, room.writer) }
        #expect(throws: Rejection.tooMany) { try room.give(ask, room.writer) }
        try room.give(.answer(question: room.shown[0].name.ref, text: ""), room.teacher)
        try room.give(ask, room.writer)
        try room.give(ask, room.listener)
    }

    @Test(arguments: Role.allCases) func aRoleMayDoWhatItsRightsSayAndNothingElse(role: Role) throws {
        var room = try Class()
        let who = Actor(participant: try room.host.join("Eko", role: role), outbox: 9)
        try room.give(ask, room.writer)
        try room.give(.moderateQuestions(before: true), room.teacher)
        try room.give(ask, room.writer)
        let (shown, waiting) = (room.shown[0].name.ref, room.host.room.staff.state.questions[1].name.ref)
        let takesPart = role != .observer && role != .screen
        let moderates = room.host.room.mayModerate(who.participant)
        let commands: [(QuestionCommand, Bool)] = [
            (ask, takesPart), (.voteUp(question: shown, up: true), takesPart), (.approve(question: waiting), moderates),
            (.answer(question: shown, text: ""), moderates), (.dismiss(question: shown), moderates),
        ]
        for (command, may) in commands {
            var again = room
            if may {
                try again.give(command, who)
            } else {
                #expect(throws: Rejection.forbidden) { try again.give(command, who) }
                #expect(again.shown == room.shown && again.host.room.staff == room.host.room.staff)
            }
        }
        let moderations: [ChatCommand] = [.slow(pause: 1_000), .pause(paused: true)]
        for command in moderations {
            if moderates {
                try room.give(command, who)
            } else {
                #expect(throws: Rejection.forbidden) { try room.give(command, who) }
            }
        }
        let line = ChatCommand.say(audience: .everyone, answers: nil, text: "a")
        if takesPart, moderates { try room.give(line, who) }
        if !takesPart { #expect(throws: Rejection.forbidden) { try room.give(line, who) } }
    }
}

extension Class {
    fileprivate var shown: [Question] { host.room.questions.state.questions }
}
