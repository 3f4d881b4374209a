import EventLoop
import Net

/// Lets senders send at their moments: at a steady rate, spread evenly over the period, or as a trace has them.
///
/// A loop busy with what comes in would let several moments gather until its next turn; so whoever receives asks the clock, too.
final class SendClock {
    private let send: (Int) -> Void
    /// Nanoseconds from the start to the tick of that number; they do not go back.
    private let moment: (Int) -> UInt64
    private let start: UInt64
    private var ticks = 0
    private var nextDue: UInt64
    private var timer: LoopTimer?

    /// - Parameters:
    ///   - rate: Messages a second of each sender.
    ///   - send: Sends the next message of the sender of that number, at once.
    convenience init(senders: Int, rate: Double, on net: NetLoop, _ send: @escaping (Int) -> Void) throws {
        let period = 1e9 / rate / Double(senders)
        try self.init(on: net, moment: { UInt64(Double($0) * period) }, send: { send($0 % senders) })
    }

    /// - Parameters:
    ///   - trace: When to send; it begins again `length` nanoseconds after it began.
    ///   - send: Sends a message of that size, at once.
    convenience init(
        replaying trace: MessageTrace, length: UInt64, on net: NetLoop, _ send: @escaping (_ byteCount: Int) -> Void
    ) throws {
        let entries = trace.entries
        try self.init(
            on: net,
            moment: { tick in
                let (round, index) = tick.quotientAndRemainder(dividingBy: entries.count)
                return UInt64(round) * length + entries[index].at
            }, send: { send(entries[$0 % entries.count].byteCount) })
    }

    private init(on net: NetLoop, moment: @escaping (Int) -> UInt64, send: @escaping (Int) -> Void) throws {
        (self.moment, self.send) = (moment, send)
        start = ProcessResources.monotonicNanoseconds
        nextDue = start + moment(0)
        timer = try LoopTimer(on: net.loop) { [unowned self] in sendDue(at: ProcessResources.monotonicNanoseconds) }
        try timer?.start(everyMilliseconds: 1)
    }

    /// Lets those send whose moment has come.
    func sendDue(at now: UInt64) {
        while now >= nextDue {
            send(ticks)
            ticks += 1
            nextDue = start + moment(ticks)
        }
    }

    /// Nobody sends any more.
    func stop() {
        nextDue = .max
        timer?.close()
        timer = nil
    }
}
