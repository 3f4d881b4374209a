import HTTP
import Journal
import Testing

@testable import Server

@Suite struct DoorTests {
    @Test func guessingHasToWait() {
        let watch = DoorWatch()
        for _ in 0..<20 {
            #expect(watch.wait(for: "10.0.0.1", at: 1_000) == 0)
            watch.failed("10.0.0.1", at: 1_000)
        }
        #expect(watch.wait(for: "10.0.0.1", at: 1_000) > 0)
        #expect(watch.wait(for: "10.0.0.2", at: 1_000) == 0)
        #expect(watch.wait(for: "10.0.0.1", at: 1_000 + 6_000) == 0)
    }

    /// Two loops look at their clocks at different moments.
    @Test func anotherLoopsClockMayBeBehind() {
        let watch = DoorWatch(burst: 2, pause: 50)
        watch.failed("10.0.0.1", at: 1_000)
        #expect(watch.wait(for: "10.0.0.1", at: 990) == 0)
        watch.failed("10.0.0.1", at: 980)
        #expect(watch.wait(for: "10.0.0.1", at: 970) == 50)
    }

    @Test func whatWasRightAfterAllCountsNoMore() {
        let watch = DoorWatch(burst: 2, pause: 60_000)
        for _ in 0..<5 {
            #expect(watch.wait(for: "asma", at: 0) == 0)
            watch.failed("asma", at: 0)
            watch.succeeded("asma")
        }
        for _ in 0..<2 { watch.failed("asma", at: 0) }
        #expect(watch.wait(for: "asma", at: 0) == 60_000)
    }

    @Test func whoWasLetInDoesNotWaitForThoseWhoGuess() {
        let watch = DoorWatch()
        let device = [UInt8](repeating: 1, count: 32)
        #expect(!watch.knows(device, at: "AAAAAA"))
        watch.letIn(device, to: "AAAAAA")
        #expect(watch.knows(device, at: "AAAAAA"))
        #expect(!watch.knows(device, at: "AAAAAC"))
        #expect(!watch.knows([UInt8](repeating: 2, count: 32), at: "AAAAAA"))
    }

    @Test func aWallClockThatWasWrongDoesNotSetTheRooms() {
        let room = { (created: Int64) in JournalRoom(id: RoomID(1), code: "AAAAAA", name: "", created: created) }
        #expect(LoopRooms.age(of: room(1_000), 1_060) == 60_000)
        #expect(LoopRooms.age(of: room(0), 1_795_000_000) == 0)  // made before the machine knew the year
        #expect(LoopRooms.age(of: room(1_795_000_000), 0) == 0)
    }

    @Test func keysOpenByTheirSecretOnly() {
        let key = HouseKey([UInt8](repeating: 7, count: 16))
        #expect(key.opens(with: [UInt8](repeating: 7, count: 16)))
        #expect(!key.opens(with: [UInt8](repeating: 7, count: 15)))
        #expect(!key.opens(with: []))
    }

    @Test(arguments: [
        ("http://class.test", true), ("https://class.test", true), ("http://class.test:80", false),
        ("http://evil.test", false), ("null", false), ("http://class.test.evil.test", false),
    ])
    func onlyPagesOfThisServerMayUseItsCookies(origin: String, isSame: Bool) {
        let request = HTTPRequestHead(target: "/r/K7M4PX", fields: ["Host": "class.test", "Origin": origin])
        #expect(SameOrigin.holds(for: request) == isSame)
    }

    @Test func programsSayNoOrigin() {
        #expect(SameOrigin.holds(for: HTTPRequestHead(target: "/", fields: ["Host": "class.test"])))
    }
}
