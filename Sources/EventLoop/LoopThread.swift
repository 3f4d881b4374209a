import CUV
import Glibc

/// A thread that runs one function to its end, usually a loop's `run()`.
public final class LoopThread {
    private var thread = uv_thread_t()

    /// Starts `body` on a thread of its own.
    public init(_ body: @escaping @Sendable () -> Void) throws(UVError) {
        let entry = Unmanaged.passRetained(Entry(body))  // SAFETY: +1, taken by the new thread, or below when there is none
        let status = uv_thread_create(
            &thread, { Unmanaged<Entry>.fromOpaque($0!).takeRetainedValue().body() }, entry.toOpaque())
        if status != 0 { entry.release() }
        try check(status)
    }

    /// Waits for the thread's end. Call once.
    public func join() { uv_thread_join(&thread) }
}

@available(*, unavailable) extension LoopThread: Sendable {}

private final class Entry: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
