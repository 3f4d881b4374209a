import EventLoop
import TLS

/// Hashes and compares passwords, few at once. Blocks: off the loop.
///
/// `@unchecked Sendable`: `count` is touched only under `lock`.
final class PasswordDesk: @unchecked Sendable {
    private let lock = ThreadLock()
    private var count = 0
    /// Compared with where there is nothing to compare with, so that this takes as long.
    private let nothing = try? PasswordHash(of: "")

    /// Whether one more may begin; `leave()` ends it.
    func enter() -> Bool {
        lock.withLock {
            guard count < AccountLimits.hashesAtOnceLimit else { return false }
            count += 1
            return true
        }
    }

    func leave() { lock.withLock { count -= 1 } }

    /// Whether a password is the one that is kept. Takes as long where none is.
    func matches(_ password: String, kept: String?) -> Bool {
        let hash = kept.flatMap { PasswordHash($0) }
        let isSame = (hash ?? nothing)?.matches(password) ?? false
        return isSame && hash != nil
    }

    /// What is to be kept of a password.
    func hash(_ password: String) throws -> String { try PasswordHash(of: password).description }
}
