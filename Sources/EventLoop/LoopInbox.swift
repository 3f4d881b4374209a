import CUV

/// The one door into a loop from other threads: messages go into a queue under a lock, and `uv_async_send` wakes the loop, which
/// receives them, a bounded number each turn.
///
/// `@unchecked Sendable`: `queue` and `isOpen` are touched only under `lock`; `onReceive`, `taken` and `next` only on the loop's thread; `handle` is
/// immutable, and `uv_async_send` is the one libuv call that any thread may make.
public final class LoopInbox<Message: Sendable>: @unchecked Sendable {
    private let handle = UnsafeMutablePointer<uv_async_t>.allocate(capacity: 1)
    private let lock = ThreadLock()
    private var queue: [Message] = []
    private var isOpen = true
    private let limit: Int
    private var onReceive: ((Message) -> Void)?
    /// Taken from `queue` and not yet received; on the loop's thread.
    private var taken: [Message] = []
    /// Index of the first of `taken` that is not received.
    private var next = 0

    /// Messages received in one turn; the rest waits for the next, so that the loop's connections are served in between.
    private static var turnLimit: Int { 256 }

    /// Opens an inbox on `loop`, on its thread. It keeps the loop alive until it is closed.
    /// - Parameter limit: Messages that may wait.
    public init(on loop: EventLoop, limit: Int = 1_048_576, _ onReceive: @escaping (Message) -> Void) throws(UVError) {
        self.onReceive = onReceive
        self.limit = limit
        let wake: uv_async_cb = { AsyncReceiver.of($0!).takeTurn() }
        try check(uv_async_init(loop.pointer, handle, wake))
        handle.own(by: AsyncReceiver { [self] in takeTurn() })  // holds the inbox, too, until closed
    }

    /// Puts `message` into the queue and wakes the loop. Any thread. Returns false, and drops it, when the inbox is full or
    /// closed. What is vital goes into a full one, too.
    @discardableResult
    public func send(_ message: Message, isVital: Bool = false) -> Bool {
        lock.withLock {
            guard isOpen, isVital || queue.count < limit else { return false }
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

    private func takeTurn() {
        if next == taken.count {
            taken = lock.withLock {
                defer { queue = [] }
                return queue
            }
            next = 0
        }
        let end = min(taken.count, next + Self.turnLimit)
        while next < end, let onReceive {
            next += 1
            onReceive(taken[next - 1])
        }
        guard onReceive != nil else { return taken = [] }
        if next == taken.count { (taken, next) = ([], 0) }
        // What came meanwhile has woken the loop for this turn, perhaps, and not for the next.
        if !taken.isEmpty || lock.withLock({ !queue.isEmpty }) { uv_async_send(handle) }
    }

    deinit { handle.deallocate() }
}

/// What the handle's `data` holds: a C callback cannot name the generic inbox.
private final class AsyncReceiver {
    let takeTurn: () -> Void
    init(_ takeTurn: @escaping () -> Void) { self.takeTurn = takeTurn }

    static func of(_ handle: UnsafeMutablePointer<uv_async_t>) -> AsyncReceiver {
        owner(AsyncReceiver.self, of: handle.pointee.data)
    }
}
