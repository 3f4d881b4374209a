import EventLoop
import Logging
import Net
import TLS

/// What signals mean to a server that runs: the first SIGTERM or SIGINT stops it gracefully, the second at once, SIGHUP reads the
/// certificate anew. Ticket keys are rotated here, too, on the main thread's own small loop.
enum StopSignals {
    /// Serves until stopped. Returns when all loops have ended.
    /// - Parameter isReady: Called once signals are watched, so that who reads of it may send them.
    static func serve(
        _ server: NetServer, certificates: TLSContextHolder?, logger: Logger, isReady: () -> Void
    ) throws {
        let loop = try EventLoop()
        let ended = try LoopInbox<Void>(on: loop) { _ in loop.stop() }
        var isStopping = false
        let stop = {
            if isStopping { ProcessResources.endProcess(status: 1) }
            isStopping = true
            server.stop()
        }
        let watchers = [
            try SignalWatcher(.terminate, on: loop, stop), try SignalWatcher(.interrupt, on: loop, stop),
            try SignalWatcher(.hangUp, on: loop) { reload(certificates, logger) },
        ]
        let rotation = try LoopTimer(on: loop) { rotate(certificates, logger) }
        try rotation.start(everyMilliseconds: 60_000)
        let waiter = try server.whenEnded { ended.send(()) }
        isReady()
        loop.run()
        waiter.join()
        server.wait()  // for the threads themselves: what they hold is gone before anything else is closed
        watchers.forEach { $0.close() }
        rotation.close()
        ended.close()
        loop.close()
    }

    private static func reload(_ certificates: TLSContextHolder?, _ logger: Logger) {
        guard let certificates else { return }
        do {
            let certificate = try certificates.reload()
            logger.notice(
                "certificate read anew", metadata: ["sha256": "\(certificate.map { "\($0.fingerprint)" } ?? "")"])
        } catch {
            logger.error("the certificate was not changed", metadata: ["error": "\(error)"])
        }
    }

    private static func rotate(_ certificates: TLSContextHolder?, _ logger: Logger) {
        do {
            if try certificates?.ticketKeys.rotate(at: ProcessResources.unixTime) == true {
                logger.debug("ticket keys rotated")
            }
        } catch {
            logger.error("ticket keys were not rotated", metadata: ["error": "\(error)"])
        }
    }
}
