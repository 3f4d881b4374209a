import CUV

/// A timer. Owns one `uv_timer_t`; lives on its loop's thread; closed by its creator.
public final class LoopTimer {
    private let handle = UnsafeMutablePointer<uv_timer_t>.allocate(capacity: 1)
    private var onFire: (() -> Void)?

    /// Makes a timer that is not yet started.
    public init(on loop: EventLoop, _ onFire: @escaping () -> Void) throws(UVError) {
        self.onFire = onFire
        try check(uv_timer_init(loop.pointer, handle))
        handle.own(by: self)
    }

    /// Fires once, `delay` milliseconds from now; a start before that moves it.
    public func start(afterMilliseconds delay: UInt64) throws(UVError) { try start(delay, repeating: 0) }

    /// Fires every `interval` milliseconds, first after one interval.
    public func start(everyMilliseconds interval: UInt64) throws(UVError) { try start(interval, repeating: interval) }

    /// Does not fire until started again.
    public func stop() { uv_timer_stop(handle) }

    /// A timer that does not keep `EventLoop.run()` from returning.
    public func doesNotKeepLoopAlive() { uv_unref(handle.cast()) }

    /// Stops for good. Idempotent.
    public func close() {
        onFire = nil
        handle.closeHandle()
    }

    private func start(_ delay: UInt64, repeating interval: UInt64) throws(UVError) {
        try check(uv_timer_start(handle, { owner(LoopTimer.self, of: $0!.pointee.data).onFire?() }, delay, interval))
    }

    deinit { handle.deallocate() }
}

@available(*, unavailable) extension LoopTimer: Sendable {}
