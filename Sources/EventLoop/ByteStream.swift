import CUV
import Glibc

/// A TCP connection, a Unix domain connection or one end of a pipe. Owns one libuv stream handle; lives on its loop's thread;
/// closed by its creator.
///
/// Writing tries the kernel at once and queues what it does not take. `queuedByteCount` is the back-pressure: a caller that sees it
/// grow stops producing until `streamDidDrain()`. The queue holds the caller's arrays themselves, so one array sent to many streams
/// is there once; what libuv is given is staged from them, at most `stagedByteLimit` at a time and only while a peer is slow.
public final class ByteStream {
    // In the order in which a write looks at them: a message to thousands of streams waits for memory more than for anything else.
    let handle: UnsafeMutablePointer<uv_stream_t>
    private var state: State
    /// A connected TCP socket's; -1 for others.
    private var descriptor: Int32 = -1
    private var queue = WriteQueue()
    private var delegate: (any StreamDelegate)?

    /// Whether the handle is a `uv_tcp_t`; else it is a `uv_pipe_t`.
    var isTCP: Bool { state.isTCP }

    private struct State {
        var isWriting = false
        var isReading = false
        var isShutDown = false
        var isClosed = false
        var hasEnded = false
        var hasFailed = false
        var wantsShutdown = false
        let isTCP: Bool

        var takesBytes: Bool { !isClosed && !wantsShutdown && !hasFailed }
    }

    /// The most bytes staged for the kernel in one asynchronous write of one stream.
    public static let stagedByteLimit = 65_536

    /// Takes over a handle that was initialised on a loop and is not yet owned.
    private init(handle: UnsafeMutablePointer<uv_stream_t>, isTCP: Bool) {
        self.handle = handle
        state = State(isTCP: isTCP)
        handle.own(by: self)
    }

    /// A TCP stream that is not yet connected.
    static func tcp(on loop: EventLoop) throws(UVError) -> ByteStream {
        let handle = UnsafeMutablePointer<uv_tcp_t>.allocate(capacity: 1)
        let status = uv_tcp_init(loop.pointer, handle)
        if status != 0 { handle.deallocate() }
        try check(status)
        return ByteStream(handle: handle.cast(), isTCP: true)
    }

    /// A pipe or Unix domain stream that is not yet connected.
    static func pipe(on loop: EventLoop) throws(UVError) -> ByteStream {
        let handle = UnsafeMutablePointer<uv_pipe_t>.allocate(capacity: 1)
        let status = uv_pipe_init(loop.pointer, handle, 0)
        if status != 0 { handle.deallocate() }
        try check(status)
        return ByteStream(handle: handle.cast(), isTCP: false)
    }

    /// Takes over a connected socket. On failure the descriptor is closed.
    static func adopting(_ descriptor: Int32, isTCP: Bool, on loop: EventLoop) throws(UVError) -> ByteStream {
        let stream = isTCP ? try tcp(on: loop) : try pipe(on: loop)
        let status =
            isTCP ? uv_tcp_open(stream.handle.cast(), descriptor) : uv_pipe_open(stream.handle.cast(), descriptor)
        guard status == 0 else {
            _ = Glibc.close(descriptor)
            stream.close()
            throw UVError(code: status)
        }
        if isTCP { stream.didConnect() }
        return stream
    }

    /// A TCP stream is connected: its small writes are not to be held back, and go to the socket directly.
    func didConnect() {
        uv_tcp_nodelay(handle.cast(), 1)
        uv_fileno(handle.cast(), &descriptor)
    }

    /// Lets the kernel hold little more than `byteCount` that it has not sent (TCP_NOTSENT_LOWAT): what waits for a slow peer waits
    /// here, where it can be seen and replaced. Does nothing for other streams than TCP.
    public func limitUnsent(toByteCount byteCount: Int) {
        guard descriptor >= 0 else { return }
        var limit = Int32(clamping: byteCount)
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, &limit, socklen_t(MemoryLayout<Int32>.size))
    }

    // MARK: Reading

    /// Sets who is told, and starts reading.
    public func start(_ delegate: any StreamDelegate) throws(UVError) {
        self.delegate = delegate
        try resumeReading()
    }

    /// Stops reading: the kernel's buffer fills, and the peer has to wait.
    public func pauseReading() {
        guard state.isReading else { return }
        state.isReading = false
        uv_read_stop(handle)
    }

    /// Reads again after `pauseReading()`. Does nothing after the peer's end.
    public func resumeReading() throws(UVError) {
        guard !state.isReading, !state.isClosed, !state.hasEnded else { return }
        try check(uv_read_start(handle, offerReadBuffer, didRead))
        state.isReading = true
    }

    fileprivate func received(_ count: Int, _ buffer: UnsafePointer<uv_buf_t>) {
        guard let delegate else { return }
        if count > 0 {
            // SAFETY: libuv filled `count` bytes of the loop's read buffer, which nobody else touches during this callback.
            let bytes = UnsafeRawBufferPointer(start: buffer.pointee.base, count: count).bindMemory(to: UInt8.self)
            delegate.streamDidRead(bytes.span)
        } else if count < 0 {
            let error = UVError(code: Int32(count))
            pauseReading()
            state.hasEnded = true
            error.isEndOfStream ? delegate.streamDidEnd() : fail(error)
        }
    }

    // MARK: Writing

    /// Bytes that the kernel has not yet taken.
    public var queuedByteCount: Int { queue.byteCount }

    /// Changes whenever the kernel takes some of what is queued: as long as it does not, the peer takes nothing.
    public var progressMark: Int { queue.takenByteCount &- uv_stream_get_write_queue_size(handle) }

    /// Writes all of `bytes`, now or as the peer takes them. Retains the array while it is queued. Ignored after `close()` or
    /// `shutdown()`.
    public func write(_ bytes: [UInt8]) {
        guard state.takesBytes, !bytes.isEmpty else { return }
        let written = queue.isEmpty ? attempt(bytes.span) : 0
        guard written < bytes.count else { return }
        enqueue(bytes, from: written)
        continueWriting()
    }

    /// As `write(_:)`, for bytes that are gone when it returns: what the kernel does not take is copied.
    public func write(_ bytes: Span<UInt8>) {
        guard state.takesBytes, !bytes.isEmpty else { return }
        let written = queue.isEmpty ? attempt(bytes) : 0
        guard written < bytes.count else { return }
        enqueue(bytes.withUnsafeBufferPointer { Array($0[written...]) }, from: 0)
        continueWriting()
    }

    private func enqueue(_ bytes: [UInt8], from start: Int) { changeQueue { $0.append(bytes, from: start) } }

    /// Changes the queue and, with it, the loop's count of what is queued.
    private func changeQueue(_ change: (inout WriteQueue) -> Void) {
        let before = queue.byteCount
        change(&queue)
        // SAFETY: each loop's `data` is its EventLoop, which outlives its handles.
        owner(EventLoop.self, of: handle.pointee.loop.pointee.data).queuedByteCount += queue.byteCount - before
    }

    /// Offers bytes to the kernel and returns how many it took. A broken connection takes none; the queued write that follows then
    /// reports it from the loop, so that `write` never calls the delegate.
    ///
    /// Nothing is queued, so a socket may be written to past libuv: `send` is the kernel's shortest way.
    @inline(__always)
    private func attempt(_ bytes: Span<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { source in
            // SAFETY: both calls only read, and only while they last.
            if descriptor >= 0 {
                return max(0, send(descriptor, source.baseAddress, source.count, sendFlags))
            }
            var buffer = uv_buf_t(readingFrom: UnsafeRawBufferPointer(source))
            return max(0, Int(uv_try_write(handle, &buffer, 1)))
        }
    }

    private func continueWriting() {
        guard !state.isWriting, !state.isClosed else { return }
        guard !queue.isEmpty else {
            if state.wantsShutdown { sendShutdown() }
            return
        }
        let request = WriteRequest.make(staging: &queue)
        let status = request.submit(to: handle) { owner(ByteStream.self, of: $0.pointee.data).wrote($1, status: $2) }
        guard status == 0 else { return fail(UVError(code: status)) }
        state.isWriting = true
    }

    private func wrote(_ count: Int, status: Int32) {
        state.isWriting = false
        guard !state.isClosed else { return }
        guard status == 0 else { return fail(UVError(code: status)) }
        changeQueue { $0.didWrite(count) }
        guard queue.isEmpty else { return continueWriting() }
        if state.wantsShutdown { sendShutdown() } else { delegate?.streamDidDrain() }
    }

    /// Sends what is queued, then the end of stream; reading goes on (half-close).
    public func shutdown() {
        guard state.takesBytes else { return }
        state.wantsShutdown = true
        continueWriting()
    }

    private func sendShutdown() {
        guard !state.isShutDown else { return }
        state.isShutDown = true
        let request = UnsafeMutablePointer<uv_shutdown_t>.allocate(capacity: 1)
        let status = uv_shutdown(request, handle) { request, status in
            let stream = request!.pointee.handle
            request!.deallocate()
            owner(ByteStream.self, of: stream!.pointee.data).didShutDown(status)
        }
        if status != 0 { request.deallocate() }
    }

    /// A peer that is gone already cannot be told of our end (`ENOTCONN`, `EPIPE`).
    private func didShutDown(_ status: Int32) {
        guard !state.isClosed else { return }
        if status == 0 { delegate?.streamDidShutDown() } else { fail(UVError(code: status)) }
    }

    // MARK: End

    /// Reports a broken connection, once.
    private func fail(_ error: UVError) {
        guard !state.hasFailed else { return }
        state.hasFailed = true
        pauseReading()
        state.hasEnded = true
        changeQueue { $0.removeAll() }
        delegate?.streamDidFail(error)
    }

    /// Closes both directions at once and drops what is queued and the delegate. Idempotent.
    public func close() {
        guard !state.isClosed else { return }
        state.isClosed = true
        delegate = nil
        changeQueue { $0.removeAll() }
        handle.closeHandle()
    }

    /// Closes with a TCP reset, so that a peer that will not read learns it at once. Idempotent.
    public func reset() {
        guard !state.isClosed else { return }
        if state.isTCP && !state.isShutDown {
            state.isClosed = true
            delegate = nil
            changeQueue { $0.removeAll() }
            let status = uv_tcp_close_reset(handle.cast()) { handle in
                // SAFETY: −1 for the +1 of `own`, as in `closeHandle`.
                Unmanaged<AnyObject>.fromOpaque(handle!.pointee.data).release()
            }
            if status != 0 { handle.closeHandle() }
        } else {
            close()
        }
    }

    /// Whether `close()` was called.
    public var isClosed: Bool { state.isClosed }

    deinit {
        // The memory was allocated as the handle's own struct.
        UnsafeMutableRawPointer(handle).deallocate()
    }
}

@available(*, unavailable) extension ByteStream: Sendable {}

private let sendFlags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)

/// Offers libuv the loop's one read buffer.
private let offerReadBuffer: uv_alloc_cb = { handle, _, buffer in
    // SAFETY: each loop's `data` is its EventLoop, which outlives its handles; only one read is under way at a time.
    let target = owner(EventLoop.self, of: handle.unsafelyUnwrapped.pointee.loop.pointee.data).readBuffer
    buffer.unsafelyUnwrapped.pointee = uv_buf_t(readingFrom: UnsafeRawBufferPointer(target))
}

private let didRead: uv_read_cb = { handle, count, buffer in
    owner(ByteStream.self, of: handle.unsafelyUnwrapped.pointee.data).received(count, buffer.unsafelyUnwrapped)
}
