import EventLoop
import Net

/// Lets each of several senders send at a steady rate, their moments spread evenly over the period.
///
/// A loop busy with what comes in would let several moments gather until its next turn; so whoever receives asks the clock, too.
final class SendClock {
    private let send: (Int) -> Void
    private let senders: Int
    private let period: Double
    private let start: UInt64
    private var ticks = 0
    private var nextDue: UInt64
    private var timer: LoopTimer?

    /// - Parameters:
    ///   - rate: Messages a second of each sender.
    ///   - send: Sends the next message of the sender of that number, at once.
    init(senders: Int, rate: Double, on net: NetLoop, _ send: @escaping (Int) -> Void) throws {
        (self.senders, self.send) = (senders, send)
        period = 1e9 / rate / Double(senders)
        start = ProcessResources.monotonicNanoseconds
        nextDue = start
        timer = try LoopTimer(on: net.loop) { [unowned self] in sendDue(at: ProcessResources.monotonicNanoseconds) }
        try timer?.start(everyMilliseconds: 1)
    }

    /// Lets those send whose moment has come.
    func sendDue(at now: UInt64) {
        while now >= nextDue {
            send(ticks % senders)
            ticks += 1
            nextDue = start + UInt64(Double(ticks) * period)
        }
    }

    /// Nobody sends any more.
    func stop() {
        nextDue = .max
        timer?.close()
        timer = nil
    }
}
