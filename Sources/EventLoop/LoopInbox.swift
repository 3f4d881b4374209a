import CUV

/// The one door into a loop from other threads: messages go into a queue under a lock, and `uv_async_send` wakes the loop, which
/// takes all that have gathered since.
///
/// `@unchecked Sendable`: `queue` and `isOpen` are touched only under `lock`; `onReceive` only on the loop's thread; `handle` is
/// immutable, and `uv_async_send` is the one libuv call that any thread may make.
public final class LoopInbox<Message: Sendable>: @unchecked Sendable {
    private let handle = UnsafeMutablePointer<uv_async_t>.allocate(capacity: 1)
    private let lock = ThreadLock()
    private var queue: [Message] = []
    private var isOpen = true
    private var onReceive: ((Message) -> Void)?

    /// Opens an inbox on `loop`, on its thread. It keeps the loop alive until it is closed.
    public init(on loop: EventLoop, _ onReceive: @escaping (Message) -> Void) throws(UVError) {
        self.onReceive = onReceive
        let wake: uv_async_cb = { AsyncReceiver.of($0!).takeAll() }
        try check(uv_async_init(loop.pointer, handle, wake))
        handle.own(by: AsyncReceiver { [self] in takeAll() })  // holds the inbox, too, until closed
    }

    /// Puts `message` into the queue and wakes the loop. Any thread. Returns false, and drops it, once the inbox is closed.
    @discardableResult
    public func send(_ message: Message) -> Bool {
        lock.withLock {
            guard isOpen else { return false }
            queue.append(message)
            if queue.count == 1 { uv_async_send(handle) }
            return true
        }
    }

    /// An inbox that does not keep `EventLoop.run()` from returning.
    public func doesNotKeepLoopAlive() { uv_unref(handle.cast()) }

    /// Drops what waits and takes nothing more. On the loop's thread; idempotent.
    public func close() {
        lock.withLock {
            isOpen = false
            queue = []
        }
        onReceive = nil
        handle.closeHandle()
    }

    private func takeAll() {
        let messages = lock.withLock {
            defer { queue = [] }
            return queue
        }
        for message in messages { onReceive?(message) }
    }

    deinit { handle.deallocate() }
}

/// What the handle's `data` holds: a C callback cannot name the generic inbox.
private final class AsyncReceiver {
    let takeAll: () -> Void
    init(_ takeAll: @escaping () -> Void) { self.takeAll = takeAll }

    static func of(_ handle: UnsafeMutablePointer<uv_async_t>) -> AsyncReceiver {
        owner(AsyncReceiver.self, of: handle.pointee.data)
    }
}
