import Testing
import Wire

@testable import Server

@Suite struct PageSlotsTests {
    private var slots = PageSlots<String>(isLocal: true)

    private mutating func begin(_ numbers: Range<Int>, at now: UInt64 = 0) -> [String] {
        numbers.compactMap { slots.next($0, at: now) }
    }

    @Test mutating func whatComesBeyondWaitsForItsTurn() {
        for number in 0..<20 {
            let waits = slots.wait("\(number)", ParticipantHandle(number), at: 0)
            #expect(waits)
        }
        let first = begin(0..<20)
        #expect(first == (0..<16).map { "\($0)" })
        slots.end(3)
        let next = begin(20..<22)
        #expect(next == ["16"])
    }

    @Test mutating func whatTakesLongMakesRoomForOthers() {
        for number in 0..<32 { _ = slots.wait("\(number)", ParticipantHandle(number), at: 0) }
        let first = begin(0..<32)
        let late = slots.takeLate(at: 5_000)
        let next = begin(32..<64, at: 5_000)
        #expect(first.count == 16 && late.isEmpty && next.count == 16)
    }

    @Test mutating func streamsHaveTheirBound() {
        var begun = 0
        for turn in UInt64(0)..<20 {
            for number in 0..<16 { _ = slots.wait("", ParticipantHandle(number), at: turn * 5_000) }
            begun += begin(Int(turn) * 16..<Int(turn) * 16 + 16, at: turn * 5_000).count
            _ = slots.takeLate(at: (turn + 1) * 5_000)
        }
        #expect(begun == 64 + 16)
    }

    @Test mutating func onePersonLeavesRoomForOthers() {
        var refused = 0
        for number in 0..<200 where !slots.wait("a\(number)", 1, at: 0) { refused += 1 }
        #expect(refused == 200 - 64)
        let first = begin(0..<100)
        _ = slots.takeLate(at: 5_000)
        let next = begin(100..<200, at: 5_000)
        _ = slots.wait("b", 2, at: 5_000)
        let other = begin(200..<201, at: 5_000)
        #expect(first.count == 16 && next.count == 8 && other == ["b"])
    }

    @Test mutating func nobodyWaitsForEver() {
        for number in 0..<17 { _ = slots.wait("\(number)", ParticipantHandle(number), at: 0) }
        _ = begin(0..<17)
        let early = slots.takeLate(at: 29_999)
        let late = slots.takeLate(at: 30_000)
        #expect(early.isEmpty && late == ["16"])
        #expect(!slots.isEmpty)
        for number in 0..<17 { slots.end(number) }
        #expect(slots.isEmpty)
    }

    @Test func filesShareOneRoom() {
        let totals = PageTotals()
        var shares = (0..<12).map { totals.share(of: 8_388_608, for: "\($0 / 2)") }
        #expect(shares.allSatisfy { $0 != nil } && totals.share(of: 1, for: "another") == nil)
        shares.removeLast()
        #expect(totals.share(of: 8_388_608, for: "another") != nil)
    }

    @Test func filesOfOneMachineTakeNothingFromTheOthers() {
        let totals = PageTotals()
        var shares = (0..<2).map { _ in totals.share(of: 1, for: "K7M4QX/3") }
        #expect(shares.allSatisfy { $0 != nil } && totals.share(of: 1, for: "K7M4QX/3") == nil)
        #expect(totals.share(of: 1, for: "K7M4QX/4") != nil)
        shares.removeLast()
        #expect(totals.share(of: 1, for: "K7M4QX/3") != nil)
    }

    @Test mutating func whoMayNoMoreWaitsNoMore() {
        for number in 0..<20 { _ = slots.wait("\(number)", ParticipantHandle(number), at: 0) }
        _ = begin(0..<16)
        let gone = slots.takeWaiting { $0 == "17" }
        let rest = slots.takeWaiting { _ in true }
        #expect(gone == ["17"] && rest == ["16", "18", "19"])
    }

    @Test func connectionsHaveABoundForTheServer() {
        let totals = PageTotals()
        let numbers = (0..<PageTotals.lineLimit).map { _ in totals.takeLine() }
        #expect(Set(numbers).count == PageTotals.lineLimit && totals.takeLine() == nil)
        totals.giveBackLine()
        #expect(totals.takeLine() != nil)
    }
}
