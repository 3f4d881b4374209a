import Foundation
import Testing

@testable import Journal

@Suite struct GroupCommitTests {
    let folder = TestFolder()

    /// A journal whose thread is held up in the commit of a first write, so that what comes meanwhile makes one group.
    private func occupied() throws -> (Journal, [RoomID], Gate) {
        let gate = Gate()
        var options = JournalOptions()
        options.beforeCommit = { gate.pass() }
        options.queueByteLimit = 4096
        let journal = try folder.open(options)
        let rooms = try ["a", "b", "c"].map { try journal.makeRoom(code: $0, name: $0).id }
        gate.close()
        journal.append(.events(rooms[2], topic: 9, 1...1)) { _ in }
        while journal.waitingWrites > 0 { usleep(100) }
        return (journal, rooms, gate)
    }

    @Test func whatGathersDuringACommitIsCommittedAtOnce() throws {
        let (journal, rooms, gate) = try occupied()
        defer { journal.close() }
        let outcomes = Outcomes()
        for sequence in 1...20 {
            journal.append(.events(rooms[0], Int64(sequence)...Int64(sequence)), then: outcomes.expect("\(sequence)"))
        }
        gate.open()
        #expect(outcomes.wait().map(\.name) == (1...20).map(String.init))
        #expect(outcomes.wait().allSatisfy { $0.error == nil })
        #expect(journal.statistics.commits == 2)
        #expect(journal.statistics.largestGroup == 20)
    }

    @Test func aGroupTakesNoMoreThanItsLimit() throws {
        var options = JournalOptions()
        options.groupByteLimit = 1
        let journal = try folder.open(options)
        defer { journal.close() }
        let room = try journal.makeRoom(code: "a", name: "a").id
        let outcomes = Outcomes()
        for sequence in 1...5 {
            journal.append(.events(room, Int64(sequence)...Int64(sequence)), then: outcomes.expect())
        }
        #expect(outcomes.wait().allSatisfy { $0.error == nil })
        #expect(journal.statistics.commits == 5)
    }

    @Test func nothingIsToldOrReadBeforeItsCommit() throws {
        let (journal, rooms, gate) = try occupied()
        defer { journal.close() }
        let outcomes = Outcomes()
        journal.append(.events(rooms[0], 1...1), then: outcomes.expect())
        usleep(50_000)
        #expect(outcomes.soFar == 0)
        #expect(try journal.record(of: rooms[0])?.topics.count == 0)
        gate.open()
        #expect(outcomes.wait()[0].error == nil)
        #expect(try journal.record(of: rooms[0])?.topics.first?.lastSequence == 1)
    }

    @Test func aConflictFailsOnlyItsRoomFromThereOn() throws {
        let (journal, rooms, gate) = try occupied()
        defer { journal.close() }
        let outcomes = Outcomes()
        var half = RoomWrite.events(rooms[1], topic: 5, 1...1)
        half.entries += RoomWrite.events(rooms[1], 5...5).entries
        journal.append(.events(rooms[0], 1...1), then: outcomes.expect("a1"))
        journal.append(.events(rooms[1], 1...2), then: outcomes.expect("b1"))
        journal.append(half, then: outcomes.expect("b2: leaves a gap"))
        journal.append(.events(rooms[1], 3...3), then: outcomes.expect("b3: follows b1, but was decided after b2"))
        journal.append(.events(rooms[0], 2...2), then: outcomes.expect("a2"))
        gate.open()
        let told = outcomes.wait()
        #expect(told.map { $0.error == nil } == [true, true, false, false, true])
        for (_, error) in told[2...3] {
            guard case .conflict = error else {
                Issue.record("\(String(describing: error)) is no conflict")
                continue
            }
        }
        #expect(journal.statistics.commits == 2)
        #expect(try journal.record(of: rooms[0])?.topics.map(\.lastSequence) == [2])
        #expect(
            try journal.record(of: rooms[1])?.topics.map(\.lastSequence) == [2],
            "nothing of the half that would have fitted")
        try journal.store(.events(rooms[1], 3...3))
    }

    @Test func whatDoesNotFollowIsAConflict() throws {
        let journal = try folder.open()
        defer { journal.close() }
        let room = try journal.makeRoom(code: "a", name: "a").id
        try journal.store(.events(room, 1...3))
        func refuses(_ what: String, _ change: (inout RoomWrite) -> Void) throws {
            var write = RoomWrite(room: room)
            change(&write)
            let error = #expect(throws: JournalError.self, "\(what)") { try journal.store(write) }
            guard case .conflict = error else {
                Issue.record("\(what): \(String(describing: error))")
                return
            }
        }
        try refuses("a number that exists") { $0.entries = [.sample(room, 4, 3)] }
        try refuses("a gap") { $0.entries = [.sample(room, 4, 5)] }
        try refuses("a topic that begins with 2") { $0.entries = [.sample(room, 7, 2)] }
        try refuses("a topic that begins with 0") { $0.entries = [.sample(room, 7, 0)] }
        try refuses("a time that goes back") {
            $0.entries = [.init(topic: 4, kind: 1, sequence: 4, time: 98, bytes: [])]
        }
        try refuses("another kind") { $0.entries = [.init(topic: 4, kind: 2, sequence: 4, time: 999, bytes: [])] }
        try refuses("an image of the future") { $0.images = [.init(topic: 4, sequence: 4, form: .wire, bytes: [])] }
        try refuses("an image of no topic") { $0.images = [.init(topic: 7, sequence: 1, form: .wire, bytes: [])] }
        try refuses("an entry above the limit") {
            $0.entries = [.init(topic: 4, kind: 1, sequence: 4, time: 999, bytes: .init(repeating: 0, count: 262_145))]
        }
        try refuses("a short outbox id") { $0.outboxes = [.init(handle: 1, id: [1], participant: 1, stored: 0)] }
        try refuses("a short token") { $0.devices = [.init(token: [1], participant: 1)] }
        let outbox = RoomWrite.Outbox(handle: 1, id: .init(repeating: 1, count: 8), participant: 1, stored: 5)
        var write = RoomWrite(room: room)
        write.outboxes = [outbox]
        try journal.store(write)
        try refuses("a counter that goes back") {
            $0.outboxes = [.init(handle: 1, id: outbox.id, participant: 1, stored: 4)]
        }
        try refuses("a handle with another id") {
            $0.outboxes = [.init(handle: 1, id: .init(repeating: 2, count: 8), participant: 1, stored: 6)]
        }
        try refuses("an id with another handle") {
            $0.outboxes = [.init(handle: 2, id: outbox.id, participant: 1, stored: 6)]
        }
        #expect(throws: JournalError.self) { try journal.store(.events(RoomID(77), 1...1)) }
        #expect(throws: JournalError.self) { try journal.makeRoom(code: "a", name: "again") }
        #expect(try journal.record(of: room)?.topics.map(\.lastSequence) == [3])
        #expect(try journal.record(of: room)?.outboxes == [outbox])
    }

    @Test func tooMuchWaitingIsRefusedAndTheQueueGoesOn() throws {
        let (journal, rooms, gate) = try occupied()
        defer { journal.close() }
        let outcomes = Outcomes()
        journal.append(.events(rooms[0], 1...1, size: 3000), then: outcomes.expect("fits"))
        journal.append(.events(rooms[1], 1...1, size: 3000), then: outcomes.expect("does not"))
        journal.append(.events(rooms[1], 1...1), then: outcomes.expect("follows it"))
        journal.append(.events(rooms[0], 2...2), then: outcomes.expect("fits too"))
        gate.open()
        #expect(outcomes.wait().map(\.error) == [nil, .busy, .busy, nil])
        try journal.store(.events(rooms[1], 1...1))
    }

    @Test func whatIsQueuedWhenARoomFailsFailsToo() throws {
        let (journal, rooms, gate) = try occupied()
        defer { journal.close() }
        let outcomes = Outcomes()
        journal.append(.events(rooms[1], 2...2, generation: 1), then: outcomes.expect("bad"))
        gate.openOnce()
        while journal.waitingWrites > 0 { usleep(100) }
        journal.append(
            .events(rooms[1], 1...1, generation: 1),
            then: outcomes.expect("would fit, if what it was decided on were there"))
        journal.append(.events(rooms[0], 1...1, generation: 1), then: outcomes.expect("another room"))
        gate.open()
        #expect(outcomes.wait().map { $0.error == nil } == [false, false, true])
        #expect(throws: JournalError.self) { try journal.store(.events(rooms[1], 1...1, generation: 1)) }
        try journal.store(.events(rooms[1], 1...1, generation: 2))
        #expect(try journal.record(of: rooms[1])?.topics.map(\.lastSequence) == [1])
    }

    @Test func closingCommitsWhatIsQueued() throws {
        let (journal, rooms, gate) = try occupied()
        let outcomes = Outcomes()
        for sequence in 1...9 {
            journal.append(.events(rooms[0], Int64(sequence)...Int64(sequence)), then: outcomes.expect())
        }
        gate.open()
        journal.close()
        #expect(outcomes.soFar == 9)
        journal.append(.events(rooms[0], 10...10), then: outcomes.expect())
        #expect(outcomes.wait().last?.error != nil)
        let again = try folder.open()
        defer { again.close() }
        #expect(try again.record(of: rooms[0])?.topics.map(\.lastSequence) == [9])
    }
}
