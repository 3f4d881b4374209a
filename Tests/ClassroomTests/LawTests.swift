import Classroom
import ClassroomTesting
import Testing
import Wire

/// The law of every log topic: a snapshot and the events after it are the later snapshot (rule T7).
@Suite struct LawTests {
    /// Seeds that once failed are kept here for good.
    static let keptSeeds: [UInt32] = []
    static let seeds = keptSeeds + Array(0..<24)

    @Test(arguments: seeds)
    func aCheckpointAndLaterEventsAreTheLaterState(seed: UInt32) throws {
        var lesson = RandomLesson(seed: seed, hasLabs: seed % 3 == 0)
        for _ in 0..<4 {
            lesson.run(60)
            let before = lesson.host
            lesson.run(60)
            for topic in lesson.host.room.logTopics { try expectRecovery(of: topic, from: before, to: lesson.host) }
        }
    }

    @Test(arguments: seeds)
    func aSnapshotAndLaterEventsAreTheLaterState(seed: UInt32) throws {
        var lesson = RandomLesson(seed: seed, hasLabs: seed % 3 == 0)
        for _ in 0..<4 {
            lesson.run(60)
            var before = lesson.host
            lesson.run(60)
            for topic in lesson.host.room.logTopics { try expectReplica(of: topic, from: &before, to: lesson.host) }
        }
    }

    @Test(arguments: seeds)
    func everyEventFromTheFirstOnIsTheState(seed: UInt32) throws {
        var lesson = RandomLesson(seed: seed, hasLabs: seed % 3 == 0)
        lesson.run(300)
        var replica = LessonReplica()
        for topic in lesson.host.room.logTopics { try replica.apply(lesson.host.logs[topic] ?? [], of: topic) }
        for topic in lesson.host.room.logTopics {
            #expect(replica.fingerprint(topic) == lesson.host.fingerprint(topic))
            #expect(try replica.checkpoint(topic) == lesson.host.room.checkpoint(of: topic, lesson.host.context(topic)))
        }
    }

    @Test func randomLabsHaveEveryKindOfEvent() {
        var (kinds, refused): (Set<String>, Set<Rejection>) = ([], [])
        for seed in Self.seeds {
            var lesson = RandomLesson(seed: seed, hasLabs: true)
            lesson.run(400)
            for entry in lesson.host.logs.values.joined() {
                if case .lab(let event) = entry.event { kinds.insert(String("\(event)".prefix { $0 != "(" })) }
            }
            refused.formUnion(lesson.refused.keys)
        }
        #expect(kinds.count == 18, "\(kinds)")
        #expect(
            refused.isSuperset(of: [.notDriver, .keyboardLocked, .noSuchMachine, .machineNotRunning, .noSuchTemplate]))
    }

    @Test func randomLessonsHaveEveryKindOfEventAndRefusal() {
        var (kinds, quizzes): (Set<String>, Set<String>) = ([], [])
        var refused: Set<Rejection> = []
        for seed in Self.seeds {
            var lesson = RandomLesson(seed: seed)
            lesson.run(400)
            for entry in lesson.host.logs.values.joined() {
                if case .page(let event) = entry.event { kinds.insert(String("\(event)".prefix { $0 != "(" })) }
                switch entry.event {
                case .quiz(let event): quizzes.insert(String("\(event)".prefix { $0 != "(" }))
                case .personal(let event): quizzes.insert("own " + "\(event)".prefix { $0 != "(" })
                case .staff(let event): quizzes.insert("staff " + "\(event)".prefix { $0 != "(" })
                default: break
                }
            }
            refused.formUnion(lesson.refused.keys)
        }
        #expect(kinds.count == 19, "\(kinds)")
        quizzes = quizzes.filter { $0.contains("quiz") || !$0.contains(" ") }
        #expect(quizzes.count == 15, "\(quizzes)")
        #expect(
            refused.isSuperset(of: [
                .forbidden, .noSuchPage, .pageRemoved, .itemGone, .notYours, .badInk, .strokeOpen, .noOpenStroke,
            ]))
        #expect(refused.isSuperset(of: [.nothingToUndo, .alreadySo, .unknownText]), "\(refused)")
    }

    private func expectRecovery(of topic: TopicHandle, from before: LessonHost, to host: LessonHost) throws {
        var recovered = LessonReplica()
        guard let kind = before.room.kind(of: topic) else { return }
        try recovered.restore(try before.room.checkpoint(of: topic, before.context(topic)), of: topic, as: kind)
        let known = before.logs[topic]?.count ?? 0
        try recovered.apply((host.logs[topic] ?? []).dropFirst(known), of: topic)
        #expect(recovered.fingerprint(topic) == host.fingerprint(topic))
        #expect(try recovered.checkpoint(topic) == host.room.checkpoint(of: topic, host.context(topic)))
    }

    private func expectReplica(of topic: TopicHandle, from before: inout LessonHost, to host: LessonHost) throws {
        guard let snapshot = try before.snapshot(topic) else { return }
        var replica = LessonReplica()
        try replica.adopt(snapshot, of: topic)
        let known = before.logs[topic]?.count ?? 0
        try replica.apply((host.logs[topic] ?? []).dropFirst(known), of: topic)
        #expect(replica.fingerprint(topic) == host.fingerprint(topic))
        try Geometry.expectNear(replica.room.page(topic), host.room.page(topic))
    }
}
