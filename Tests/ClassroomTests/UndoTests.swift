import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct UndoTests {
    @Test func aStrokeIsTakenBackAndMadeAgain() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        let stroke = room.page.strokes[name]
        try room.undo(room.writer)
        #expect(room.strokes.isEmpty)
        try room.redo(room.writer)
        #expect(room.page.strokes[name]?.ink.chunks == stroke?.ink.chunks)
        try room.undo(room.writer)
        #expect(room.strokes.isEmpty)
    }

    @Test func erasedStrokesComeBackToTheirPlaces() throws {
        var room = try Class()
        for _ in 0..<5 { try room.draw(room.writer) }
        let names = room.strokes
        try room.give(.erase(page: Class.ref, items: [names[1].ref, names[3].ref, names[0].ref]), room.writer)
        try room.undo(room.writer)
        #expect(room.strokes == names)
        try room.redo(room.writer)
        #expect(room.strokes == [names[2], names[4]])
    }

    @Test func onlyWhatACutReallyErasedComesBack() throws {
        var room = try Class()
        let name = try room.draw(room.writer, samples: 20)
        try room.cut(name, [3..<6])
        try room.cut(name, [5..<9])
        try room.undo(room.writer)
        #expect(room.page.strokes[name]?.cuts.ranges == [3..<6])
        try room.redo(room.writer)
        #expect(room.page.strokes[name]?.cuts.ranges == [3..<9])
    }

    @Test func aClearedPageComesBack() throws {
        var room = try Class()
        for _ in 0..<20 { try room.draw(room.writer) }
        try room.give(.add(page: Class.ref, object: Class.text), room.teacher)
        let before = room.page
        try room.give(.clear(page: Class.ref), room.teacher)
        try room.undo(room.teacher)
        #expect(room.page.strokes == before.strokes && room.page.objects == before.objects)
    }

    @Test func aMoveIsTakenBackExactly() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        let matrix = Matrix(xx: 3_000, xy: 777, yx: -901, yy: 5_001)
        try room.give(
            .move(page: Class.ref, items: [name.ref], by: Transform(dx: 7, dy: 9, matrix: matrix)), room.writer)
        let moved = room.page.strokes[name]?.transform
        try room.give(
            .move(page: Class.ref, items: [name.ref], by: Transform(dx: 1, dy: 1, matrix: matrix)), room.writer)
        try room.undo(room.writer)
        #expect(room.page.strokes[name]?.transform == moved)
        try room.undo(room.writer)
        #expect(room.page.strokes[name]?.transform == nil)
    }

    @Test func looksAndOrderAreTakenBack() throws {
        var room = try Class()
        let names = [try room.draw(room.writer), try room.draw(room.writer), try room.draw(room.writer)]
        try room.give(.arrange(page: Class.ref, items: [names[2].ref, names[1].ref], order: .back), room.writer)
        #expect(room.strokes == [names[1], names[2], names[0]])
        try room.give(.restyle(page: Class.ref, items: [names[0].ref], style: Restyle(width: 99)), room.writer)
        try room.undo(room.writer)
        #expect(room.page.strokes[names[0]]?.style == Class.style)
        try room.undo(room.writer)
        #expect(room.strokes == names)
    }

    @Test func typingIsTakenBackPieceByPiece() throws {
        var room = try Class()
        let name = ItemName(outbox: 2, counter: room.host.nextCounter(2))
        try room.give(.add(page: Class.ref, object: Class.text), room.writer)
        try room.splice(name, 0, Splice(at: 5, removed: 0, inserted: " d"))
        try room.splice(name, 1, Splice(at: 7, removed: 0, inserted: "unya"))
        try room.undo(room.writer)
        #expect(room.said(name) == "salam d")
        try room.undo(room.writer)
        #expect(room.said(name) == "salam")
        try room.redo(room.writer)
        #expect(room.said(name) == "salam d")
    }

    @Test func whatOthersChangedSinceIsSkippedAndCounted() throws {
        var room = try Class()
        let names = [try room.draw(room.writer), try room.draw(room.writer)]
        try room.give(.move(page: Class.ref, items: names.map(\.ref), by: Transform(dx: 8, dy: 0)), room.writer)
        try room.give(.move(page: Class.ref, items: [names[0].ref], by: Transform(dx: 0, dy: 8)), room.teacher)
        let change = try #require(room.page.history(of: 2).done.last)
        let events = try room.host.give(.page(command: .undo(page: Class.ref, change: change)), by: room.writer)
        #expect(events.first?.event == .page(event: .undone(change: change, skipped: 1)))
        #expect(room.page.strokes[names[0]]?.transform == Transform(dx: 8, dy: 8))
        #expect(room.page.strokes[names[1]]?.transform == nil)
    }

    @Test func aChangeOfWhichNothingIsLeftDoesNotStandInTheWay() throws {
        var room = try Class()
        let (first, second) = (try room.draw(room.writer), try room.draw(room.writer))
        try room.give(.erase(page: Class.ref, items: [second.ref]), room.teacher)
        try room.undo(room.writer)
        #expect(room.strokes == [first])
        try room.undo(room.writer)
        #expect(room.strokes.isEmpty)
    }

    @Test func somethingNewEndsWhatCouldBeMadeAgain() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        try room.undo(room.writer)
        try room.draw(room.writer)
        #expect(throws: Rejection.nothingToUndo) {
            try room.give(.redo(page: Class.ref, change: name.counter), room.writer)
        }
    }

    @Test func nobodyTakesBackWhatOthersDid() throws {
        var room = try Class()
        let name = try room.draw(room.writer)
        #expect(throws: Rejection.nothingToUndo) {
            try room.give(.undo(page: Class.ref, change: name.counter), room.teacher)
        }
    }

    @Test func theLast255ChangesCanBeTakenBack() throws {
        var room = try Class()
        for _ in 0..<260 { try room.draw(room.writer, samples: 3) }
        for _ in 0..<255 { try room.undo(room.writer) }
        #expect(room.strokes.count == 5)
        #expect(throws: Rejection.nothingToUndo) { try room.undo(room.writer) }
    }

    @Test func moreThanOneMessageHoldsIsNotTakenBack() throws {
        var room = try Class()
        for _ in 0..<400 { try room.draw(room.writer, samples: 600) }
        try room.give(.clear(page: Class.ref), room.teacher)
        #expect(throws: Rejection.tooLarge) { try room.undo(room.teacher) }
    }
}

extension Class {
    mutating func splice(_ name: ItemName, _ revision: Int, _ splice: Splice, by actor: Actor? = nil) throws {
        try give(.splice(page: Class.ref, item: name.ref, revision: revision, splice: splice), actor ?? writer)
    }

    func said(_ name: ItemName) -> String? {
        guard case .text(_, _, _, _, _, let text) = page.objects[name]?.object else { return nil }
        return text
    }
}
