import EventLoop
import Wire

/// When each writer sent each command, so that viewers can tell how long it took.
struct HallLedger {
    private var sent: [OutboxHandle: [Counter: UInt64]] = [:]
    var histogram = LatencyHistogram()
    private(set) var longest: UInt64 = 0
    /// What arrives in here counts, in nanoseconds.
    var from = UInt64.max
    var until = UInt64.max
    private(set) var delivered: UInt64 = 0
    private(set) var deliveredBytes: UInt64 = 0

    mutating func send(_ counter: Counter, by outbox: OutboxHandle, at now: UInt64) {
        sent[outbox, default: [:]][counter] = now
    }

    func counts(at now: UInt64) -> Bool { now >= from && now < until }

    /// A viewer got `stamps` in a message of `byteCount` bytes.
    mutating func receive(_ stamps: [EventStamp], by viewer: OutboxHandle, byteCount: Int, at now: UInt64) {
        guard counts(at: now) else { return }
        deliveredBytes += UInt64(byteCount)
        for stamp in stamps where stamp.author != viewer {
            delivered += 1
            guard let sentAt = sent[stamp.author]?[stamp.counter], sentAt <= now else { continue }
            histogram.record(now - sentAt)
            longest = max(longest, now - sentAt)
        }
    }
}
