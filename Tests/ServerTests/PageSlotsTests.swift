import Testing
import Wire

@testable import Server

@Suite struct PageSlotsTests {
    private var slots = PageSlots<String>(isLocal: true)

    private func person(_ who: Int, at network: String? = nil) -> PageHolder {
        PageHolder(network: network ?? "10.0.0.\(who)", who: ParticipantHandle(who))
    }

    private mutating func begin(_ numbers: Range<Int>, at now: UInt64 = 0) -> [String] {
        numbers.compactMap { slots.next($0, at: now) }
    }

    @Test mutating func whatComesBeyondWaitsForItsTurn() {
        for number in 0..<20 {
            let refused = slots.wait("\(number)", person(number), at: 0)
            #expect(refused == nil)
        }
        let first = begin(0..<20)
        #expect(first == (0..<16).map { "\($0)" })
        slots.end(3, at: 0)
        let next = begin(20..<22)
        #expect(next == ["16"])
    }

    @Test mutating func whatTakesLongMakesRoomForOthers() {
        for number in 0..<32 { _ = slots.wait("\(number)", person(number), at: 0) }
        let first = begin(0..<32)
        let late = slots.takeLate(at: 5_000)
        let next = begin(32..<64, at: 5_000)
        #expect(first.count == 16 && late.isEmpty && next.count == 16)
    }

    @Test mutating func streamsHaveTheirBound() {
        var begun = 0
        for turn in UInt64(0)..<20 {
            for number in 0..<16 { _ = slots.wait("", person(number), at: turn * 5_000) }
            begun += begin(Int(turn) * 16..<Int(turn) * 16 + 16, at: turn * 5_000).count
            _ = slots.takeLate(at: (turn + 1) * 5_000)
        }
        #expect(begun == 64 + 16)
    }

    @Test mutating func onePersonLeavesRoomForOthers() {
        var refused = 0
        for number in 0..<200 where slots.wait("a\(number)", person(1), at: 0) != nil { refused += 1 }
        #expect(refused == 200 - 64)
        let first = begin(0..<100)
        _ = slots.takeLate(at: 5_000)
        let next = begin(100..<200, at: 5_000)
        _ = slots.wait("b", person(2), at: 5_000)
        let other = begin(200..<201, at: 5_000)
        #expect(first.count == 12 && next.count == 12 && other == ["b"])
    }

    @Test mutating func nobodyWaitsForEver() {
        for number in 0..<17 { _ = slots.wait("\(number)", person(number), at: 0) }
        _ = begin(0..<17)
        let early = slots.takeLate(at: 29_999)
        let late = slots.takeLate(at: 30_000)
        #expect(early.isEmpty && late == ["16"])
        #expect(!slots.isEmpty)
        for number in 0..<17 { slots.end(number, at: 30_000) }
        #expect(slots.isEmpty)
    }

    @Test func filesShareOneRoom() {
        let totals = PageTotals()
        var shares = (0..<12).map { totals.share(of: 8_388_608, for: $0 / 2, in: "K7M4Q\($0 / 6)") }
        #expect(shares.allSatisfy { $0 != nil } && totals.share(of: 1, for: 9, in: "ANOTHER") == nil)
        shares.removeLast()
        #expect(totals.share(of: 8_388_608, for: 9, in: "ANOTHER") != nil)
    }

    @Test func filesOfOneRoomLeaveHalfToTheOthers() {
        let totals = PageTotals()
        let shares = (0..<6).map { totals.share(of: 8_388_608, for: $0, in: "K7M4QX") }
        #expect(shares.allSatisfy { $0 != nil } && totals.share(of: 1, for: 6, in: "K7M4QX") == nil)
        #expect(totals.share(of: 8_388_608, for: 6, in: "ANOTHER") != nil)
        shares[0]?.shrink(to: 10)
        #expect(totals.share(of: 1, for: 6, in: "K7M4QX") != nil)
    }

    @Test func filesOfOneMachineTakeNothingFromTheOthers() {
        let totals = PageTotals()
        var shares = (0..<2).map { _ in totals.share(of: 1, for: 3, in: "K7M4QX") }
        #expect(shares.allSatisfy { $0 != nil } && totals.share(of: 1, for: 3, in: "K7M4QX") == nil)
        #expect(totals.share(of: 1, for: 4, in: "K7M4QX") != nil)
        shares.removeLast()
        #expect(totals.share(of: 1, for: 3, in: "K7M4QX") != nil)
    }

    @Test mutating func whoMayNoMoreWaitsNoMore() {
        for number in 0..<20 { _ = slots.wait("\(number)", person(number), at: 0) }
        _ = begin(0..<16)
        let gone = slots.takeWaiting { $0 == "17" }
        let rest = slots.takeWaiting { _ in true }
        #expect(gone == ["17"] && rest == ["16", "18", "19"])
    }

    @Test func connectionsHaveABoundForTheServerAndForARoom() throws {
        let totals = PageTotals()
        func take(_ count: Int, _ room: Int64) -> [PageTotals.Line] {
            (0..<count).compactMap { _ in totals.takeLine(for: room) }
        }
        let one = take(300, 1)
        #expect(one.count == 128)
        let others = (2...4 as ClosedRange<Int64>).map { take(300, $0) }
        #expect(others.map(\.count) == [64, 64, 0])
        #expect(Set((one + others.joined()).map(\.number)).count == PageTotals.lineLimit)
        totals.giveBack(one[0])
        #expect(take(1, 4).first?.number == 257)
    }

    // MARK: Fairness

    /// Fills all streams, and what one address may have beside them, with what lasts.
    private mutating func occupy(_ people: Range<Int>, at network: String = "10.0.0.66") {
        var number = 1_000
        for turn in 0..<7 as Range<UInt64> {
            for who in people {
                for _ in 0..<(people.count < 16 ? 4 : 1) {
                    _ = slots.wait("evil", person(who, at: network), at: turn * 5_000)
                }
            }
            while slots.next(number, at: turn * 5_000) != nil { number += 1 }
            _ = slots.takeLate(at: (turn + 1) * 5_000)
        }
        #expect(slots.count == 64 + 12)
    }

    /// With as many names as one likes, what one opens and never closes keeps nobody out who comes from elsewhere…
    @Test(arguments: [0..<4, 0..<200]) mutating func oneAddressLeavesTurnsToOthers(people: Range<Int>) {
        occupy(people)
        _ = slots.wait("honest", person(900), at: 60_000)
        let next = slots.next(5_000, at: 60_000)
        #expect(next == "honest")
    }

    /// …and nobody who comes from there.
    @Test(arguments: [0..<4, 0..<200]) mutating func whoHasMostMakesRoom(people: Range<Int>) {
        occupy(people)
        _ = slots.takeWaiting { _ in true }
        _ = slots.wait("honest", person(900, at: "10.0.0.66"), at: 60_000)
        let (before, surplus, again) = (slots.hasNext, slots.surplus(at: 60_000), slots.surplus(at: 60_000))
        #expect(!before && surplus == 1_000 && again == nil && slots.ending == [1_000])
        slots.end(1_000, at: 60_000)
        let next = slots.next(5_000, at: 60_000)
        #expect(next == "honest")
    }

    /// Those who open the most wait behind all others, of however many addresses.
    @Test mutating func whoHasLeastIsNext() {
        occupy(0..<200)
        for who in 300..<304 { _ = slots.wait("evil", person(who, at: "10.0.0.67"), at: 55_000) }
        _ = begin(4_000..<4_004, at: 55_000)
        _ = slots.wait("another", person(304, at: "10.0.0.67"), at: 60_000)
        _ = slots.wait("honest", person(900), at: 60_000)
        let surplus = slots.surplus(at: 60_000)
        slots.end(surplus ?? 0, at: 60_000)
        let next = slots.next(5_000, at: 60_000)
        #expect(surplus == 1_000 && next == "honest")
    }

    /// Whoever is one of many behind one address loses nothing to somebody there with many streams.
    @Test mutating func ofAnAddressThePersonWithMostMakesRoom() {
        for who in 0..<12 { _ = slots.wait("\(who)", person(who, at: "10.0.0.1"), at: 0) }
        _ = begin(0..<12)
        _ = slots.takeLate(at: 5_000)
        for _ in 0..<24 { _ = slots.wait("many", person(99, at: "10.0.0.1"), at: 5_000) }
        _ = begin(12..<24, at: 5_000)
        _ = slots.takeLate(at: 10_000)
        let greatest = slots.endGreatest(at: 20_000)
        #expect(greatest == 12)
    }

    /// What has just begun is not ended for others, who wait that long.
    @Test mutating func whatIsYoungIsLeftAlone() {
        for who in 0..<17 { _ = slots.wait("", person(who), at: 0) }
        _ = begin(0..<17)
        let early = (slots.surplus(at: 4_999), slots.endGreatest(at: 4_999))
        #expect(early == (nil, nil))
        // And nothing is, where something becomes free by itself.
        _ = slots.takeLate(at: 5_000)
        let free = slots.surplus(at: 5_000)
        #expect(free == nil && slots.hasNext)
    }

    /// Where too many wait, it is the one who waits most that is refused.
    @Test mutating func whoWaitsMostIsRefused() {
        for number in 0..<PageSlots<String>.waitingLimit {
            _ = slots.wait("evil \(number)", person(number, at: "10.0.0.66"), at: 0)
        }
        let refused = slots.wait("honest", person(900), at: 0)
        let own = slots.wait("evil", person(901, at: "10.0.0.66"), at: 0)
        #expect(refused == "evil 127" && own == "evil")
    }
}
