import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

@Suite struct WritingTests {
    @Test func aStrokeIsNamedAfterItsCommandAndHasAllItsSamples() throws {
        var room = try Class()
        let name = try room.draw(room.writer, samples: 23)
        #expect(room.strokes == [name])
        #expect(room.page.strokes[name]?.ink.sampleCount == 23)
    }

    @Test func aStrokeIsOpenUntilItsPenIsUp() throws {
        var room = try Class()
        let (begin, _) = try room.pen()
        try room.give(begin, room.writer)
        #expect(room.page.open.count == 1 && room.strokes.isEmpty)
        try room.give(.endStroke(contact: 0), room.writer)
        #expect(room.page.open.isEmpty && room.strokes.count == 1)
    }

    @Test func aCancelledStrokeLeavesNothing() throws {
        var room = try Class()
        let (begin, _) = try room.pen()
        try room.give(begin, room.writer)
        try room.give(.cancelStroke(contact: 0), room.writer)
        #expect(room.page.open.isEmpty && room.strokes.isEmpty)
        #expect(room.page.history(of: 2).done.isEmpty)
    }

    @Test func twoPensOfOneOutboxWriteAtOnce() throws {
        var room = try Class()
        try room.give(try room.pen(contact: 0).0, room.writer)
        try room.give(try room.pen(contact: 1).0, room.writer)
        #expect(room.page.open.count == 2)
    }

    @Test func aPenThatIsDownComesDownAgainInVain() throws {
        var room = try Class()
        let (begin, _) = try room.pen()
        try room.give(begin, room.writer)
        #expect(throws: Rejection.strokeOpen) { try room.give(begin, room.writer) }
    }

    @Test func inkThatIsNoneIsRefusedAndTheStrokeGoesOn() throws {
        var room = try Class()
        var (begin, pen) = try room.pen()
        try room.give(begin, room.writer)
        #expect(throws: Rejection.badInk) { try room.give(.continueStroke(contact: 0, chunk: [1, 2, 3]), room.writer) }
        try room.give(try room.more(&pen), room.writer)
        #expect(room.page.open[0].sampleCount == 10)
    }

    @Test func aPenThatIsUpDoesNotGoOn() throws {
        var room = try Class()
        #expect(throws: Rejection.noOpenStroke) { try room.give(.continueStroke(contact: 0, chunk: []), room.writer) }
        #expect(throws: Rejection.noOpenStroke) { try room.give(.endStroke(contact: 0), room.writer) }
    }

    @Test func whoMayNotWriteWritesNot() throws {
        var room = try Class()
        #expect(throws: Rejection.forbidden) { try room.draw(room.listener) }
        try room.give(.grant(participant: room.listener.participant, right: .write, page: Class.ref), room.teacher)
        try room.draw(room.listener)
    }

    @Test func whoLosesTheRightInMidStrokeIsStopped() throws {
        var room = try Class()
        var (begin, pen) = try room.pen()
        try room.give(begin, room.writer)
        try room.give(.takeBack(participant: room.writer.participant, right: .write), room.teacher)
        #expect(throws: Rejection.forbidden) { try room.give(try room.more(&pen), room.writer) }
        try room.give(.endStroke(contact: 0), room.writer)
    }

    @Test func aStrokeAfterItsPageWasRemovedIsRefused() throws {
        var room = try Class()
        try room.give(.addPage(after: nil, background: .plain, picture: nil, name: ""), room.teacher)
        var (begin, pen) = try room.pen()
        try room.give(begin, room.writer)
        try room.give(.removePage(page: Class.ref), room.teacher)
        #expect(throws: Rejection.pageRemoved) { try room.give(try room.more(&pen), room.writer) }
        #expect(throws: Rejection.pageRemoved) { try room.draw(room.teacher) }
        try room.draw(room.writer, on: .topic(topic: 10))
        #expect(room.page.open.isEmpty && room.strokes.count == 1)
        #expect(throws: Rejection.noSuchPage) { try room.draw(room.teacher, on: .topic(topic: 99)) }
    }

    @Test func aPageIsWrittenOnBeforeItsTopicIsKnown() throws {
        var room = try Class()
        let counter = room.host.nextCounter(1)
        try room.give(.addPage(after: Class.ref, background: .plain, picture: nil, name: ""), room.teacher)
        try room.draw(room.teacher, on: .made(counter: counter))
        #expect(room.host.room.page(10)?.strokes.count == 1)
    }

    @Test func whenAnOutboxIsGoneItsPensAreUp() throws {
        var room = try Class()
        try room.give(try room.pen(contact: 0).0, room.writer)
        try room.give(try room.pen(contact: 3).0, room.writer)
        room.host.perform(room.host.room.closing(room.writer.outbox), by: 0, counter: 0)
        #expect(room.page.open.isEmpty && room.strokes.count == 2)
        #expect(room.host.room.closing(room.writer.outbox).isEmpty)
    }

    @Test func aStrokeHasAsMuchInkAsFitsIntoOneEvent() throws {
        var room = try Class()
        var seeded = Seeded(seed: 3)
        var pen = InkStrokeEncoder(InkFormat(.samples, .eighth, .eight, .pen))
        func jumps() throws -> [UInt8] {
            let samples = (0..<300).map { _ in
                InkSample(
                    x: Int32(seeded.below(130_000)), y: Int32(seeded.below(130_000)), pressure: UInt8(seeded.below(256))
                )
            }
            return try pen.encode(samples, duration: 33, start: 33, isLast: false)
        }
        try room.give(.beginStroke(page: Class.ref, contact: 0, style: Class.style, chunk: try jumps()), room.writer)
        #expect(throws: Rejection.tooLarge) {
            for _ in 0..<200 { try room.give(.continueStroke(contact: 0, chunk: try jumps()), room.writer) }
        }
        try room.give(.endStroke(contact: 0), room.writer)
        try room.give(.erase(page: Class.ref, items: room.strokes.map(\.ref)), room.writer)
        try room.undo(room.writer)
        #expect(room.strokes.count == 1)
        for entry in room.host.logs[Class.page] ?? [] { _ = try entry.encoded() }
    }
}
