import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct ErasingTests {
    @Test func wholeStrokesAreErased() throws {
        var room = try Class()
        let names = [try room.draw(room.writer), try room.draw(room.writer), try room.draw(room.writer)]
        try room.give(.erase(page: Class.ref, items: [names[0].ref, names[2].ref]), room.writer)
        #expect(room.strokes == [names[1]])
    }

    @Test func whatIsNotThereIsLeftOut() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        let events = try room.host.give(
            .page(command: .erase(page: Class.ref, items: [ItemRef(counter: 99), name.ref, name.ref])), by: room.writer)
        #expect(events.map(\.event) == [.page(event: .erased(items: [ItemRef(counter: name.counter)]))])
        #expect(throws: Rejection.itemGone) { try room.give(.erase(page: Class.ref, items: [name.ref]), room.writer) }
    }

    @Test func othersStrokesAreErasedByThoseWhoTeachOnly() throws {
        var room = try Class()
        let (mine, hers) = (try room.draw(room.writer), try room.draw(room.teacher))
        #expect(throws: Rejection.notYours) {
            try room.give(.erase(page: Class.ref, items: [mine.ref, hers.ref]), room.writer)
        }
        try room.give(.erase(page: Class.ref, items: [mine.ref]), room.teacher)
        #expect(room.strokes == [hers])
    }

    @Test func whatAPersonWroteInAnotherTabIsThePersonsOwn() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        let otherTab = Actor(participant: room.writer.participant, outbox: 9)
        let command = PageCommand.erase(page: Class.ref, items: [name.ref])
        #expect(throws: Rejection.notYours) { try room.give(command, otherTab) }
        var told = room.host.room
        told.learn(2, of: room.writer.participant)
        #expect(try told.decide(.page(command: command), by: otherTab, counter: 5, at: Moment(0)).count == 1)
    }

    @Test func erasingByAreaIsTheUnionOfRanges() throws {
        var room = try Class()
        let name = try room.draw(room.writer, samples: 20)
        try room.cut(name, [3..<6, 10..<12])
        try room.cut(name, [5..<8, 19..<40])
        #expect(room.page.strokes[name]?.cuts.ranges == [3..<8, 10..<12, 19..<20])
        #expect(throws: Rejection.alreadySo) { try room.cut(name, [4..<7]) }
    }

    @Test func clearingTakesEverythingButWhatIsBeingWritten() throws {
        var room = try Class()
        try room.draw(room.writer)
        try room.give(.add(page: Class.ref, object: Class.text), room.writer)
        try room.give(try room.pen().0, room.teacher)
        #expect(throws: Rejection.forbidden) { try room.give(.clear(page: Class.ref), room.writer) }
        try room.give(.clear(page: Class.ref), room.teacher)
        #expect(room.strokes.isEmpty && room.page.objects.isEmpty && room.page.open.count == 1)
        #expect(throws: Rejection.alreadySo) { try room.give(.clear(page: Class.ref), room.teacher) }
    }

    @Test func aStrokeIsInAtMostSoManyPieces() throws {
        var room = try Class()
        let name = try room.draw(room.writer, samples: 3_000)
        for start in stride(from: 0, to: 1_024, by: 128) {
            try room.cut(name, (start..<start + 128).map { 2 * $0..<2 * $0 + 1 })
        }
        #expect(throws: Rejection.tooMany) { try room.cut(name, [2_500..<2_501]) }
    }
}

extension Class {
    mutating func cut(_ name: ItemName, _ ranges: [Range<Int>]) throws {
        let message = ranges.map { SampleRange(from: $0.lowerBound, count: $0.count) }
        try give(.cut(page: Class.ref, cuts: [Cut(stroke: name.ref, ranges: message)]), writer)
    }
}
