import CUV

extension EventLoop {
    /// Runs `work` on libuv's thread pool and hands its result to `then` on the loop's thread. For work above 5 ms and for
    /// blocking calls. It cannot be cancelled; a loop being closed waits for it.
    public func offload<Value: Sendable>(_ work: @escaping @Sendable () -> Value, then: @escaping (Value) -> Void) {
        let request = UnsafeMutablePointer<uv_work_t>.allocate(capacity: 1)
        let job = Job(work, then)
        // SAFETY: +1, taken back by the after-work callback, which libuv calls exactly once.
        request.pointee.data = Unmanaged<AnyJob>.passRetained(job).toOpaque()
        uv_queue_work(
            pointer, request,
            { owner(AnyJob.self, of: $0!.pointee.data).work() },
            { request, _ in
                Unmanaged<AnyJob>.fromOpaque(request!.pointee.data).takeRetainedValue().finish()
                request!.deallocate()
            })
    }
}

/// A piece of work between two threads: libuv orders `work` before `finish`.
private class AnyJob {
    func work() {}
    func finish() {}
}

private final class Job<Value: Sendable>: AnyJob {
    private let body: @Sendable () -> Value
    private let then: (Value) -> Void
    private var value: Value?

    init(_ body: @escaping @Sendable () -> Value, _ then: @escaping (Value) -> Void) {
        (self.body, self.then) = (body, then)
    }

    override func work() { value = body() }
    override func finish() { if let value { then(value) } }
}
