import EventLoop
import Net

/// The stages of a load once its connections are open: warm-up, measurement, and a while for what is still under way.
final class LoadPhases {
    private let net: NetLoop
    private let settings: LoadSettings
    private var timer: LoopTimer?
    private(set) var probe: ServerProbe
    /// What arrives from here on counts, in nanoseconds; `.max` before the measurement.
    private(set) var from = UInt64.max
    /// What arrives from here on counts no more.
    private(set) var until = UInt64.max

    /// Milliseconds given to what is still under way.
    private static let drain: UInt64 = 1_000

    init(_ settings: LoadSettings, on net: NetLoop) {
        (self.settings, self.net) = (settings, net)
        probe = ServerProbe(settings.server)
    }

    /// Whether something that arrives `now` is in the measurement, as the server's processor time is.
    func counts(at now: UInt64) -> Bool { now >= from && now < until }

    /// Runs the stages; `stop` is called when no more is to be sent, `done` when the rest has had time to come.
    func run(stop: @escaping () -> Void, done: @escaping () -> Void) throws {
        try after(settings.warmUp) { [unowned self] in
            from = ProcessResources.monotonicNanoseconds
            probe.begin()
            try after(settings.measured) { [unowned self] in
                until = ProcessResources.monotonicNanoseconds
                probe.end()
                stop()
                try after(LoadPhases.drain, done)
            }
        }
    }

    private func after(_ milliseconds: UInt64, _ action: @escaping () throws -> Void) throws {
        timer?.close()
        timer = try LoopTimer(on: net.loop) { [unowned self] in
            do { try action() } catch { net.logger.error("the load broke off", metadata: ["error": "\(error)"]) }
        }
        try timer?.start(afterMilliseconds: max(1, milliseconds))
    }
}
