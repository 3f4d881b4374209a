import CUV
import Glibc

/// Calls back on the loop's thread when the process receives a signal. Closed by its creator.
public final class SignalWatcher {
    private let handle = UnsafeMutablePointer<uv_signal_t>.allocate(capacity: 1)
    private var onSignal: (() -> Void)?

    /// Watches for `signal` (such as `SIGTERM`), whose default action no longer happens. Does not keep the loop alive.
    public init(_ signal: Int32, on loop: EventLoop, _ onSignal: @escaping () -> Void) throws(UVError) {
        self.onSignal = onSignal
        try check(uv_signal_init(loop.pointer, handle))
        handle.own(by: self)
        uv_unref(handle.cast())
        try check(uv_signal_start(handle, { handle, _ in owner(SignalWatcher.self, of: handle!.pointee.data).onSignal?() }, signal))
    }

    /// Stops watching. Idempotent.
    public func close() {
        onSignal = nil
        handle.closeHandle()
    }

    deinit { handle.deallocate() }
}

@available(*, unavailable) extension SignalWatcher: Sendable {}
