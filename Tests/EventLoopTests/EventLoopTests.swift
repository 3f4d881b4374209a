import EventLoop
import Glibc
import Testing

@Suite(.serialized) struct EventLoopTests {
    @Test func timersFireInOrderAndStopWhenTold() throws {
        let loop = try EventLoop()
        var fired: [String] = []
        let late = try LoopTimer(on: loop) { fired.append("late") }
        let early = try LoopTimer(on: loop) { fired.append("early") }
        let never = try LoopTimer(on: loop) { fired.append("never") }
        try late.start(afterMilliseconds: 20)
        try early.start(afterMilliseconds: 1)
        try never.start(afterMilliseconds: 5)
        never.stop()
        loop.run()
        #expect(fired == ["early", "late"])
        [late, early, never].forEach { $0.close() }
        loop.close()
    }

    @Test func aRepeatingTimerFiresUntilClosedFromWithin() throws {
        let loop = try EventLoop()
        var count = 0
        var timer: LoopTimer?
        timer = try LoopTimer(on: loop) {
            count += 1
            if count == 3 { timer?.close() }
        }
        try timer?.start(everyMilliseconds: 1)
        loop.run()
        #expect(count == 3)
        loop.close()
    }

    @Test func anInboxTakesEveryMessageOfManyThreadsInTheirOrder() throws {
        let loop = try EventLoop()
        var received: [[Int]] = Array(repeating: [], count: 4)
        var total = 0
        var inbox: LoopInbox<(Int, Int)>?
        inbox = try LoopInbox(on: loop) { sender, number in
            received[sender].append(number)
            total += 1
            if total == 40_000 { inbox?.close() }
        }
        let door = try #require(inbox)
        let threads = try (0..<4).map { sender in
            try LoopThread { for number in 0..<10_000 { door.send((sender, number)) } }
        }
        loop.run()
        threads.forEach { $0.join() }
        #expect(received.allSatisfy { $0 == Array(0..<10_000) })
        #expect(door.send((0, 0)) == false, "a closed inbox says that it took nothing")
        loop.close()
    }

    @Test func workOffTheLoopComesBackToItsThread() throws {
        let loop = try EventLoop()
        let home = pthread_self()
        var result: (value: Int, elsewhere: Bool, back: Bool)?
        loop.offload({ (value: (1...1000).reduce(0, +), thread: pthread_self()) }) { outcome in
            result = (outcome.value, pthread_equal(outcome.thread, home) == 0, pthread_equal(pthread_self(), home) != 0)
        }
        loop.run()
        #expect(result?.value == 500_500)
        #expect(result?.elsewhere == true)
        #expect(result?.back == true)
        loop.close()
    }

    @Test func aSignalReachesItsWatcher() throws {
        let loop = try EventLoop()
        var seen = false
        let watcher = try SignalWatcher(.user, on: loop) { seen = true }
        kill(getpid(), SIGUSR1)
        loop.runUntil { seen }
        #expect(seen)
        watcher.close()
        loop.close()
    }

    @Test func aTurnEndsAfterItsCallbacks() throws {
        let loop = try EventLoop()
        var order: [String] = []
        let timer = try LoopTimer(on: loop) { order.append("timer") }
        loop.onTurnEnd = { if order.last == "timer" { order.append("turn") } }
        try timer.start(afterMilliseconds: 1)
        loop.run()
        #expect(order == ["timer", "turn"])
        timer.close()
        loop.close()
    }

    @Test func closingALoopClosesWhatWasLeftOpen() throws {
        let loop = try EventLoop()
        weak var forgotten: LoopTimer?
        do {
            let timer = try LoopTimer(on: loop) {}
            try timer.start(everyMilliseconds: 1000)
            forgotten = timer
        }
        #expect(forgotten != nil)
        loop.close()
        #expect(forgotten == nil)
    }
}
