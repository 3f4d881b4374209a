import Classroom
import ClassroomTesting
import Testing
import Wire

@Suite struct SnapshotTests {
    @Test func linesChosenAheadGiveTheSameSnapshot() throws {
        var room = try Class()
        for _ in 0..<5 { try room.draw(room.writer, samples: 30) }
        var ahead = room.host.room
        while let work = ahead.knotWork(of: Class.page, atMost: 60) { ahead.keep(work.run(), of: Class.page) }
        let context = room.host.context(Class.page)
        let (bytes, knots) = try #require(ahead.snapshotWork(of: Class.page, context)).run()
        #expect(knots.isEmpty)
        #expect(try room.host.snapshot(Class.page) == bytes)
    }

    @Test func aRestoredHostTakesTheLinesOfAnOldSnapshot() throws {
        var room = try Class()
        for _ in 0..<3 { try room.draw(room.writer) }
        let old = try Snapshot(decoding: try #require(try room.host.snapshot(Class.page)))
        try room.draw(room.writer)
        var restored = LessonReplica()
        try restored.restore(
            try room.host.room.checkpoint(of: Class.page, room.host.context(Class.page)), of: Class.page, as: .page)
        var host = restored.room
        try host.keepKnots(from: old, of: Class.page)
        #expect(host.page(Class.page)?.strokes.values.map { $0.ink.line != nil } == [true, true, true, false])
        #expect(host.fingerprint(of: Class.page, room.host.context(Class.page)) == room.host.fingerprint(Class.page))
    }

    @Test func linesHaveKnotsBesideCuts() throws {
        var room = try Class()
        let name = try room.draw(room.writer, samples: 40)
        try room.cut(name, [11..<17])
        _ = try room.host.snapshot(Class.page)
        let line = try #require(room.page.strokes[name]?.ink.line)
        #expect(Set(line.indices).isSuperset(of: [0, 10, 17, 39]))
    }

    @Test func aCheckpointIsLossless() throws {
        var room = try Class()
        for _ in 0..<3 { try room.draw(room.writer) }
        try room.give(.erase(page: Class.ref, items: [room.strokes[1].ref]), room.writer)
        try room.give(try room.pen().0, room.teacher)
        var restored = LessonReplica()
        try restored.restore(
            try room.host.room.checkpoint(of: Class.page, room.host.context(Class.page)), of: Class.page, as: .page)
        #expect(restored.room.page(Class.page)?.strokes == room.page.strokes)
        #expect(restored.room.closing(room.teacher.outbox) == room.host.room.closing(room.teacher.outbox))
    }

    @Test func bytesThatAreNoCheckpointChangeNothing() throws {
        var room = try Class()
        try room.draw(room.writer)
        var host = room.host.room
        #expect(throws: WireError.self) { try host.restore(Class.page, as: .page, checkpoint: [1, 2, 3]) }
        #expect(host.page(Class.page)?.strokes.count == 1)
    }
}
