import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct RoomTests {
    @Test func aNewRoomHasItsFixedTopicsAndOnePage() {
        let room = LessonHost(name: "Algebra").room
        #expect(room.logTopics == [0, 1, 5, 6, 7, 4])
        #expect(
            room.kind(of: 2) == .counts && room.kind(of: 3) == .house && room.kind(of: 8) == .pace
                && room.kind(of: 10) == nil)
        #expect(room.core.room.name == "Algebra" && room.core.room.taught == 4)
        #expect(room.core.room.roles.map(\.role) == Role.allCases)
    }

    @Test func pagesAreAddedNamedMovedAndTaught() throws {
        var room = try Class()
        try room.give(.addPage(after: Class.ref, background: .dots, picture: nil, name: "  Two "), room.teacher)
        try room.give(.addPage(after: nil, background: .plain, picture: nil, name: ""), room.teacher)
        #expect(room.pages == [11, 4, 10])
        #expect(room.host.room.core.page(10)?.title == "Two")
        try room.give(.movePage(page: .topic(topic: 11), after: .topic(topic: 10)), room.teacher)
        #expect(room.pages == [4, 10, 11])
        #expect(throws: Rejection.alreadySo) {
            try room.give(.movePage(page: .topic(topic: 11), after: .topic(topic: 10)), room.teacher)
        }
        try room.give(.teachPage(page: .topic(topic: 10)), room.teacher)
        #expect(room.host.room.core.room.taught == 10)
    }

    @Test func theLessonGoesOnBesideARemovedPage() throws {
        var room = try Class()
        #expect(throws: Rejection.wrongPhase) { try room.give(.removePage(page: Class.ref), room.teacher) }
        try room.give(.addPage(after: Class.ref, background: .plain, picture: nil, name: ""), room.teacher)
        try room.give(.removePage(page: Class.ref), room.teacher)
        #expect(room.host.room.core.room.taught == 10)
        #expect(throws: Rejection.pageRemoved) { try room.give(.teachPage(page: Class.ref), room.teacher) }
        #expect(throws: Rejection.wrongPhase) { try room.give(.removePage(page: .topic(topic: 10)), room.teacher) }
    }

    @Test func aRestoredPageHasItsPlaceAndItsInk() throws {
        var room = try Class()
        try room.draw(room.writer)
        try room.give(.addPage(after: Class.ref, background: .plain, picture: nil, name: ""), room.teacher)
        try room.give(.removePage(page: Class.ref), room.teacher)
        try room.give(.restorePage(page: Class.ref), room.teacher)
        #expect(room.pages == [4, 10] && room.strokes.count == 1)
        #expect(throws: Rejection.alreadySo) { try room.give(.restorePage(page: Class.ref), room.teacher) }
    }

    @Test func aRoomHasSoManyPages() throws {
        var room = try Class()
        for _ in 1..<WireLimits.pageLimit {
            try room.give(.addPage(after: nil, background: .plain, picture: nil, name: ""), room.teacher)
        }
        #expect(throws: Rejection.tooMany) {
            try room.give(.addPage(after: nil, background: .plain, picture: nil, name: ""), room.teacher)
        }
    }

    @Test func theRoomIsThoseWhoTeach() throws {
        var room = try Class()
        #expect(throws: Rejection.forbidden) { try room.give(.nameRoom(name: "Mine"), room.writer) }
        #expect(throws: Rejection.forbidden) { try room.give(.lock, room.writer) }
        #expect(throws: Rejection.noSuchPage) {
            try room.give(.namePage(page: .made(counter: 9), name: ""), room.teacher)
        }
    }

    @Test func allMayWriteWhenTheirRoleMay() throws {
        var room = try Class()
        var rights = room.host.room.rights(of: room.listener.participant)
        rights.write = true
        try room.give(.allow(role: .student, rights: rights), room.teacher)
        try room.draw(room.listener)
        #expect(throws: Rejection.alreadySo) { try room.give(.allow(role: .student, rights: rights), room.teacher) }
        #expect(throws: Rejection.forbidden) { try room.give(.allow(role: .owner, rights: rights), room.teacher) }
    }

    @Test(arguments: ["a\u{202E}b", "a\nb", "\u{200B}", "\u{FEFF}x", "a\u{2028}b", String(repeating: "x", count: 65)])
    func namesThatDeceiveAreRefused(name: String) throws {
        var room = try Class()
        #expect(throws: Rejection.badText) { try room.give(.nameRoom(name: name), room.teacher) }
        #expect(throws: Rejection.badText) { try room.give(.rename(name: name), room.writer) }
    }
}

extension Class {
    var pages: [TopicHandle] { host.room.core.room.pages.map(\.topic) }
}
