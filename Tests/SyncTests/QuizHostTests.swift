import Testing
import Wire

@testable import Classroom
@testable import Sync

/// Quizzes over the wire: who reads what, and which time is believed.
@Suite struct QuizHostTests {
    private let quiz = ItemRef(outbox: 1, counter: 1)
    private let right = Answer.option(option: 1)

    private func prepared(seconds: Int? = nil, leaderboard: Bool = false) -> (HostBench, BenchGuest) {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let rules = PollRules(
            secrecy: .staff, live: false, neighbours: false, changes: true, seconds: seconds, points: 100,
            moderated: false)
        let content = PollContent(
            pollKind: .truth, rules: rules, prompt: "Is it?", picture: nil, page: nil, options: [])
        let question = QuizQuestion(content: content, key: .options(options: [1]), explanation: "Because.")
        bench.say(
            lecturer,
            [
                (
                    .next,
                    .quiz(
                        command: .draft(
                            quizPace: .lecturer, leaderboard: leaderboard, title: "Energy",
                            questions: [question, question]))
                )
            ])
        bench.lead(lecturer, .start(quiz: quiz))
        return (bench, lecturer)
    }

    private func answer(_ answer: Answer, after: Interval = 0) -> Command {
        .quiz(command: .answer(quiz: quiz, question: 0, after: after, answer: answer))
    }

    /// Every byte that a student gets before the question is over: neither the key, nor the explanation, nor anybody's points are in it.
    @Test func nobodyReadsTheRightAnswerOrPointsBeforeTheQuestionIsOver() throws {
        let (bench, lecturer) = prepared(leaderboard: true)
        let (student, other) = (bench.join("Student"), bench.join("Other"))
        let staff = try #require(bench.host.room.topic(of: .staff))
        let shown = try #require(bench.host.room.core.quizzes.first)
        let own = [2, 3].map { Room.personalTopic(of: $0) }
        for guest in [lecturer, student, other] {
            for topic in [staff, shown.tally, shown.leaderboard] + own {
                bench.tell(guest, .subscribe(topic: topic, sequence: nil))
            }
        }
        bench.lead(lecturer, .next(quiz: quiz))
        bench.say(student, [(.next, answer(right))])
        bench.say(other, [(.next, answer(.option(option: 0)))])
        bench.lead(lecturer, .close(quiz: quiz))
        bench.pass(1_000)
        for guest in [student, other] {
            let said = "\(guest.messages)"
            #expect(!said.contains("Because.") && !said.contains("points: 1") && !said.contains("quizScored"))
            #expect(guest.heard(of: staff) == [.unsubscribed(topic: staff, reason: .forbidden)])
            #expect(guest.heard(of: shown.tally).isEmpty)
        }
        // Those who teach read the result and the points as they come.
        guard case .view(_, _, _, .tally(let tally))? = lecturer.heard(of: shown.tally).last else {
            Issue.record("no result")
            return
        }
        #expect(tally.answered == 2 && lecturer.counts?.voted == 2)
        #expect("\(lecturer.heard(of: staff))".contains("quizAnswered"))
        bench.lead(lecturer, .reveal(quiz: quiz))
        bench.pass(1_000)
        #expect("\(student.messages)".contains("Because."))
        #expect("\(student.heard(of: own[0]))".contains("quizScored") && student.heard(of: own[1]).count == 1)
        #expect("\(other.heard(of: own[1]))".contains("quizScored") && other.heard(of: own[0]).count == 1)
        #expect(!student.heard(of: shown.tally).isEmpty)
        #expect(student.standings == [Standing(participant: 2, points: 100, name: "Student")])
    }

    @Test func theBestAreSentToThoseWhoMayReadThemNow() throws {
        let (bench, lecturer) = prepared()
        let student = bench.join("Student")
        let topic = try #require(bench.host.room.core.quizzes.first?.leaderboard)
        for guest in [lecturer, student] { bench.tell(guest, .subscribe(topic: topic, sequence: nil)) }
        bench.lead(lecturer, .next(quiz: quiz))
        bench.say(student, [(.next, answer(right))])
        bench.lead(lecturer, .close(quiz: quiz))
        bench.lead(lecturer, .reveal(quiz: quiz))
        bench.pass(1_000)
        #expect(student.heard(of: topic).isEmpty && lecturer.standings?.map(\.points) == [100])
        bench.lead(lecturer, .showLeaderboard(quiz: quiz, shown: true))
        bench.pass(1_000)
        #expect(student.standings?.map(\.points) == [100])
        // Taken back, it stays as it was until it is shown again.
        bench.lead(lecturer, .showLeaderboard(quiz: quiz, shown: false))
        bench.lead(lecturer, .next(quiz: quiz))
        let second = QuizCommand.answer(quiz: quiz, question: 1, after: 0, answer: right)
        bench.say(student, [(.next, .quiz(command: second))])
        bench.lead(lecturer, .close(quiz: quiz))
        bench.lead(lecturer, .reveal(quiz: quiz))
        bench.pass(1_000)
        #expect(student.standings?.map(\.points) == [100] && lecturer.standings?.map(\.points) == [200])
        bench.lead(lecturer, .showLeaderboard(quiz: quiz, shown: true))
        bench.pass(1_000)
        #expect(student.standings?.map(\.points) == [200])
    }

    /// What a device says of its time is believed within the round trip that was measured, and 250 ms that the room itself takes.
    @Test(arguments: [(0, 8_750), (9_100, 9_100), (60_000, 10_000)])
    func claimsAreBoundedByTheMeasuredLink(claimed: Int, believed: Int) throws {
        let (bench, lecturer) = prepared(seconds: 20)
        let student = bench.join("Student")
        bench.relay.measured(400, of: student.id, at: bench.now)
        bench.relay.measured(1_000, of: student.id, at: bench.now)
        bench.lead(lecturer, .next(quiz: quiz))
        bench.pass(9_960)
        bench.say(student, [(.next, answer(right, after: claimed))])
        #expect(bench.host.room.staff.state.answers.map(\.after) == [believed])
    }

    /// A command says how long ago it was given. On a live link that is no more than the link takes.
    @Test func anAgeIsBelievedAsFarAsTheLinkMakesItPossible() throws {
        let (bench, lecturer) = prepared(seconds: 10)
        let student = bench.join("Student")
        bench.relay.measured(400, of: student.id, at: bench.now)
        bench.lead(lecturer, .next(quiz: quiz))
        bench.pass(7_960)
        bench.say(student, answer(right, after: 1_000), age: 7_000)
        // 8,000 - 650 given at the earliest, and 650 on the way before it.
        #expect(bench.host.room.staff.state.answers.map(\.after) == [6_700])
    }

    /// What was answered while the link was broken counts from then, if it comes in time; who was away when it was asked sees it on coming back.
    @Test func anAnswerOfABrokenLinkCounts() throws {
        let (bench, lecturer) = prepared(seconds: 10)
        let student = bench.join("Student", device: 8, outbox: 8)
        bench.lead(lecturer, .next(quiz: quiz))
        bench.pass(1_000)
        bench.tell(student, .received(bytes: 1))
        bench.pass(500)
        bench.leave(student)
        bench.pass(10_500)
        let again = bench.join("", device: 8, outbox: 8)
        bench.say(again, answer(right, after: 2_000), age: 10_000)
        #expect(bench.host.room.staff.state.answers.map(\.after) == [2_000])
        let own = bench.host.room.personal[ParticipantHandle(2)]?.state.answers
        #expect(own?.count == 1)
        // Away for two minutes, one cannot have given it before being away.
        bench.leave(again)
        bench.pass(40_000)
        let third = bench.join("", device: 8, outbox: 8)
        bench.pass(31_000)
        bench.say(third, answer(.option(option: 0), after: 2_000), age: 90_000, counter: .given(counter: 2))
        #expect(third.messages.contains { if case .rejected(_, _, .tooLate, _) = $0 { true } else { false } })
    }

    @Test func whoComesBackHasTheTimeFromThen() throws {
        let (bench, lecturer) = prepared(seconds: 20)
        let student = bench.join("Student", device: 8, outbox: 8)
        bench.leave(student)
        bench.pass(1_000)
        bench.lead(lecturer, .next(quiz: quiz))
        bench.pass(8_000)
        let again = bench.join("", device: 8, outbox: 8)
        bench.relay.measured(100, of: again.id, at: bench.now)
        let late = bench.join("Late")
        bench.relay.measured(100, of: late.id, at: bench.now)
        bench.pass(3_000)
        for guest in [again, late] { bench.say(guest, [(.next, answer(right, after: 2_900))]) }
        #expect(bench.host.room.staff.state.answers.map(\.after) == [2_900, 2_900])
    }

    /// A restart in the middle of a question changes nothing of it, and what should have happened meanwhile happens.
    @Test func aQuizOutlivesARestart() throws {
        let (bench, lecturer) = prepared(seconds: 20)
        let student = bench.join("Student")
        bench.lead(lecturer, .next(quiz: quiz))
        bench.say(student, [(.next, answer(right))])
        bench.pass(1_000)
        // The roster alone says that there was a break.
        let states = { (host: RoomHost) in host.fingerprints.filter { $0.topic != Room.rosterTopic }.map(\.fingerprint)
        }
        let before = states(bench.host)
        let again = try RoomHost.recovering(bench.journal.record, bench.configuration, at: bench.now + 60_000)
        #expect(states(again) == before)
        again.wake(at: bench.now + 60_001)
        again.wake(at: bench.now + 60_002)
        #expect(again.room.core.quizzes.map(\.asked?.phase) == [.closed])
        #expect(again.room.staff.state.answers.count == 1)
    }
}

extension HostBench {
    /// The lecturer goes on.
    func lead(_ lecturer: BenchGuest, _ command: QuizCommand) {
        say(lecturer, [(.next, .quiz(command: command))])
        pass(40)
    }

    /// Something that was given some time ago.
    func say(_ guest: BenchGuest, _ command: Command, age: Interval, counter: CounterStep = .next) {
        let entry = CommandEntry(counter: counter, age: age, command: command)
        tell(guest, .commands(outbox: nil, commands: [entry]))
    }
}

extension BenchGuest {
    /// The best, as it last heard them.
    var standings: [Standing]? {
        for case .view(_, _, _, .leaderboard(let view)) in messages.reversed() { return view.standings }
        return nil
    }
}
