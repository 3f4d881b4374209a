import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct ChatTests {
    private func say(_ text: String, to audience: Audience = .everyone) -> ChatCommand {
        .say(audience: audience, answers: nil, text: text)
    }

    @Test func linesStandInTheirOrderAndMayBeTakenAwayByTheirAuthor() throws {
        var room = try Class()
        try room.give(say("  Salam \n alaikum "), room.writer)
        try room.give(say("wa alaikum"), room.listener)
        #expect(room.lines.map(\.text) == ["Salam \n alaikum", "wa alaikum"])
        let first = room.lines[0].name.ref
        #expect(throws: Rejection.forbidden) { try room.give(.remove(line: first), room.listener) }
        try room.give(.remove(line: first), room.writer)
        #expect(throws: Rejection.noSuchItem) { try room.give(.remove(line: first), room.writer) }
        #expect(room.lines.map(\.text) == ["wa alaikum"])
    }

    @Test func whatIsSaidToThoseWhoTeachIsSaidToNobodyElse() throws {
        var room = try Class()
        try room.give(say("I cannot hear", to: .staff), room.listener)
        #expect(room.lines.isEmpty && room.host.room.staff.state.lines.map(\.text) == ["I cannot hear"])
        #expect(!room.host.room.mayFollow(try #require(room.host.room.topic(of: .staff)), room.writer.participant))
    }

    /// Nobody writes more by taking away what was said.
    @Test func aLineThatIsTakenAwayStillSlowsItsAuthor() throws {
        var room = try Class()
        try room.give(.slow(pause: 5_000), room.teacher)
        try room.give(say("one"), room.writer)
        try room.give(.remove(line: room.lines[0].name.ref), room.writer)
        room.host.now += 4_000
        #expect(throws: Rejection.tooFast) { try room.give(say("two"), room.writer) }
        room.host.now += 1_000
        try room.give(say("two"), room.writer)
    }

    @Test func aSlowChatTakesOneLineAtATimeAndAPausedOneNone() throws {
        var room = try Class()
        try room.give(.slow(pause: 5_000), room.teacher)
        try room.give(say("one"), room.writer)
        room.host.now += 4_999
        #expect(throws: Rejection.tooFast) { try room.give(say("two"), room.writer) }
        room.host.now += 1
        try room.give(say("two"), room.writer)
        try room.give(.pause(paused: true), room.teacher)
        #expect(throws: Rejection.chatPaused) { try room.give(say("three"), room.listener) }
        try room.give(say("wait"), room.teacher)
        try room.give(say("then to you", to: .staff), room.listener)
    }

    @Test func whatStaysInSightOutlivesTheOthers() throws {
        var room = try Class()
        try room.give(say("the link"), room.teacher)
        let link = room.lines[0].name.ref
        try room.give(.pin(line: link), room.teacher)
        for number in 0..<300 { try room.give(say("\(number)"), room.teacher) }
        #expect(room.lines.count == 256 && room.lines.first?.text == "the link" && room.lines.last?.text == "299")
        for line in room.lines[1...14] { try room.give(.pin(line: line.name.ref), room.teacher) }
        #expect(throws: Rejection.tooMany) { try room.give(.pin(line: room.lines[20].name.ref), room.teacher) }
    }

    @Test(arguments: ["", " \n ", "a\u{0007}", "a\u{202E}b", "\u{200B}", String(repeating: "x", count: 4_097)])
    func textsThatAreNoneAreRefused(text: String) throws {
        var room = try Class()
        #expect(throws: Rejection.badText) { try room.give(say(text), room.writer) }
        #expect(throws: Rejection.badText) { try room.give(.ask(anonymous: false, text: text), room.writer) }
    }
}

extension Class {
    fileprivate var lines: [ChatLine] { host.room.chat.state.lines }
}
