import CUV
import Glibc

/// A signal that another process, or a person at a terminal, sends to this one.
public struct SystemSignal: Sendable {
    let number: Int32
    /// SIGTERM: to end in order.
    public static let terminate = SystemSignal(number: SIGTERM)
    /// SIGINT: Ctrl-C.
    public static let interrupt = SystemSignal(number: SIGINT)
    /// SIGHUP: by custom, to read the settings anew.
    public static let hangUp = SystemSignal(number: SIGHUP)
    /// SIGUSR1: of no fixed meaning.
    public static let user = SystemSignal(number: SIGUSR1)
}

/// Calls back on the loop's thread when the process receives a signal. Closed by its creator.
public final class SignalWatcher {
    private let handle = UnsafeMutablePointer<uv_signal_t>.allocate(capacity: 1)
    private var onSignal: (() -> Void)?

    /// Watches for `signal`, whose default action no longer happens. Does not keep the loop alive.
    public init(_ signal: SystemSignal, on loop: EventLoop, _ onSignal: @escaping () -> Void) throws(UVError) {
        self.onSignal = onSignal
        try check(uv_signal_init(loop.pointer, handle))
        handle.own(by: self)
        uv_unref(handle.cast())
        try check(
            uv_signal_start(
                handle, { handle, _ in owner(SignalWatcher.self, of: handle!.pointee.data).onSignal?() }, signal.number)
        )
    }

    /// Stops watching. Idempotent.
    public func close() {
        onSignal = nil
        handle.closeHandle()
    }

    deinit { handle.deallocate() }
}

@available(*, unavailable) extension SignalWatcher: Sendable {}
