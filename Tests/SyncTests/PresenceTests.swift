import Classroom
import Foundation
import Sync
import Testing
import Wire

/// What is true now, who is here, and who may know it.
@Suite struct PresenceTests {
    private let staff: TopicHandle = 7
    private let chat: TopicHandle = 5
    private let pace: TopicHandle = 8
    private let attendance: TopicHandle = 9

    @Test func typingReachesThoseWhoSeeThatChat() {
        let bench = HostBench()
        let (writer, reader) = (bench.join("Writer"), bench.join("Reader"))
        let (other, lecturer) = (bench.join("Other"), bench.join("Lecturer", isOwner: true))
        bench.tell(reader, .subscribe(topic: chat, sequence: nil))
        bench.tell(lecturer, .subscribe(topic: staff, sequence: nil))
        bench.pass(100)
        bench.tell(writer, .signal(signal: .typing(topic: chat)))
        bench.tell(writer, .signal(signal: .typing(topic: 4)))
        bench.pass(100)
        #expect(reader.signals == [.typing(topic: chat)])
        #expect(other.signals.isEmpty && lecturer.signals.isEmpty)
        bench.tell(writer, .signal(signal: .typing(topic: staff)))
        bench.pass(100)
        #expect(lecturer.signals == [.typing(topic: staff)] && other.signals.isEmpty && reader.signals.count == 1)
    }

    @Test func reactionsAreCountedOnceAPersonAndASecond() {
        let bench = HostBench()
        let people = (0..<20).map { bench.join("Student \($0)") }
        bench.pass(5_000)
        for _ in 0..<10 {
            for (index, person) in people.enumerated() {
                bench.tell(person, .signal(signal: .reaction(reaction: index < 15 ? .applause : .heart, count: 1)))
            }
            bench.pass(100)
        }
        bench.pass(3_000)
        // The first leaves at once, the others together a second later.
        #expect(people[3].signals.first == .reaction(reaction: .applause, count: 1))
        #expect(
            people[3].signals.dropFirst() == [
                .reaction(reaction: .applause, count: 15), .reaction(reaction: .heart, count: 5),
            ])
        #expect(people[3].signalAuthors == [0])
    }

    @Test func whoeverIsNotToReactIsNotHeard() {
        let bench = HostBench()
        let (lecturer, student) = (bench.join("Lecturer", isOwner: true), bench.join("Student"))
        let mute = Rights(
            write: false, chat: true, ask: true, answer: true, react: false, drive: false, moderate: false,
            teach: false)
        bench.say(lecturer, [(.next, .room(command: .allow(role: .student, rights: mute)))])
        bench.tell(student, .signal(signal: .reaction(reaction: .laugh, count: 9)))
        bench.tell(student, .signal(signal: .pace(pace: .lost)))
        bench.tell(lecturer, .subscribe(topic: pace, sequence: nil))
        bench.pass(2_000)
        #expect(lecturer.signals.isEmpty && lecturer.pace == PaceView(steps: []))
    }

    /// How the pace feels reaches those who teach as numbers, and nobody in any other way.
    @Test func whoIsLostIsKnownToNobody() {
        let bench = HostBench()
        let (lecturer, other) = (bench.join("Lecturer", isOwner: true), bench.join("Other"))
        let students = (0..<5).map { bench.join("Student \($0)") }
        bench.tell(lecturer, .subscribe(topic: pace, sequence: nil))
        bench.tell(other, .subscribe(topic: pace, sequence: nil))
        bench.pass(1_000)
        let before = [lecturer, other].map(\.messages.count)
        for student in students { bench.tell(student, .signal(signal: .pace(pace: .lost))) }
        bench.pass(2_000)
        #expect(lecturer.pace?.steps.map(\.lost) == [5])
        #expect(other.heard(of: pace).allSatisfy { $0 == .unsubscribed(topic: pace, reason: .forbidden) })
        #expect(other.messages.count == before[1] && lecturer.messages.count == before[0] + 1)
        bench.pass(Feelings.lifetime)
        #expect(lecturer.pace?.steps.map(\.lost) == [5, 0])
    }

    /// Whoever comes later, or comes back, sees the curve of those who were here; it costs whom follows it some bytes a change.
    @Test func thePaceIsRememberedForTenMinutes() {
        let bench = HostBench()
        let (lecturer, student) = (bench.join("Lecturer", isOwner: true), bench.join("Student"))
        bench.tell(lecturer, .subscribe(topic: pace, sequence: nil))
        for index in 0..<40 {
            bench.tell(student, .signal(signal: .pace(pace: index % 2 == 0 ? .lost : .tooFast)))
            bench.pass(20_000)
        }
        let changes = lecturer.heard(of: pace).compactMap { message -> Int? in
            if case .view(_, _, .some, _) = message { try? message.encoded().count } else { nil }
        }
        #expect(changes.count > 30 && changes.allSatisfy { $0 <= 24 })
        let other = bench.join("Other", isOwner: true)
        bench.tell(other, .subscribe(topic: pace, sequence: nil))
        bench.pass(1_000)
        let (whole, own) = (other.pace?.steps ?? [], lecturer.pace?.steps ?? [])
        #expect(whole.count == 31 && Array(own.suffix(whole.count)) == whole)
        #expect(whole.first.map { $0.at <= bench.now - 600_000 } == true && whole[1].at > bench.now - 610_000)
    }

    /// Names are asked for once. Who changes it is told to those who know it, at once, and not for every change of a person who plays.
    @Test func aNewNameIsToldToThoseWhoKnowTheFormer() {
        let bench = HostBench()
        let (amina, reader) = (bench.join("Amina"), bench.join("Reader"))
        let (quiet, other) = (bench.join("Quiet"), bench.join("Other"))
        bench.tell(reader, .fetchNames(people: [1]))
        bench.pass(100)
        for index in 0..<30 {
            bench.say(amina, [(.next, .people(command: .rename(name: "Amina \(index)")))])
            bench.say(other, [(.next, .people(command: .rename(name: "Nobody asked \(index)")))])
            bench.pass(100)
        }
        bench.pass(2_000)
        #expect(reader.names.count <= 6 && reader.names.allSatisfy { $0.map(\.participant) == [1] })
        #expect(reader.names.last == [PersonName(participant: 1, name: "Amina 29")])
        #expect(quiet.names.isEmpty && amina.names.isEmpty)
    }

    /// A link that is full gets no queue of names: what it knows is out of date, and it asks again.
    @Test func whoseLinkIsFullHearsThatNamesChanged() {
        let bench = HostBench()
        let (amina, reader) = (bench.join("Amina"), bench.join("Reader"))
        bench.tell(reader, .fetchNames(people: [1]))
        bench.pass(2_000)
        reader.queuedByteCount = 100_000
        for index in 0..<20 {
            bench.say(amina, [(.next, .people(command: .rename(name: "Amina \(index)")))])
            bench.pass(1_000)
        }
        #expect(reader.names.count == 1)
        reader.queuedByteCount = 0
        bench.relay.drained(reader.id, at: bench.now)
        #expect(reader.names.count == 2 && reader.names[1].isEmpty)
    }

    @Test func namesAreToldToThoseWhoAsk() {
        let bench = HostBench()
        let (amina, other) = (bench.join("Amina"), bench.join("Bilal"))
        bench.tell(other, .fetchNames(people: [1, 2, 77]))
        bench.pass(100)
        let names = [PersonName(participant: 1, name: "Amina"), PersonName(participant: 2, name: "Bilal")]
        #expect(other.messages.contains(.names(names: names)))
        #expect(!amina.messages.contains { if case .names = $0 { true } else { false } })
    }

    @Test func attendanceIsMadeForThoseWhoTeachWhileTheyLook() {
        let bench = HostBench()
        let (lecturer, student) = (bench.join("Lecturer", isOwner: true), bench.join("Student"))
        bench.tell(student, .subscribe(topic: attendance, sequence: nil))
        bench.pass(1_000)
        #expect(student.heard(of: attendance) == [.unsubscribed(topic: attendance, reason: .forbidden)])
        #expect(lecturer.heard(of: attendance).isEmpty)
        bench.tell(lecturer, .subscribe(topic: attendance, sequence: nil))
        bench.pass(1_000)
        #expect(lecturer.attendance?.people.map(\.participant) == [1, 2])
        bench.say(student, [(.next, .hand(command: .raise))])
        bench.pass(1_000)
        guard case .view(_, _, .some, .attendance(let change)) = lecturer.heard(of: attendance).last else {
            return #expect(Bool(false))
        }
        #expect(change.people.map(\.hands) == [1])
        bench.tell(lecturer, .unsubscribe(topic: attendance))
        bench.say(student, [(.next, .hand(command: .lower(participant: nil))), (.next, .hand(command: .raise))])
        bench.pass(2_000)
        let count = lecturer.heard(of: attendance).count
        bench.tell(lecturer, .subscribe(topic: attendance, sequence: nil))
        bench.pass(1_000)
        #expect(lecturer.heard(of: attendance).count == count + 1)
        #expect(lecturer.attendance?.people.last?.hands == 2)
    }

    /// 2,000 people come, raise their hands and go: nothing looks at all of them each time. Looking at all would cost 64 times as much for
    /// eight times as many.
    @Test func aFullHallCostsNoMoreForEachPerson() {
        let bench = HostBench()
        func time(_ count: Int) -> UInt64 {
            bench.restart()
            let began = threadNanoseconds()
            let people = (0..<count).map { bench.join("Student \($0)", number: $0) }
            for person in people { bench.say(person, [(.next, .hand(command: .raise))]) }
            for person in people { bench.leave(person) }
            bench.pass(30_000)
            return threadNanoseconds() - began
        }
        let (few, many) = (time(250), time(2_000))
        #expect(many < few * 40, "250 people: \(few / 1_000_000) ms, 2,000 people: \(many / 1_000_000) ms")
    }
}

/// What this thread has used of a processor.
private func threadNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
