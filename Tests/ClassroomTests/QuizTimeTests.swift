import Classroom
import ClassroomTesting
import Testing
import Wire

/// Fair timing (R13): what a device says of when it showed a question is believed as far as its link makes it possible.
@Suite struct QuizTimeTests {
    private let right = Answer.option(option: 1)

    /// A class with a question that was asked at 100,000 and is open for 10 s.
    private func asked() throws -> (Class, ItemRef) {
        var room = try Class()
        let quiz = try room.begins([.asking(seconds: 10)])
        room.host.now = 100_000
        try room.give(.next(quiz: quiz), room.teacher)
        return (room, quiz)
    }

    /// A far device shows the question later and its answer arrives later: both answered after 4 s, both get as much.
    @Test func aSlowLinkCostsNothing() throws {
        var (room, quiz) = try asked()
        room.host.now = 104_020
        room.host.link = LinkBound(roundTrip: 40)
        try room.answer(quiz, 0, right, room.writer, after: 4_000)
        room.host.now = 104_900
        room.host.link = LinkBound(roundTrip: 900)
        try room.answer(quiz, 0, right, room.listener, after: 4_000)
        #expect(room.host.room.staff.state.answers.map(\.after) == [4_000, 4_000])
        #expect(room.host.room.staff.state.answers.map(\.points) == [80, 80])
    }

    /// Arrival at 8,000 with a link of 500 there and back: between 7,500 and 8,000 everything is believed.
    @Test(arguments: [
        (0, 7_500), (7_400, 7_500), (7_700, 7_700), (8_000, 8_000), (9_000, 8_000), (4_294_967_295, 8_000),
    ])
    func claimsAreBelievedWithinWhatTheLinkTakes(claimed: Int, believed: Int) throws {
        var (room, quiz) = try asked()
        room.host.now = 108_000
        room.host.link = LinkBound(roundTrip: 500)
        try room.answer(quiz, 0, right, room.writer, after: claimed)
        #expect(room.own(room.writer).map(\.after) == [believed])
    }

    /// Given while the link was broken, it counts from when it was given, as far as the host believed that.
    @Test func anAnswerThatWaitedCountsFromWhenItWasGiven() throws {
        var (room, quiz) = try asked()
        (room.host.now, room.host.given) = (108_000, 103_000)
        room.host.link = LinkBound(roundTrip: 500)
        try room.answer(quiz, 0, right, room.writer, after: 2_600)
        #expect(room.own(room.writer).map(\.after) == [2_600])
    }

    /// One who was away when the question was asked sees it on coming back; one who saw it and went away gains nothing.
    @Test func whoComesLaterHasTheTimeFromThen() throws {
        var (room, quiz) = try asked()
        room.host.now = 107_000
        room.host.link = LinkBound(roundTrip: 100, silence: 99_000..<106_000)
        try room.answer(quiz, 0, right, room.writer, after: 900)
        room.host.link = LinkBound(roundTrip: 100, silence: 100_001..<106_000)
        try room.answer(quiz, 0, right, room.listener, after: 900)
        #expect(room.host.room.staff.state.answers.map(\.after) == [900, 6_900])
    }

    /// Each device has its whole time, on its own clock: what arrives a round trip after the end counts, and no more than that.
    @Test func eachDeviceHasTheGraceOfItsOwnRoundTrip() throws {
        for (arrival, roundTrip, claimed, counts) in [
            (110_600, 600, 9_990, true), (110_600, 600, 10_000, true), (110_600, 600, 10_001, false),
            (110_601, 600, 9_990, false), (110_300, 40, 9_990, false), (109_999, 40, 9_970, true),
            (114_900, 4_950, 9_990, true), (115_001, 5_100, 9_990, false),
        ] {
            var (room, quiz) = try asked()
            room.host.now = arrival
            room.host.link = LinkBound(roundTrip: roundTrip)
            guard counts else {
                #expect(throws: Rejection.tooLate, "\(arrival)") {
                    try room.answer(quiz, 0, right, room.writer, after: claimed)
                }
                continue
            }
            let events = try room.answer(quiz, 0, right, room.writer, after: claimed)
            let isLate = events.contains {
                if case .personal(.quizAnswered(_, _, true, _, _)) = $0.event { true } else { false }
            }
            #expect(isLate == (arrival >= 110_000))
        }
    }

    @Test func theEndComesByItselfAndAnswersUnderWayStillCount() throws {
        var (room, quiz) = try asked()
        #expect(room.host.room.deadline == 110_000)
        room.host.now = 110_003
        room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
        #expect(room.quiz(quiz).asked?.phase == .closing(until: 115_000))
        room.host.now = 110_500
        room.host.link = LinkBound(roundTrip: 600)
        try room.answer(quiz, 0, right, room.writer, after: 9_950)
        room.host.now = 115_000
        room.host.perform(room.host.room.due(at: room.host.now), by: 0, counter: 0)
        #expect(room.quiz(quiz).asked?.phase == .closed && room.host.room.deadline == nil)
        #expect(throws: Rejection.tooLate) { try room.answer(quiz, 0, right, room.listener, after: 9_000) }
        try room.give(.reveal(quiz: quiz), room.teacher)
        #expect(room.own(room.writer).map(\.result) == [OwnResult(right: true, points: 51)])
    }

    /// Closed by hand, it was open for everybody as long as for the lecturer.
    @Test func closingByHandIsAsFair() throws {
        var (room, quiz) = try asked()
        room.host.now = 104_000
        try room.give(.close(quiz: quiz), room.teacher)
        room.host.now = 104_500
        room.host.link = LinkBound(roundTrip: 600)
        try room.answer(quiz, 0, right, room.writer, after: 3_990)
        #expect(throws: Rejection.tooLate) { try room.answer(quiz, 0, right, room.listener, after: 4_010) }
    }

    /// An answer may be changed where the rules say so: then the time of the change counts.
    @Test func aChangedAnswerHasTheTimeOfItsChange() throws {
        var (room, quiz) = try asked()
        room.host.now = 101_000
        try room.answer(quiz, 0, right, room.writer, after: 1_000)
        #expect(throws: Rejection.alreadySo) { try room.answer(quiz, 0, right, room.writer, after: 1_000) }
        room.host.now = 105_000
        try room.answer(quiz, 0, .option(option: 0), room.writer, after: 5_000)
        room.host.now = 106_000
        try room.answer(quiz, 0, right, room.writer, after: 6_000)
        #expect(
            room.own(room.writer).map(\.after) == [6_000] && room.host.room.staff.state.answers.map(\.points) == [70])
    }
}
