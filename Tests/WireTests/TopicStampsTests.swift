import Testing
import Wire
import WireTesting

@Suite struct TopicStampsTests {
    @Test func whatFollowsFromTheEventBeforeIsLeftOut() {
        var stamps = TopicStamps()
        let first = stamps.shorten(EventStamp(time: 500, author: 5, counter: 9))
        #expect(first == Stamp(elapsed: 500, author: 5, counter: .given(counter: 9)))
        #expect(stamps.shorten(EventStamp(time: 500, author: 5, counter: 9)) == Stamp(counter: .same))
        #expect(stamps.shorten(EventStamp(time: 533, author: 5, counter: 10)) == Stamp(elapsed: 33, counter: .next))
        #expect(stamps.shorten(EventStamp(time: 533, author: 7, counter: 1)) == Stamp(author: 7, counter: .next))
    }

    @Test(arguments: UInt32(0)..<50)
    func stampsComeBackInFullFromAnyPlaceOnwards(seed: UInt32) throws {
        var seeded = Seeded(seed: seed)
        let history = TopicStampsTests.history(&seeded)
        var (writer, reader) = (TopicStamps(), TopicStamps())
        for stamp in history {
            if seeded.below(10) == 0 { reader = TopicStamps(writer.context) }
            #expect(try reader.complete(writer.shorten(stamp)) == stamp)
            #expect(reader == writer)
        }
    }

    @Test func aStampThatCannotBeChangesNothing() {
        var stamps = TopicStamps()
        let before = stamps
        #expect(throws: WireError.outOfRange) { try stamps.complete(Stamp(author: 3, counter: .same)) }
        #expect(throws: WireError.outOfRange) { try stamps.complete(Stamp(counter: .given(counter: 0))) }
        #expect(stamps == before)
        var late = TopicStamps(
            StampContext(
                time: 1_099_511_627_775, author: 1, counters: [OutboxCounter(outbox: 1, counter: 4_294_967_295)]))
        #expect(throws: WireError.outOfRange) { try late.complete(Stamp(elapsed: 1, author: 2, counter: .next)) }
        #expect(throws: WireError.outOfRange) { try late.complete(Stamp(counter: .next)) }
    }

    @Test func aClockThatGoesBackStandsStill() {
        var stamps = TopicStamps()
        _ = stamps.shorten(EventStamp(time: 500, author: 5, counter: 1))
        #expect(stamps.shorten(EventStamp(time: 400, author: 5, counter: 2)) == Stamp(counter: .next))
        #expect(stamps.time == 500)
    }

    @Test func aBatchFollowsTheSequenceItsBaseSays() {
        let entry = Entry(stamp: Stamp(counter: .next), event: .hand(event: .allLowered))
        let batch = Batch(topic: 0, base: 3, entries: [entry, entry])
        #expect(batch.follows(3) && batch.follows(259))
        #expect(!batch.follows(4))
        #expect(batch.span == 2)
        #expect(Batch(topic: 0, base: 3, covers: 9, entries: [entry]).span == 9)
    }

    /// Authors come and go, write several events with one command, and pause.
    fileprivate static func history(_ seeded: inout Seeded) -> [EventStamp] {
        var (time, counters): (Int, [Int: Int]) = (0, [:])
        return (0..<200).map { _ in
            time += [0, 0, 33, seeded.below(100_000)][seeded.below(4)]
            let author = seeded.below(4)
            let step = counters[author] == nil ? 1 + seeded.below(3) : [0, 1, 1, seeded.below(500)][seeded.below(4)]
            counters[author, default: 0] += step
            return EventStamp(time: time, author: OutboxHandle(author), counter: counters[author] ?? 0)
        }
    }
}

extension TopicStampsTests {
    @Test(arguments: UInt32(0)..<50)
    func aMergeLeavesTheSameStampsBehind(seed: UInt32) throws {
        var seeded = Seeded(seed: seed)
        let history = TopicStampsTests.history(&seeded)
        var whole = TopicStamps()
        for stamp in history { _ = whole.shorten(stamp) }
        var (writer, reader) = (TopicStamps(), TopicStamps())
        for (index, stamp) in history.enumerated() {
            let isVoid = history[(index + 1)...].contains { $0.author == stamp.author } && seeded.bool()
            if !isVoid { #expect(try reader.complete(writer.shorten(stamp)) == stamp) }
        }
        #expect(reader == whole)
    }
}
