import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct HandTests {
    @Test func handsWaitInTheirOrderAndGoDown() throws {
        var room = try Class()
        room.host.now = 500
        try room.give(HandCommand.raise, room.writer)
        room.host.now = 900
        try room.give(HandCommand.raise, room.listener)
        #expect(room.hands.hands.map(\.participant) == [room.writer.participant, room.listener.participant])
        #expect(room.hands.hands.map(\.since) == [500, 900])
        #expect(throws: Rejection.alreadySo) { try room.give(HandCommand.raise, room.writer) }
        try room.give(.lower(participant: nil), room.writer)
        #expect(throws: Rejection.alreadySo) { try room.give(.lower(participant: nil), room.writer) }
        try room.give(.countHall(count: 7), room.teacher)
        #expect(room.hands.hall == 7)
        try room.give(.lowerAll, room.teacher)
        #expect(room.hands.hands.isEmpty && room.hands.hall == 0)
    }

    @Test func whoIsCalledOnIsHeardAndTheHandIsDown() throws {
        var room = try Class()
        try room.give(HandCommand.raise, room.listener)
        try room.give(.callOn(participant: room.listener.participant), room.teacher)
        #expect(room.hands.hands.isEmpty && room.hands.heard == [room.listener.participant])
        #expect(throws: Rejection.noSuchParticipant) { try room.give(.callOn(participant: 99), room.teacher) }
    }

    @Test func chancePicksEverybodyOnceBeforeAnybodyTwice() throws {
        var room = try Class()
        let students: Set = [room.writer.participant, room.listener.participant, try room.host.join("Dana")]
        var chance: UInt64 = 5
        for _ in 0..<4 {
            var round: Set<ParticipantHandle> = []
            for _ in students {
                chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                room.host.chance = chance >> 33
                try room.give(.pick, room.teacher)
                if let last = room.hands.heard.last { round.insert(last) }
            }
            #expect(round == students)
        }
    }

    @Test func chancePicksOfThoseWhoAskedIfAnybodyDid() throws {
        var room = try Class()
        try room.give(HandCommand.raise, room.listener)
        for chance in 0..<6 {
            room.host.chance = UInt64(chance)
            try room.give(.pick, room.teacher)
            #expect(room.hands.heard.last == room.listener.participant)
            try room.give(HandCommand.raise, room.listener)
        }
    }

    @Test func whoIsRemovedWaitsNoLonger() throws {
        var room = try Class()
        try room.give(HandCommand.raise, room.writer)
        try room.give(.remove(participant: room.writer.participant, ban: false), room.teacher)
        #expect(room.hands.hands.isEmpty)
    }

    /// Links drop and come back: what somebody holds stays for two minutes.
    @Test func whoStaysAwayHoldsNobodyUp() throws {
        var room = try Class()
        try room.give(HandCommand.raise, room.writer)
        room.host.now = 10_000
        room.host.perform(room.host.room.leaving(room.writer.participant), by: 0, counter: 0)
        #expect(room.host.room.deadline == 130_000 && room.host.room.due(at: 129_999).isEmpty)
        #expect(room.hands.hands.count == 1 && room.host.room.core.room.grants.count == 1)
        room.host.now = 130_000
        room.host.perform(room.host.room.due(at: 130_000), by: 0, counter: 0)
        #expect(room.hands.hands.isEmpty && room.host.room.core.room.grants.isEmpty && room.host.room.deadline == nil)
    }

    @Test(arguments: Role.allCases) func aRoleMayDoWhatItsRightsSayAndNothingElse(role: Role) throws {
        var room = try Class()
        let who = Actor(participant: try room.host.join("Eko", role: role), outbox: 9)
        try room.give(HandCommand.raise, room.listener)
        let moderates: [HandCommand] = [
            .countHall(count: 3), .callOn(participant: room.writer.participant), .pick,
            .lower(participant: room.listener.participant), .lowerAll,
        ]
        for command in moderates {
            var again = room
            if again.hands.hands.isEmpty { try again.give(HandCommand.raise, again.listener) }
            let before = again.host.room.core
            let may = again.host.room.mayModerate(who.participant)
            #expect(may == (role == .assistant || role == .lecturer || role == .owner))
            if may {
                try again.give(command, who)
            } else {
                #expect(throws: Rejection.forbidden) { try again.give(command, who) }
                #expect(again.host.room.core == before)
            }
        }
        let asks = role != .observer && role != .screen
        if asks {
            try room.give(HandCommand.raise, who)
        } else {
            #expect(throws: Rejection.forbidden) { try room.give(HandCommand.raise, who) }
        }
    }
}
