import EventLoop
import Journal

/// Displays of halls that show a code and wait to be let in.
///
/// `@unchecked Sendable`: `screens` is touched only under `lock`.
final class WaitingScreens: @unchecked Sendable {
    /// Where a display is let in, and the ticket that says so.
    struct Pass: Sendable {
        let room: String
        let ticket: String
    }

    private struct Screen {
        var code: String?
        let address: String
        /// In the loop's milliseconds.
        let end: UInt64
        var pass: Pass?
    }

    private let lock = ThreadLock()
    /// By the digests of their secrets.
    private var screens: [[UInt8]: Screen] = [:]

    /// A code to show, and the secret by which the display asks what became of it; nil when too many wait.
    func show(at address: String, now: UInt64) -> (code: String, secret: Secret)? {
        let secret = Secret()
        var generator = SystemRandomNumberGenerator()
        return lock.withLock {
            screens = screens.filter { $0.value.end > now }
            guard screens.count < AccountLimits.waitingScreenLimit,
                screens.values.count(where: { $0.address == address }) < AccountLimits.waitingScreenLimitPerAddress
            else { return nil }
            var code = RoomCode.random(using: &generator)
            while screens.values.contains(where: { $0.code == code }) { code = RoomCode.random(using: &generator) }
            screens[secret.digest] = Screen(
                code: code, address: address, end: now + UInt64(AccountLimits.screenCodeLifetime) * 1_000)
            return (code, secret)
        }
    }

    /// Takes a code that is shown, once; nil when none shows it. What comes of it is said with the returned key.
    func take(_ code: String, now: UInt64) -> [UInt8]? {
        lock.withLock {
            guard let found = screens.first(where: { $0.value.code == code && $0.value.end > now }) else { return nil }
            screens[found.key]?.code = nil
            return found.key
        }
    }

    func letIn(_ key: [UInt8], _ pass: Pass) { lock.withLock { screens[key]?.pass = pass } }

    /// What became of a display: nil when its time is over.
    func outcome(_ secret: Secret, now: UInt64) -> Pass?? {
        let digest = secret.digest
        return lock.withLock { screens[digest].flatMap { $0.end > now ? .some($0.pass) : nil } }
    }
}
