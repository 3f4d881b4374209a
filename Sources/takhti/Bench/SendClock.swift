import EventLoop
import Net

/// Lets each of several senders send at a steady rate, their moments spread evenly over the period.
final class SendClock {
    private let net: NetLoop
    private let send: (Int) -> Void
    private let senders: Int
    private let period: Double
    private let start: UInt64
    private var ticks: UInt64 = 0
    private var timer: LoopTimer?

    /// - Parameter rate: Messages a second of each sender.
    init(senders: Int, rate: Double, on net: NetLoop, _ send: @escaping (Int) -> Void) throws {
        (self.senders, self.net, self.send) = (senders, net, send)
        period = 1e9 / rate / Double(senders)
        start = ProcessResources.monotonicNanoseconds
        timer = try LoopTimer(on: net.loop) { [unowned self] in sendDue() }
        try timer?.start(everyMilliseconds: 1)
    }

    private func sendDue() {
        let due = UInt64(Double(ProcessResources.monotonicNanoseconds - start) / period)
        while ticks < due {
            send(Int(ticks % UInt64(senders)))
            ticks += 1
        }
    }

    func stop() {
        timer?.close()
        timer = nil
    }
}
