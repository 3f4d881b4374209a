import EventLoop
import Journal
import Sync
import Wire

/// A room's host on its loop: being read from the disk, then running.
final class HostSlot {
    let room: RoomID
    /// What came while the room was read.
    var waiting: [(RelayID, HostMessage)] = []
    private(set) var host: RoomHost?
    /// Whether what the host asks for is being carried out.
    var isPerforming = false
    /// Its machines, once there are some.
    var machines: RoomMachines?
    private var timer: LoopTimer?
    private var clock = (room: 0, loop: UInt64(0))

    init(_ room: RoomID) { self.room = room }

    func start(_ host: RoomHost, on loop: EventLoop, at now: UInt64, _ onWake: @escaping () -> Void) throws {
        self.host = host
        clock = (host.time, now)
        timer = try LoopTimer(on: loop, onWake)
    }

    /// The room's time.
    func time(_ now: UInt64) -> Milliseconds { clock.room + Int(now - clock.loop) }

    func takeWaiting() -> [(RelayID, HostMessage)] {
        defer { waiting = [] }
        return waiting
    }

    func wake(after delay: Int) { try? timer?.start(afterMilliseconds: UInt64(delay)) }

    /// The host hears nothing any more; its machines are another matter.
    func closeHost() {
        timer?.close()
        timer = nil
        host = nil
    }

    func close() {
        closeHost()
        machines?.close()
        machines = nil
    }
}

/// A room's relay on a loop, with the room's time as the host last told it.
final class RelaySlot {
    let relay: RoomRelay
    let room: RoomID
    private var clock: (room: Milliseconds, loop: UInt64)?

    init(_ relay: RoomRelay, of room: RoomID) { (self.relay, self.room) = (relay, room) }

    /// The host said what time it is. The room's time never goes back.
    func setTime(_ time: Milliseconds, at now: UInt64) { if time >= self.time(now) { clock = (time, now) } }

    /// The room's time; 0 before the host said anything.
    func time(_ now: UInt64) -> Milliseconds { clock.map { $0.room + Int(now - $0.loop) } ?? 0 }
}

/// Carries something that lives on one thread at a time from a worker's thread to the loop's.
///
/// `@unchecked Sendable`: made on one thread and taken on another, once, with libuv's ordering of work and its end in between.
final class Handover<Value>: @unchecked Sendable {
    private var value: Value?
    init(_ value: Value) { self.value = value }

    func take() -> Value? {
        defer { value = nil }
        return value
    }
}
