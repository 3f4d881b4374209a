import Glibc
import Testing

@testable import EventLoop

@Suite struct TurnPacingTests {
    @Test func withoutAnIntervalNobodyRests() {
        var pacing = TurnPacing()
        #expect((0..<100).allSatisfy { pacing.rest(at: $0) == 0 })
    }

    @Test func aQuietTimeSavesUpSomeTurnsAndThenTheyAreAnIntervalApart() {
        var pacing = TurnPacing(interval: 4)
        var (now, turns) = (UInt64(1_000), [UInt64]())
        for _ in 0..<100 {
            now += pacing.rest(at: now)
            turns.append(now)
        }
        let burst = Int(TurnPacing.savedTurnLimit)
        #expect(turns.prefix(burst).allSatisfy { $0 == 1_000 })
        #expect(zip(turns.dropFirst(burst), turns.dropFirst(burst + 1)).allSatisfy { $1 - $0 == 4 })
    }

    @Test func turnsThatTakeLongAreNotDelayed() {
        var pacing = TurnPacing(interval: 4)
        #expect((0..<100).allSatisfy { pacing.rest(at: 1_000 + $0 * 5) == 0 })
    }

    @Test func restsThatTimersCutShortAreNotMadeUpForLater() {
        var pacing = TurnPacing(interval: 4)
        for now in UInt64(1_000)..<1_500 { _ = pacing.rest(at: now) }
        #expect(pacing.rest(at: 1_500) == 4)
    }

    @Test func aLoopThatRestsTakesManyMessagesInOneTurn() throws {
        let loop = try EventLoop()
        loop.turnInterval = 10
        var (received, turns) = (0, 0)
        let inbox = try LoopInbox<Int>(on: loop) { _ in received += 1 }
        let start = loop.now
        let writer = try LoopThread {
            for number in 0..<200 {
                inbox.send(number)
                usleep(1_000)
            }
        }
        while received < 200 {
            loop.runOneTurn()
            turns += 1
        }
        writer.join()
        #expect(turns <= Int(TurnPacing.savedTurnLimit) + Int(loop.now - start) / 10 + 2)
        inbox.close()
        loop.close()
    }

    /// Each turn would rest for an hour, if nothing else were to be done.
    @Test func theTimersOfALoopThatRestsFireInTime() throws {
        let loop = try EventLoop()
        loop.turnInterval = 3_600_000
        var ticks = 0
        let ticker = try LoopTimer(on: loop) { ticks += 1 }
        try ticker.start(everyMilliseconds: 5)
        while ticks < 20 { loop.runOneTurn() }
        ticker.close()
        loop.close()
    }
}
