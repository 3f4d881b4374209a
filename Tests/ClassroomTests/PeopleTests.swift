import Classroom
import ClassroomTesting
import Testing
import Wire

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
