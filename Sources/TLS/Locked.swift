import Glibc

/// A value behind a pthread lock (which ThreadSanitizer understands).
///
/// `@unchecked Sendable`: `value` is touched only inside `withLock`, and moves there only if it may be sent.
final class Locked<Value: Sendable>: @unchecked Sendable {
    // SAFETY: a pthread mutex must not move, hence its own allocation, freed in deinit when no one can hold it.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var value: Value

    init(_ value: Value) {
        self.value = value
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }
}
