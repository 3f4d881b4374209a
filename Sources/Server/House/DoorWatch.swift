import EventLoop
import Journal

/// Counts wrong codes, keys and passwords per address or account, so that none can be guessed, and new devices, so that nobody fills rooms with
/// people who are none: after some, one waits.
///
/// `@unchecked Sendable`: `failures` is touched only under `lock`.
final class DoorWatch: @unchecked Sendable {
    private struct Failures {
        var count = 0
        /// When the count was last lowered, in milliseconds.
        var since: UInt64
    }

    private let lock = ThreadLock()
    private var failures: [String: Failures] = [:]
    /// Devices that a room has let in, as hashes of device and code.
    private var guests: Set<[UInt8]> = []

    /// Wrong tries that an address may make at once; one more comes back every `pause` milliseconds.
    private let burst: Int
    private let pause: UInt64
    private static let addressLimit = 65_536
    private static let guestLimit = 131_072

    init(burst: Int = 20, pause: UInt64 = 6_000) { (self.burst, self.pause) = (burst, pause) }

    /// Milliseconds since then; each loop has a clock of its own, and that of another may be a little ahead.
    private func passed(since: UInt64, at now: UInt64) -> UInt64 { now > since ? now - since : 0 }

    /// A room has let a device in.
    func letIn(_ device: [UInt8], to code: String) {
        let guest = SHA256.digest(device + code.utf8)
        lock.withLock {
            if guests.count >= Self.guestLimit { guests = [] }
            guests.insert(guest)
        }
    }

    /// Whether a device was let in by that code before: it guesses nothing, and does not wait for those who do at the same address.
    func knows(_ device: [UInt8], at code: String) -> Bool {
        let guest = SHA256.digest(device + code.utf8)
        return lock.withLock { guests.contains(guest) }
    }

    /// Milliseconds that the address has to wait; 0 when it may try.
    func wait(for address: String, at now: UInt64) -> Int {
        lock.withLock {
            guard let entry = failures[address] else { return 0 }
            let healed = Int(passed(since: entry.since, at: now) / pause)
            guard entry.count - healed >= burst else { return 0 }
            return Int(pause - passed(since: entry.since, at: now) % pause)
        }
    }

    /// A try was wrong, or is counted for another reason.
    func failed(_ address: String, at now: UInt64) {
        lock.withLock {
            if failures.count >= Self.addressLimit {
                failures = failures.filter { Int(passed(since: $0.value.since, at: now) / pause) < $0.value.count }
                guard failures.count < Self.addressLimit else { return }
            }
            var entry = failures[address] ?? Failures(since: now)
            let healed = min(entry.count, Int(passed(since: entry.since, at: now) / pause))
            entry.count = min(entry.count - healed + 1, burst + 1)
            entry.since = entry.count == 1 ? now : entry.since + UInt64(healed) * pause
            failures[address] = entry
        }
    }

    /// A try that was counted beforehand was right after all.
    func succeeded(_ address: String) {
        lock.withLock {
            guard let count = failures[address]?.count else { return }
            failures[address]?.count = count - 1
            if count <= 1 { failures[address] = nil }
        }
    }
}
