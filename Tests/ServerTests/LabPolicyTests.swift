import Testing
import Wire

@testable import Server

/// Who gets a place for a machine, when checks have their turn, and when nobody uses a machine: values, without a loop or a clock.
@Suite struct LabPolicyTests {
    private func taken(_ count: Int, for room: Int64, _ shares: inout MachineShares) -> [Int] {
        var numbers: [Int] = []
        for _ in 0..<count { if let number = try? shares.take(for: room) { numbers.append(number) } }
        return numbers
    }

    @Test func oneRoomDoesNotTakeAllPlaces() {
        var shares = MachineShares(limit: 64, share: 75)
        // Others have some each, and what is left is nobody's more than another's.
        var counts: [Int] = []
        for room in 1...3 as ClosedRange<Int64> { counts.append(taken(100, for: room, &shares).count) }
        #expect(counts == [48, 8, 8])
        #expect(throws: MachineShares.Refusal.roomFull) {
            var shares = MachineShares(limit: 4, share: 50)
            for _ in 0..<3 { _ = try shares.take(for: 1) }
        }
        #expect(throws: MachineShares.Refusal.serverFull) { try shares.take(for: 4) }
    }

    @Test func whatIsGivenBackIsFreeAgain() {
        var shares = MachineShares(limit: 4, share: 75)
        let (first, second) = (taken(9, for: 1, &shares), taken(9, for: 2, &shares))
        #expect(first == [0, 1, 2] && second == [3])
        shares.giveBack(1, of: 1)
        let (again, other) = (taken(9, for: 1, &shares), taken(9, for: 3, &shares))
        #expect(again.isEmpty && other == [1])
    }

    @Test func aServerForOneRoomGivesItAll() {
        let counts = [(5, 100), (1, 75), (0, 75)].map { limit, share in
            var shares = MachineShares(limit: limit, share: share)
            return taken(9, for: 1, &shares).count
        }
        #expect(counts == [5, 1, 0])
    }

    /// Rooms come and go as they like: no number is two rooms' at once, and nobody has more than the share.
    @Test(arguments: UInt64(0)..<16) func noNumberIsTakenTwice(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        var shares = MachineShares(limit: 24, share: 75)
        var taken: [(number: Int, room: Int64)] = []
        for _ in 0..<2_000 {
            if Bool.random(using: &generator), let at = taken.indices.randomElement(using: &generator) {
                let (number, room) = taken.remove(at: at)
                shares.giveBack(number, of: room)
            } else {
                let room = Int64.random(in: 0..<5, using: &generator)
                if let number = try? shares.take(for: room) { taken.append((number, room)) }
            }
            #expect(Set(taken.map(\.number)).count == taken.count)
            for room in 0..<5 as Range<Int64> { #expect(taken.count { $0.room == room } <= 18) }
        }
    }

    private func check(_ machine: Int, _ step: Int) -> CheckQueue.Check {
        CheckQueue.Check(machine: ItemName(outbox: 0, counter: machine), step: step)
    }

    private func all(of queue: inout CheckQueue) -> [CheckQueue.Check] {
        var checks: [CheckQueue.Check] = []
        while let check = queue.take() { checks.append(check) }
        return checks
    }

    @Test func checksByIntervalAreSpread() {
        func isDue(_ step: Int, _ machine: Int, _ second: Int) -> Bool {
            CheckQueue.isDue(step: step, of: 3, every: 30, machine: machine, second: second)
        }
        let perSecond = (0..<60).map { second in
            (0..<40).map { machine in (0..<3).count { isDue($0, machine, second) } }.reduce(0, +)
        }
        #expect(perSecond.reduce(0, +) == 2 * 40 * 3)
        #expect((perSecond.max() ?? 0) <= 6)
        // One machine's steps follow each other.
        let seconds = (0..<3).map { step in (0..<30).filter { isDue(step, 7, $0) } }
        #expect(seconds.allSatisfy { $0.count == 1 } && Set(seconds.flatMap { $0 }).count == 3)
    }

    @Test func ofAMachineOneCheckRunsAtATime() {
        var queue = CheckQueue()
        for step in [0, 1, 2, 1] { queue.add(check(1, step), isAsked: false) }
        queue.add(check(2, 0), isAsked: false)
        let first = all(of: &queue)
        #expect(first == [check(1, 0), check(2, 0)] && !queue.isEmpty)
        // What somebody waits for goes first, and once.
        for _ in 0..<2 { queue.add(check(1, 2), isAsked: true) }
        var order: [CheckQueue.Check] = []
        for ended in [check(1, 0), check(1, 2), check(1, 1), check(2, 0)] {
            queue.ended(ended)
            order += all(of: &queue)
        }
        #expect(order == [check(1, 2), check(1, 1)] && queue.isEmpty)
    }

    @Test func aRoomLeavesTurnsToOthers() {
        var queue = CheckQueue()
        for machine in 0..<40 { queue.add(check(machine, 0), isAsked: true) }
        let running = all(of: &queue)
        #expect(running.count == CheckQueue.roomLimit)
        queue.drop(ItemName(outbox: 0, counter: 8))
        queue.ended(running[0])
        let next = all(of: &queue)
        #expect(next == [check(9, 0)])
    }

    @Test func aMachineIsIdleWhenNobodyUsedItForSoLong() {
        var watch = IdleWatch()
        let (one, two) = (ItemName(outbox: 0, counter: 1), ItemName(outbox: 0, counter: 2))
        watch.used(one, at: 1_000)
        let before = watch.isIdle(one, for: 60, at: 60_999)
        let after = watch.isIdle(one, for: 60, at: 61_000)
        #expect(!before && after)
        watch.used(one, at: 61_000)
        let used = watch.isIdle(one, for: 60, at: 120_000)
        #expect(!used)
        // One of which nothing is known begins to be looked at.
        let unknown = watch.isIdle(two, for: 60, at: 500_000)
        let later = watch.isIdle(two, for: 60, at: 560_000)
        #expect(!unknown && later)
        watch.forget(two)
        let forgotten = watch.isIdle(two, for: 60, at: 900_000)
        #expect(!forgotten)
    }
}

/// A generator with a seed (SplitMix64).
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
