import Classroom
import Testing
import Wire

@testable import Sync

/// A host and a relay with nothing between them, whose disk does what the test says.
@Suite struct RoomHostTests {
    @Test func aCounterPastTheLastOneDoesNotReachTheJournal() throws {
        let bench = HostBench()
        let guest = bench.join("Student")
        let rename = { (name: String) in Command.people(command: .rename(name: name)) }
        bench.say(
            guest, [(.given(counter: 4_294_967_295), rename("One")), (.next, rename("Two")), (.next, rename("Three"))])
        let again = try RoomHost.recovering(bench.journal.record, bench.configuration, at: 0)
        // All but the roster, which has more than is shown: the interruption.
        #expect(again.fingerprints.count == 5)
        #expect(guest.ended == .replaced)
    }

    @Test func viewsAreThereHoweverFastTheDiskIs() {
        let bench = HostBench()
        let guest = bench.join("Student")
        bench.pass(2_000)
        #expect(!guest.messages.contains { if case .unsubscribed = $0 { true } else { false } })
        #expect(guest.messages.contains { if case .view(Room.countsTopic, _, _, _) = $0 { true } else { false } })
    }

    @Test func aRoomThatCannotBeStoredIsNotLookedAtAllTheTime() {
        let bench = HostBench()
        let guest = bench.join("Student")
        bench.isFull = true
        bench.leave(guest)
        bench.pass(bench.configuration.idleGrace + 1_000)
        let before = bench.wakes
        bench.pass(60_000)
        #expect(bench.wakes - before < 1_000)
        #expect(!bench.isIdle)
        bench.isFull = false
        bench.pass(10_000)
        #expect(bench.isIdle)
    }

    /// A client that reports what it never took gets no more into its queue for it.
    @Test func whoReportsFalselyIsBehindAllTheSame() {
        let bench = HostBench()
        let (lecturer, liar) = (bench.join("Lecturer", isOwner: true), bench.join("Liar"))
        bench.pass(2_000)
        bench.relay.receive(.received(bytes: 1_000_000), from: liar.id, at: bench.now)
        liar.queuedByteCount = 20_000
        let before = liar.messages.count
        bench.say(lecturer, [(.next, .room(command: .nameRoom(name: "Optics")))])
        bench.pass(1_000)
        #expect(liar.messages.count == before)
        liar.queuedByteCount = 0
        bench.relay.drained(liar.id, at: bench.now)
        #expect(liar.messages.count > before)
    }

    /// The display of the hall is nobody.
    @Test func displaysAreNotCountedAmongThoseWhoAreHere() {
        let bench = HostBench()
        let guest = bench.join("Student")
        bench.join("", role: .screen)
        bench.pass(2_000)
        let counts = guest.messages.compactMap { message -> CountsView? in
            if case .view(_, _, _, .counts(let counts)) = message { counts } else { nil }
        }
        #expect(counts.last?.present == 1)
    }

    /// A poll that closes by itself does so in an empty room.
    @Test func anEmptyRoomStaysForWhatIsToHappen() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let rules = PollRules(
            secrecy: .anonymous, live: false, neighbours: false, changes: true, seconds: 3_600, points: nil,
            moderated: false)
        let content = PollContent(pollKind: .truth, rules: rules, prompt: "So?", picture: nil, page: nil, options: [])
        bench.say(lecturer, [(.next, .poll(command: .draft(content: content, key: .unmarked, explanation: "")))])
        bench.say(lecturer, [(.next, .poll(command: .start(poll: ItemRef(counter: 1))))])
        bench.pass(1_000)
        bench.leave(lecturer)
        bench.pass(3_590_000)
        #expect(!bench.isIdle)
        bench.pass(20_000 + bench.configuration.idleGrace)
        #expect(bench.isIdle)
    }

    @Test func whatWaitsForAFullDiskIsBounded() {
        let bench = HostBench()
        let guest = bench.join("Student")
        bench.isFull = true
        let forbidden = Command.room(command: .lock)
        for _ in 0..<2_000 where guest.ended == nil {
            bench.say(guest, Array(repeating: (.next, forbidden), count: 1_000))
        }
        #expect(guest.ended == .restarting)
        let late = bench.join("Late")
        #expect(late.denied == .storageFull)
    }

    /// Nobody waits at the door without a word: not who comes while the disk is full, nor who was there when it filled.
    @Test func whoComesWhileTheDiskIsFullIsToldAndLetInOnceItIsNot() {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        bench.isFull = true
        let first = bench.join("First", device: 50)
        #expect(first.denied == .storageFull && first.messages.isEmpty)
        bench.leave(first)
        let second = bench.join("Second", device: 51)
        #expect(second.denied == .storageFull && second.messages.isEmpty)
        bench.leave(second)
        bench.pass(5_000)
        #expect(lecturer.ended == nil)
        bench.isFull = false
        bench.pass(2_000)
        let back = [bench.join("First", device: 50), bench.join("Second", device: 51)]
        #expect(back.map(\.denied) == [nil, nil])
        #expect(back.map(\.isWelcome) == [true, true])
        bench.pass(2_000)
        #expect(first.messages.isEmpty && lecturer.counts?.present == 3 && lecturer.counts?.students == 2)
    }

    /// Reading needs no storage. What a welcome says is durable: what is not is sent again, and stored once there is room.
    @Test func whoWasHereBeforeReadsOnAFullDisk() {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let student = bench.join("Student", device: 50, outbox: 50)
        bench.pass(1_000)
        bench.isFull = true
        bench.say(student, [(.next, .hand(command: .raise))])
        bench.say(lecturer, [(.next, .room(command: .nameRoom(name: "Unkept")))])
        bench.leave(student)
        let back = bench.join("Student", device: 50, outbox: 50)
        let other = bench.join("Student", device: 50, outbox: 51)
        bench.pass(2_000)
        #expect(back.isWelcome && back.welcome?.participant == student.welcome?.participant)
        #expect(back.welcome?.outboxes.map(\.stored) == [0])
        // A new tab would be told a number that another may be told after a crash.
        #expect(other.denied == .storageFull)
        #expect(back.events(of: Room.coreTopic) == student.events(of: Room.coreTopic))
        bench.say(back, [(.given(counter: 1), .hand(command: .raise))])
        bench.pass(2_000)
        #expect(!back.messages.contains(.stored(outbox: nil, counter: 1)))
        bench.isFull = false
        bench.pass(2_000)
        #expect(back.messages.contains(.stored(outbox: nil, counter: 1)))
        #expect(back.events(of: Room.coreTopic) > student.events(of: Room.coreTopic))
        #expect(lecturer.counts?.hands == 1)
    }

    /// What somebody may do is in the welcome: it is not told before it is durable.
    @Test func whoseRightsWaitForAFullDiskDoesNotComeIn() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let student = bench.join("Student", device: 50, outbox: 50)
        let other = bench.join("Other", device: 60, outbox: 60)
        bench.pass(1_000)
        bench.isFull = true
        let who = try #require(student.welcome?.participant)
        bench.say(lecturer, [(.next, .people(command: .grant(participant: who, right: .moderate, page: nil)))])
        bench.leave(student)
        bench.leave(other)
        #expect(bench.join("Student", device: 50, outbox: 50).denied == .storageFull)
        #expect(bench.join("Other", device: 60, outbox: 60).isWelcome)
        bench.isFull = false
        bench.pass(2_000)
        #expect(bench.join("Student", device: 50, outbox: 50).isWelcome)
    }

    /// A grant that ends by itself says nothing that a welcome would tell: who had it comes back as everybody.
    @Test func aGrantThatEndsOnAFullDiskKeepsNobodyOut() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let student = bench.join("Student", device: 50, outbox: 50)
        bench.pass(1_000)
        let who = try #require(student.welcome?.participant)
        bench.say(lecturer, [(.next, .people(command: .grant(participant: who, right: .write, page: nil)))])
        bench.pass(1_000)
        bench.isFull = true
        bench.say(lecturer, [(.next, .people(command: .takeBack(participant: who, right: .write)))])
        bench.leave(student)
        #expect(bench.join("Student", device: 50, outbox: 50).isWelcome)
    }

    @Test func aRelayWhoseHostIsGoneLeavesTheNextOneAlone() {
        let bench = HostBench()
        let guest = bench.join("Student")
        bench.stopsAnswering = true
        let waiting = bench.join("At the door")
        bench.relay.receive(.collapsed, at: bench.now)
        #expect(guest.ended == .restarting && waiting.denied == .serverFull)
        _ = bench.relay.takeMessages()
        bench.relay.closed(guest.id)
        bench.relay.closed(waiting.id)
        let said = bench.relay.takeMessages()
        #expect(said.count == 2 && said.allSatisfy { if case .leave = $0 { true } else { false } })
    }

    /// Rights are data: who may read what only staff may follows from them, and from nothing else.
    @Test func onlyThoseWhoTeachOrModerateReadWhatTheirsIs() {
        let bench = HostBench()
        let (lecturer, student) = (bench.join("Lecturer", isOwner: true), bench.join("Student"))
        let other = bench.join("Other")
        let staff: TopicHandle = 7
        bench.tell(lecturer, .subscribe(topic: staff, sequence: nil))
        bench.tell(student, .subscribe(topic: staff, sequence: nil))
        bench.say(other, [(.next, .question(command: .ask(anonymous: true, text: "Why?")))])
        bench.say(other, [(.next, .chat(command: .say(audience: .staff, answers: nil, text: "Help")))])
        bench.pass(1_000)
        #expect(student.heard(of: staff) == [.unsubscribed(topic: staff, reason: .forbidden)])
        #expect(lecturer.events(of: staff) == 2)
        let moderate = PeopleCommand.grant(participant: 2, right: .moderate, page: nil)
        bench.say(lecturer, [(.next, .people(command: moderate))])
        bench.pass(1_000)
        bench.tell(student, .subscribe(topic: staff, sequence: nil))
        bench.pass(1_000)
        #expect(student.events(of: staff) == 2)
        bench.say(lecturer, [(.next, .people(command: .takeBack(participant: 2, right: .moderate)))])
        bench.pass(1_000)
        #expect(student.heard(of: staff).last == .unsubscribed(topic: staff, reason: .forbidden))
        bench.say(other, [(.next, .chat(command: .say(audience: .staff, answers: nil, text: "Still")))])
        bench.pass(1_000)
        #expect(student.events(of: staff) == 2 && lecturer.events(of: staff) == 3)
    }

    /// A result that is withheld is sent to those who teach only, until it is shown; then as differences to who has the state before.
    @Test func aResultIsReadByThoseWhoMayAndVotesAreToldToBeStored() throws {
        let bench = HostBench()
        let (lecturer, student) = (bench.join("Lecturer", isOwner: true), bench.join("Student"))
        let other = bench.join("Other")
        let rules = PollRules(
            secrecy: .anonymous, live: false, neighbours: false, changes: true, seconds: nil, points: nil,
            moderated: false)
        let content = PollContent(
            pollKind: .truth, rules: rules, prompt: "Is it?", picture: nil, page: nil, options: [])
        let poll = ItemRef(outbox: 1, counter: 1)
        bench.say(
            lecturer, [(.next, .poll(command: .draft(content: content, key: .options(options: [1]), explanation: "")))])
        bench.say(lecturer, [(.next, .poll(command: .start(poll: poll)))])
        bench.pass(2_000)
        let tally = try #require(bench.host.tallies.first)
        for guest in [lecturer, student] { bench.tell(guest, .subscribe(topic: tally, sequence: nil)) }
        #expect(student.heard(of: tally).isEmpty)
        let vote = { (option: Int) in
            Command.poll(command: .vote(poll: poll, neighbour: nil, after: nil, answer: .option(option: option)))
        }
        bench.say(student, [(.next, vote(1))])
        bench.pass(1_000)
        #expect(student.messages.contains(.stored(outbox: nil, counter: 1)))
        bench.say(other, [(.next, vote(0))])
        bench.pass(1_000)
        let row = TallyRow(row: 0, votes: 1, remote: 0, hall: 0, word: nil)
        guard case .view(_, _, .some, .tally(TallyView(answered: 2, rows: [row])))? = lecturer.heard(of: tally).last
        else {
            Issue.record("no difference: \(lecturer.heard(of: tally))")
            return
        }
        #expect(lecturer.counts?.voted == 2 && other.heard(of: tally).isEmpty)
        bench.say(lecturer, [(.next, .poll(command: .close(poll: poll)))])
        bench.say(lecturer, [(.next, .poll(command: .reveal(poll: poll)))])
        #expect(student.heard(of: tally).isEmpty)
        bench.pass(1_000)
        guard case .view(_, _, nil, .tally(let shown))? = student.heard(of: tally).last else {
            Issue.record("no result")
            return
        }
        #expect(shown.answered == 2 && shown.rows.map(\.votes) == [1, 1])
        let ballots = TopicHandle(tally.number - 1)
        for guest in [lecturer, student] { bench.tell(guest, .subscribe(topic: ballots, sequence: nil)) }
        bench.pass(1_000)
        #expect(lecturer.heard(of: ballots) == [.unsubscribed(topic: ballots, reason: .forbidden)])
        #expect(student.heard(of: ballots) == [.unsubscribed(topic: ballots, reason: .forbidden)])
    }

    /// Whoever waits for a result that is withheld is woken by its being shown, and not looked after at each tick until then.
    @Test func whoWaitsForAWithheldResultCostsNothingMeanwhile() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let rules = PollRules(
            secrecy: .anonymous, live: false, neighbours: false, changes: true, seconds: nil, points: nil,
            moderated: false)
        let content = PollContent(
            pollKind: .truth, rules: rules, prompt: "Is it?", picture: nil, page: nil, options: [])
        bench.say(lecturer, [(.next, .poll(command: .draft(content: content, key: .unmarked, explanation: "")))])
        bench.say(lecturer, [(.next, .poll(command: .start(poll: ItemRef(counter: 1))))])
        bench.pass(2_000)
        let tally = try #require(bench.host.tallies.first)
        let idle = (0..<30).map { bench.join("Student \($0)") }
        for guest in idle { bench.tell(guest, .subscribe(topic: tally, sequence: nil)) }
        bench.pass(2_000)
        #expect(idle.allSatisfy { bench.relay.byID[$0.id]?.isBehind == false })
        // Who comes to teach reads it at once, the others when it is shown.
        bench.say(lecturer, [(.next, .people(command: .setRole(participant: 2, role: .assistant)))])
        #expect(idle[0].heard(of: tally).count == 1 && idle[1].heard(of: tally).isEmpty)
        bench.say(lecturer, [(.next, .poll(command: .close(poll: ItemRef(counter: 1))))])
        bench.say(lecturer, [(.next, .poll(command: .reveal(poll: ItemRef(counter: 1))))])
        bench.pass(1_000)
        #expect(idle.allSatisfy { !$0.heard(of: tally).isEmpty })
    }

    /// Votes are read by whom the voters were told of, and by everybody only while the result is shown.
    @Test func whoAnsweredWhatIsReadByThoseWhoMayKnow() throws {
        let bench = HostBench()
        let (lecturer, student) = (bench.join("Lecturer", isOwner: true), bench.join("Student"))
        let rules = PollRules(
            secrecy: .named, live: false, neighbours: false, changes: true, seconds: nil, points: nil, moderated: false)
        let content = PollContent(
            pollKind: .truth, rules: rules, prompt: "Is it?", picture: nil, page: nil, options: [])
        let poll = ItemRef(outbox: 1, counter: 1)
        bench.say(lecturer, [(.next, .poll(command: .draft(content: content, key: .unmarked, explanation: "")))])
        bench.say(lecturer, [(.next, .poll(command: .start(poll: poll)))])
        bench.pass(1_000)
        let ballots = TopicHandle(try #require(bench.host.tallies.first).number - 1)
        for guest in [lecturer, student] { bench.tell(guest, .subscribe(topic: ballots, sequence: nil)) }
        let vote = PollCommand.vote(poll: poll, neighbour: nil, after: nil, answer: .option(option: 1))
        bench.say(student, [(.next, .poll(command: vote))])
        bench.pass(1_000)
        #expect(lecturer.events(of: ballots) == 1)
        #expect(student.heard(of: ballots) == [.unsubscribed(topic: ballots, reason: .forbidden)])
        bench.say(lecturer, [(.next, .poll(command: .close(poll: poll)))])
        bench.say(lecturer, [(.next, .poll(command: .reveal(poll: poll)))])
        bench.pass(1_000)
        bench.tell(student, .subscribe(topic: ballots, sequence: nil))
        bench.pass(1_000)
        #expect(student.events(of: ballots) == 1)
        // Off the screens it is no longer everybody's.
        bench.say(lecturer, [(.next, .poll(command: .hide(poll: poll)))])
        bench.pass(1_000)
        #expect(student.heard(of: ballots).last == .unsubscribed(topic: ballots, reason: .forbidden))
        #expect(lecturer.heard(of: ballots).last != .unsubscribed(topic: ballots, reason: .forbidden))
    }

    /// A restart in the middle of a poll changes nothing of it, and what should have happened meanwhile happens.
    @Test func aPollOutlivesARestart() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let rules = PollRules(
            secrecy: .anonymous, live: true, neighbours: false, changes: true, seconds: 20, points: nil,
            moderated: false)
        let content = PollContent(
            pollKind: .truth, rules: rules, prompt: "Is it?", picture: nil, page: nil, options: [])
        bench.say(lecturer, [(.next, .poll(command: .draft(content: content, key: .unmarked, explanation: "")))])
        bench.say(lecturer, [(.next, .poll(command: .start(poll: ItemRef(counter: 1))))])
        let vote = PollCommand.vote(poll: ItemRef(counter: 1), neighbour: nil, after: nil, answer: .option(option: 0))
        bench.say(lecturer, [(.next, .poll(command: vote))])
        bench.pass(1_000)
        let before = bench.host.fingerprints.filter { $0.topic != Room.rosterTopic }.map(\.fingerprint)
        let again = try RoomHost.recovering(bench.journal.record, bench.configuration, at: bench.now + 60_000)
        #expect(again.fingerprints.map(\.fingerprint) == before)
        again.wake(at: bench.now + 60_001)
        again.wake(at: bench.now + 60_002)
        #expect(again.phases == [.closed])
    }

    @Test func whatIsOnesOwnNobodyElseReads() {
        let bench = HostBench()
        let (student, spy) = (bench.join("Student", device: 7), bench.join("Spy"))
        let own = Room.personalTopic(of: 1)
        bench.tell(spy, .subscribe(topic: own, sequence: nil))
        bench.say(student, [(.next, .question(command: .ask(anonymous: true, text: "Why?")))])
        bench.pass(1_000)
        #expect(spy.heard(of: own) == [.unsubscribed(topic: own, reason: .forbidden)])
        #expect(student.heard(of: own).isEmpty)  // it did not ask
        bench.leave(student)
        let again = bench.join("", device: 7)
        bench.pass(1_000)
        #expect(again.events(of: own) == 1)
        bench.tell(spy, .subscribe(topic: own, sequence: nil))
        bench.tell(spy, .subscribe(topic: Room.personalTopic(of: 60_000), sequence: nil))
        #expect(spy.events(of: own) == 0)
    }

    /// Everybody sees how many hands are up; what stays away for too long goes by itself, in a room that waits for it.
    @Test func handsAreCountedAndThoseWhoStayAwayLetGo() {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let student = bench.join("Student")
        bench.say(student, [(.next, .hand(command: .raise))])
        bench.pass(3_000)
        #expect(lecturer.counts?.hands == 1 && lecturer.counts?.present == 2)
        bench.leave(student)
        bench.pass(100_000)
        #expect(lecturer.counts?.hands == 1 && lecturer.counts?.present == 1)
        bench.pass(60_000)
        #expect(lecturer.counts?.hands == 0)
    }

    /// The pen that was given goes with its owner, but not with a link that breaks for a moment.
    @Test func aGrantEndsWhenItsOwnerStaysAway() {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        let student = bench.join("Student", device: 7)
        let pen = PeopleCommand.grant(participant: 2, right: .write, page: nil)
        bench.say(lecturer, [(.next, .people(command: pen))])
        bench.leave(student)
        bench.pass(100_000)
        let again = bench.join("", device: 7)
        bench.pass(60_000)
        #expect(bench.host.room.rights(of: 2).write)
        bench.leave(again)
        bench.pass(100_000)
        #expect(bench.host.room.rights(of: 2).write)
        bench.pass(60_000)
        #expect(!bench.host.room.rights(of: 2).write)
    }

    /// A page that is left takes along what was on its way, and with it the sight of one's own commands.
    @Test func whoLeavesATopicIsToldWhatIsStored() {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        bench.pass(1_000)
        let clear = Command.page(command: .clear(page: .topic(topic: Room.firstPageTopic)))
        let mark = Command.page(
            command: .add(
                page: .topic(topic: Room.firstPageTopic),
                object: .text(x: 0, y: 0, width: 0, size: 8, colour: .palette(index: 0), text: "a")))
        bench.say(lecturer, [(.next, mark), (.next, clear)])
        bench.pass(1_000)
        #expect(!lecturer.messages.contains { if case .stored = $0 { true } else { false } })
        bench.tell(lecturer, .unsubscribe(topic: Room.firstPageTopic))
        #expect(
            lecturer.messages.suffix(2) == [
                .unsubscribed(topic: Room.firstPageTopic, reason: .asked), .stored(outbox: nil, counter: 2),
            ])
    }

    @Test func aConnectionThatBreaksWhileItIsSentToIsLetGo() {
        let bench = HostBench()
        for limit in 1...12 { bench.join("Guest \(limit)", breaksAfter: limit) }
        bench.pass(100)
        #expect(bench.relay.sessionCount < 12)
        let whole = bench.join("Whole")
        #expect(whole.messages.contains { if case .subscribed(Room.firstPageTopic, _, _) = $0 { true } else { false } })
    }

    @Test func aClockThatGoesBackStopsTheRoomsTimeOnly() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        bench.pass(1_000_000)
        bench.say(lecturer, [(.next, .room(command: .nameRoom(name: "One")))])
        bench.now -= 900_000
        bench.say(lecturer, [(.next, .room(command: .nameRoom(name: "Two")))])
        bench.now += 10
        bench.say(lecturer, [(.next, .room(command: .nameRoom(name: "Three")))])
        let times = bench.journal.events(of: Room.coreTopic).map(\.stamp.time).suffix(3)
        #expect(times.count == 3 && times.elementsEqual(times.sorted()))
        #expect(lecturer.ended == nil && bench.host.time == times.last)
    }

    @Test func aJournalFromTheFutureGoesOnFromThere() throws {
        let bench = HostBench()
        let lecturer = bench.join("Lecturer", isOwner: true)
        bench.pass(1_000_000_000)
        bench.say(lecturer, [(.next, .room(command: .nameRoom(name: "Then")))])
        let then = bench.journal.lastTime
        let host = try RoomHost.recovering(bench.journal.record, bench.configuration, at: 5)
        #expect(host.time == then && then >= 1_000_000_000)
    }

    @Test func manyTabsOfOnePersonShareOneMeasure() {
        let bench = HostBench()
        let tabs = (1...8).map { bench.join("Student", device: 9, outbox: UInt8($0)) }
        for tab in tabs {
            bench.say(tab, (0..<100).map { (.next, .people(command: .rename(name: "Name \($0) \(tab.id.number)"))) })
        }
        bench.pass(100)
        let refused = tabs.flatMap(\.messages).count {
            if case .rejected(_, _, .tooFast, _) = $0 { true } else { false }
        }
        #expect(refused >= 550)
    }

    @Test func aTabWhoseFirstAnswerWasLostComesInWithoutItsCookie() {
        let bench = HostBench()
        bench.join("Student", device: 1, outbox: 7)
        let again = bench.join("Student", device: 2, outbox: 7)
        #expect(again.denied == nil)
        bench.say(again, [(.next, .people(command: .rename(name: "Mine")))])
        #expect(bench.join("Thief", device: 3, outbox: 7).denied == .outboxTaken)
        #expect(bench.journal.stored(OutboxID(bytes: [7, 7, 7, 7, 7, 7, 7, 7])) == 1)
    }

    @Test func nobodyUsesUpTheRoomsOutboxes() {
        let bench = HostBench()
        bench.configuration.outboxLimit = 4
        bench.restart()
        let tabs = (1...6).map { bench.join("Student", device: 9, outbox: UInt8($0)) }
        #expect(tabs.map(\.denied) == [nil, nil, nil, nil, .roomFull, .roomFull])
        #expect(bench.join("Other", device: 8, outbox: 77).denied == nil)
    }
}
