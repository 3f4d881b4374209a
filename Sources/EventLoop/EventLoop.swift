import CUV
import Glibc

/// One libuv loop. It and everything made on it live on the thread that calls `run()`.
///
/// A *turn* is one pass over what is ready. Whoever sets `onTurnEnd` is called when a turn's callbacks are through and before the
/// loop sleeps, so that what many callbacks wanted to say can leave in one write.
public final class EventLoop {
    let pointer = UnsafeMutablePointer<uv_loop_t>.allocate(capacity: 1)
    /// The buffer all streams of this loop read into: libuv fills and hands it over within one callback.
    let readBuffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: EventLoop.readBufferByteCount)
    private var prepare: TurnHook<uv_prepare_t>?
    private var check: TurnHook<uv_check_t>?
    private var pacing = TurnPacing()

    /// Called at the end of each turn. Runs on the loop's thread.
    public var onTurnEnd: (() -> Void)?

    /// Bytes that all streams of this loop hold queued; an array that many of them share counts for each.
    public internal(set) var queuedByteCount = 0

    /// Milliseconds between the turns of a busy loop; 0, as at first, for none. What comes meanwhile waits, and is dealt with in one
    /// turn. No timer fires later for it.
    public var turnInterval: UInt64 {
        get { pacing.interval }
        set { pacing.interval = newValue }
    }

    /// The most bytes one read callback delivers.
    public static let readBufferByteCount = 65_536

    /// Makes a loop on the calling thread. SIGPIPE is ignored from now on in the whole process: a write to a peer that is gone
    /// reports `EPIPE` instead.
    public init() throws(UVError) {
        signal(SIGPIPE, SIG_IGN)
        try EventLoopModule.check(uv_loop_init(pointer))
        pointer.pointee.data = Unmanaged.passUnretained(self).toOpaque()  // SAFETY: the loop outlives its handles, see close()
        prepare = try TurnHook(on: self, uv_prepare_init) { handle in
            uv_prepare_start(handle) { owner(TurnHook<uv_prepare_t>.self, of: $0!.pointee.data).willSleep() }
        }
        check = try TurnHook(on: self, uv_check_init) { handle in
            uv_check_start(handle) { owner(TurnHook<uv_check_t>.self, of: $0!.pointee.data).didWork() }
        }
    }

    /// Lets things gather before the loop looks what has come.
    fileprivate func rest() {
        guard pacing.interval > 0 else { return }
        uv_update_time(pointer)
        let rest = pacing.rest(at: now)
        let untilTimer = uv_backend_timeout(pointer)  // 0: there is work already; -1: there is no timer
        guard rest > 0, untilTimer != 0 else { return }
        usleep(UInt32(untilTimer < 0 ? rest : min(rest, UInt64(untilTimer))) * 1000)
        uv_update_time(pointer)
    }

    /// Milliseconds of the loop's monotonic clock, as of the start of this turn.
    public var now: UInt64 { uv_now(pointer) }

    /// Runs until `stop()` or until nothing is left that could call back.
    public func run() { uv_run(pointer, UV_RUN_DEFAULT) }

    /// Makes `run()` return at the end of this turn.
    public func stop() { uv_stop(pointer) }

    /// Sleeps until something is ready and runs one turn. For tests and for draining.
    public func runOneTurn() { uv_run(pointer, UV_RUN_ONCE) }

    /// Closes the turn hooks and every handle that is still open, and lets their close callbacks run. The creator calls it, once,
    /// after `run()` returned; nothing may be made on the loop afterwards.
    public func close() {
        onTurnEnd = nil
        prepare = nil
        check = nil
        uv_walk(pointer, { handle, _ in handle!.closeHandle() }, nil)
        while uv_loop_close(pointer) == -EBUSY { uv_run(pointer, UV_RUN_ONCE) }
    }

    deinit {
        readBuffer.deallocate()
        pointer.deallocate()
    }
}

@available(*, unavailable) extension EventLoop: Sendable {}

/// The free function, where a property named `check` hides it.
private enum EventLoopModule {
    static func check(_ code: Int32) throws(UVError) {
        guard code >= 0 else { throw UVError(code: code) }
    }
}

/// A prepare or check handle that tells its loop that a turn ended. Does not keep the loop alive.
private final class TurnHook<Handle> {
    private let handle = UnsafeMutablePointer<Handle>.allocate(capacity: 1)
    private unowned let loop: EventLoop

    init(
        on loop: EventLoop, _ initialise: (UnsafeMutablePointer<uv_loop_t>, UnsafeMutablePointer<Handle>) -> Int32,
        _ start: (UnsafeMutablePointer<Handle>) -> Int32
    ) throws(UVError) {
        self.loop = loop
        try EventLoopModule.check(initialise(loop.pointer, handle))
        handle.own(by: self)
        uv_unref(handle.cast())
        try EventLoopModule.check(start(handle))
    }

    @inline(__always)
    func didWork() { loop.onTurnEnd?() }

    @inline(__always)
    func willSleep() {
        loop.onTurnEnd?()
        loop.rest()
    }

    deinit { handle.deallocate() }
}
