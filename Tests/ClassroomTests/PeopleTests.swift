import ClassroomTesting
import Testing
import Wire

@testable import Classroom

@Suite struct PeopleTests {
    @Test func whoComesAgainIsTheSame() throws {
        var room = try Class()
        let bilal = room.writer.participant
        room.host.perform(room.host.room.leaving(bilal), by: 0, counter: 0)
        #expect(room.host.room.roster[bilal]?.here == false)
        let (who, events) = try room.joining(bilal)
        room.host.perform(events, by: 0, counter: 0)
        #expect(
            who == bilal && room.host.room.roster[bilal]?.here == true && room.host.room.roster[bilal]?.name == "Bilal")
        #expect(try room.joining(bilal).1.isEmpty)
    }

    @Test func theRoleIsThatOfTheSignInOrTicketThatIsPresented() throws {
        var room = try Class()
        for role in [Role.lecturer, .screen, .owner] {
            let (who, events) = try room.joining(room.writer.participant, role: role)
            room.host.perform(events, by: 0, counter: 0)
            #expect(room.host.room.role(of: who) == role)
        }
        let (who, events) = try room.joining(room.writer.participant)
        room.host.perform(events, by: 0, counter: 0)
        #expect(room.host.room.role(of: who) == .student && !room.host.room.rights(of: who).teach)
    }

    @Test func aRoleThatWasGivenInTheRoomStays() throws {
        var room = try Class()
        try room.give(.setRole(participant: room.writer.participant, role: .assistant), room.teacher)
        room.host.perform(room.host.room.leaving(room.writer.participant), by: 0, counter: 0)
        let (who, events) = try room.joining(room.writer.participant)
        room.host.perform(events, by: 0, counter: 0)
        #expect(room.host.room.role(of: who) == .assistant)
    }

    @Test func newcomersNeedANameThatIsOne() throws {
        let room = try Class()
        #expect(throws: Denial.nameNeeded) { try room.joining(nil, name: "  ") }
        #expect(throws: Denial.badName) { try room.joining(nil, name: "a\u{202E}") }
        #expect(throws: Denial.badName) { try room.joining(nil, name: String(repeating: "é", count: 33)) }
    }

    @Test func aLockedRoomTakesInNobodyNew() throws {
        var room = try Class()
        try room.give(.lock, room.teacher)
        #expect(throws: Denial.roomLocked) { try room.joining(nil, name: "Dana") }
        #expect(try room.joining(nil, name: "Dana", role: .lecturer).1.count == 1)
        #expect(try room.joining(nil, name: "Hall", role: .screen).1.count == 1)
        #expect(try room.joining(room.writer.participant).0 == room.writer.participant)
    }

    @Test func whoIsBannedStaysOutUntilAdmitted() throws {
        var room = try Class()
        let bilal = room.writer.participant
        try room.give(.remove(participant: bilal, ban: true), room.teacher)
        #expect(throws: Denial.banned) { try room.joining(bilal) }
        #expect(!room.host.room.mayFollow(Room.coreTopic, bilal))
        #expect(room.host.room.core.room.grants.isEmpty)
        try room.give(.admit(participant: bilal), room.teacher)
        #expect(try room.joining(bilal).0 == bilal)
    }

    @Test(arguments: [false, true])
    func whoIsSentOutKeepsNoRoleAndNoGrant(ban: Bool) throws {
        var room = try Class()
        let bilal = room.writer.participant
        try room.give(.setRole(participant: bilal, role: .lecturer), room.teacher)
        try room.give(.remove(participant: bilal, ban: ban), room.teacher)
        if ban { try room.give(.admit(participant: bilal), room.teacher) }
        let (who, events) = try room.joining(bilal)
        room.host.perform(events, by: 0, counter: 0)
        #expect(room.host.room.role(of: who) == .student && !room.host.room.rights(of: who).write)
        #expect(throws: Rejection.forbidden) { try room.give(.lock, room.writer) }
    }

    @Test func nobodyButAnOwnerMakesOneAndNobodyChangesOne() throws {
        var room = try Class()
        #expect(throws: Rejection.forbidden) { try room.give(.setRole(participant: 2, role: .owner), room.teacher) }
        let owner = Actor(participant: try room.host.join("Omar", role: .owner), outbox: 4)
        try room.give(.setRole(participant: 2, role: .owner), owner)
        #expect(throws: Rejection.forbidden) { try room.give(.setRole(participant: 2, role: .student), owner) }
        #expect(throws: Rejection.forbidden) {
            try room.give(.remove(participant: owner.participant, ban: true), room.teacher)
        }
    }

    /// Nobody has to look at the list of all to learn what one's own role is.
    @Test func whoGetsARoleIsTold() throws {
        var room = try Class()
        try room.give(.setRole(participant: 3, role: .assistant), room.teacher)
        #expect(room.host.room.roster[3]?.role == .assistant && room.host.room.personal[3]?.state.role == .assistant)
    }

    /// Those who help send out who disturbs, and nobody who has as much to say; nobody locks themselves out.
    @Test func whoModeratesSendsOutThoseWhoDoNot() throws {
        var room = try Class()
        let helper = Actor(participant: try room.host.join("Hana", role: .assistant), outbox: 5)
        try room.give(.remove(participant: 3, ban: true), helper)
        try room.give(.admit(participant: 3), helper)
        for who in [room.teacher, helper] {
            #expect(throws: Rejection.forbidden) {
                try room.give(.remove(participant: who.participant, ban: false), helper)
            }
        }
        #expect(throws: Rejection.forbidden) { try room.give(.remove(participant: 2, ban: true), room.listener) }
        #expect(throws: Rejection.forbidden) {
            try room.give(.setRole(participant: room.teacher.participant, role: .student), room.teacher)
        }
        try room.give(.remove(participant: helper.participant, ban: false), room.teacher)
    }

    /// What is counted with every event is what counting from the beginning says, and who is due to lose something is known without looking at all.
    @Test(arguments: UInt32(1)...12) func whatIsCountedAlongIsWhatThereIs(seed: UInt32) throws {
        var lesson = RandomLesson(seed: seed)
        for _ in 0..<12 {
            lesson.run(30)
            let room = lesson.host.room
            let here = room.roster.state.people.filter(\.here)
            #expect(room.counts.present == here.count)
            #expect(room.counts.hall == here.count { $0.place == .hall })
            #expect(room.counts.remote == here.count { $0.place == .remote })
            let holders = room.core.hands.hands.map(\.participant) + room.core.room.grants.map(\.participant)
            let away = holders.compactMap { room.roster[$0] }.filter { !$0.here }.map(\.since).min()
            #expect(room.absenceDeadline == away.map { $0 + Room.absenceGrace })
        }
    }

    @Test func grantsAreGivenOnceAndTakenBack() throws {
        var room = try Class()
        let grant = PeopleCommand.grant(participant: 3, right: .write, page: Class.ref)
        try room.give(grant, room.teacher)
        #expect(throws: Rejection.alreadySo) { try room.give(grant, room.teacher) }
        #expect(throws: Rejection.noSuchParticipant) {
            try room.give(.grant(participant: 9, right: .write, page: nil), room.teacher)
        }
        #expect(throws: Rejection.forbidden) { try room.give(grant, room.writer) }
        try room.give(.takeBack(participant: 3, right: .write), room.teacher)
        #expect(throws: Rejection.alreadySo) { try room.give(.takeBack(participant: 3, right: .write), room.teacher) }
        #expect(!room.host.room.rights(of: 3).write)
    }

    @Test func peopleNameAndSeatThemselves() throws {
        var room = try Class()
        try room.give(.rename(name: " Bilal A. "), room.writer)
        try room.give(.sit(place: .remote), room.writer)
        #expect(room.host.room.roster[2]?.name == "Bilal A." && room.host.room.roster[2]?.place == .remote)
        #expect(throws: Rejection.badText) { try room.give(.rename(name: " "), room.writer) }
    }

    @Test func whoTeachesSeesTheHouseAndEverybodySeesThePages() throws {
        let room = try Class().host.room
        #expect(room.mayFollow(Room.houseTopic, 1) && !room.mayFollow(Room.houseTopic, 2))
        #expect(
            room.mayFollow(4, 3) && room.mayFollow(Room.rosterTopic, 3) && !room.mayFollow(4, 77)
                && !room.mayFollow(99, 1))
    }
}

extension Class {
    func joining(_ known: ParticipantHandle?, name: String = "", role: Role? = nil) throws(Denial) -> (
        ParticipantHandle, [TopicEvent]
    ) {
        try host.room.joining(known, name: name, device: .computer, place: .hall, role: role, at: 0)
    }
}
