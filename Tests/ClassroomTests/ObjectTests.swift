import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct ObjectTests {
    @Test func anObjectLiesAboveTheStrokesThatWereThere() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        try room.draw(room.writer)
        try room.give(.add(page: Class.ref, object: Class.text), room.writer)
        try room.draw(room.writer)
        #expect(room.page.objects.values.first?.below == 2)
        try room.give(.erase(page: Class.ref, items: [name.ref]), room.writer)
        #expect(room.page.objects.values.first?.below == 1)
        try room.undo(room.writer)
        #expect(room.page.objects.values.first?.below == 2)
    }

    @Test func twoWhoTypeAtOnceBothAreRead() throws {
        var room = try Class()
        let name = ItemName(outbox: 2, counter: room.host.nextCounter(2))
        try room.give(.add(page: Class.ref, object: Class.text), room.writer)
        try room.splice(name, 0, Splice(at: 0, removed: 0, inserted: "wa "), by: room.teacher)
        try room.splice(name, 0, Splice(at: 5, removed: 0, inserted: "!"))
        #expect(room.said(name) == "wa salam!")
    }

    @Test func aTextsForgottenRevisionIsRefused() throws {
        var room = try Class()
        let name = ItemName(outbox: 2, counter: room.host.nextCounter(2))
        try room.give(.add(page: Class.ref, object: Class.text), room.writer)
        for revision in 0..<70 { try room.splice(name, revision, Splice(at: 0, removed: 0, inserted: "x")) }
        #expect(throws: Rejection.unknownText) { try room.splice(name, 3, Splice(at: 0, removed: 0, inserted: "y")) }
        #expect(throws: Rejection.unknownText) { try room.splice(name, 71, Splice(at: 0, removed: 0, inserted: "y")) }
    }

    @Test func aTextDoesNotGrowBeyondItsLimit() throws {
        var room = try Class()
        let name = ItemName(outbox: 2, counter: room.host.nextCounter(2))
        try room.give(.add(page: Class.ref, object: Class.text), room.writer)
        let long = String(repeating: "a", count: 4_092)
        #expect(throws: Rejection.tooLarge) { try room.splice(name, 0, Splice(at: 0, removed: 0, inserted: long)) }
    }

    @Test func aPageHoldsSoManyObjects() throws {
        var room = try Class()
        let line = PageObject.shape(
            form: .line, box: Box(x: 0, y: 0, width: 9, height: 9), style: Class.style, fill: nil)
        for _ in 0..<WireLimits.objectLimit { try room.give(.add(page: Class.ref, object: line), room.writer) }
        #expect(throws: Rejection.tooMany) { try room.give(.add(page: Class.ref, object: line), room.writer) }
    }

    @Test func transformsNeverLeaveTheirRange() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        let most = 1_048_576
        let wild = Transform(dx: most - 1, dy: -most, matrix: Matrix(xx: most, xy: -most, yx: most, yy: most))
        for _ in 0..<5 { try room.give(.move(page: Class.ref, items: [name.ref], by: wild), room.writer) }
        let snapshot = try room.host.snapshot(Class.page)
        #expect(snapshot != nil)
    }
}
