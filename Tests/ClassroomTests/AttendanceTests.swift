import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct AttendanceTests {
    /// All that happened, read from the logs from their first events on.
    private func attendances(_ host: LessonHost) throws -> Attendances {
        var result = Attendances()
        for (topic, entries) in host.logs.sorted(by: { $0.key < $1.key }) {
            var stamps = TopicStamps()
            for entry in entries { result.apply(entry.event, of: topic, at: try stamps.complete(entry.stamp).time) }
        }
        return result
    }

    @Test func minutesCountWhileOneIsHere() throws {
        var room = try Class()
        let bilal = room.writer.participant
        room.host.now = 60_000
        room.host.perform(room.host.room.leaving(bilal), by: 0, counter: 0)
        room.host.now = 100_000
        room.host.perform(try room.joining(bilal).1, by: 0, counter: 0)
        room.host.now = 130_000
        var person = try #require(try attendances(room.host)[bilal])
        #expect(person.here && person.joined == 0 && person.since == 100_000 && person.earlier == 60_000)
        try room.give(.remove(participant: bilal, ban: true), room.teacher)
        person = try #require(try attendances(room.host)[bilal])
        #expect(!person.here && person.since == 130_000 && person.earlier == 90_000)
    }

    /// A server that was off counts for nobody.
    @Test func nobodyIsHereWhileTheServerIsNot() throws {
        var room = try Class()
        let bilal = room.writer.participant
        room.host.now = 9_000_000
        room.host.perform(room.host.room.resuming(since: 60_000), by: 0, counter: 0)
        var person = try #require(try attendances(room.host)[bilal])
        #expect(person.here && person.joined == 0 && person.since == 9_000_000 && person.earlier == 60_000)
        room.host.now += 15_000
        room.host.perform(room.host.room.leaving(bilal), by: 0, counter: 0)
        person = try #require(try attendances(room.host)[bilal])
        #expect(!person.here && person.earlier == 75_000)
    }

    @Test func handsAndAnswersAreCounted() throws {
        var room = try Class()
        try room.give(HandCommand.raise, room.writer)
        try room.give(.lower(participant: nil), room.writer)
        try room.give(HandCommand.raise, room.writer)
        let poll = try room.opens(.single, options: 3)
        try room.vote(poll, .option(option: 1), room.writer)
        try room.vote(poll, .option(option: 2), room.writer)
        try room.vote(poll, .option(option: 2), room.listener)
        try room.vote(poll, .nothing, room.listener)
        let all = try attendances(room.host)
        #expect(all[room.writer.participant]?.hands == 2 && all[room.writer.participant]?.answers == 1)
        #expect(all[room.listener.participant]?.hands == 0 && all[room.listener.participant]?.answers == 0)
    }

    @Test func aDifferenceHasThoseWhosePartChangedOnly() throws {
        var room = try Class()
        let before = View.attendance(try attendances(room.host).view)
        try room.give(HandCommand.raise, room.writer)
        let after = View.attendance(try attendances(room.host).view)
        let step = try #require(after.difference(from: before))
        guard case .attendance(let view) = step else { return #expect(Bool(false)) }
        #expect(view.people.map(\.participant) == [room.writer.participant])
        #expect(before.merged(with: step) == after)
    }

    @Test func feelingsCountForAMinuteOrUntilOneFeelsOtherwise() {
        var feelings = Feelings()
        feelings.feel(.lost, 1, at: 0)
        feelings.feel(.tooFast, 2, at: 1_000)
        feelings.feel(.tooFast, 1, at: 2_000)
        #expect(feelings.view.steps.last == PaceStep(at: 0, tooFast: 2, tooSlow: 0, lost: 0))
        #expect(feelings.view.steps.count == 1 && feelings.deadline == 60_000)
        feelings.expire(at: 61_000)
        #expect(feelings.view.steps.last == PaceStep(at: 60_000, tooFast: 1, tooSlow: 0, lost: 0))
        #expect(feelings.deadline == 62_000)
        feelings.feel(.fine, 1, at: 61_500)
        feelings.expire(at: 62_000)
        #expect(feelings.view.steps.last == PaceStep(at: 60_000, tooFast: 0, tooSlow: 0, lost: 0))
        #expect(feelings.view.steps.count == 2 && feelings.deadline == nil)
    }
}
