import EventLoop

/// Pictures are made few at once, whatever loop asks for them.
///
/// `@unchecked Sendable`: `count` is touched only under `lock`.
final class PictureTurns: @unchecked Sendable {
    private let lock = ThreadLock()
    private var count = 0

    /// Whether one more may begin; `leave()` ends it.
    func enter() -> Bool {
        lock.withLock {
            guard count < PictureLimits.atOnceLimit else { return false }
            count += 1
            return true
        }
    }

    func leave() { lock.withLock { count -= 1 } }
}
