import CUV

/// One asynchronous write: the libuv request and the bytes it reads from, in one allocation that lives until its callback.
struct WriteRequest {
    private let memory: UnsafeMutablePointer<Header>
    private let byteCount: Int

    private struct Header {
        var request: uv_write_t
        var byteCount: Int
        var then: (UnsafeMutablePointer<uv_stream_t>, Int, Int32) -> Void
    }

    /// Stages the next bytes of `queue`, which keeps them until they are written.
    static func make(staging queue: inout WriteQueue) -> WriteRequest {
        let count = min(queue.byteCount, ByteStream.stagedByteLimit)
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Header>.size + count, alignment: MemoryLayout<Header>.alignment)
        let filled = queue.copyNext(
            into: UnsafeMutableRawBufferPointer(start: raw + MemoryLayout<Header>.size, count: count))
        return WriteRequest(memory: raw.bindMemory(to: Header.self, capacity: 1), byteCount: filled)
    }

    /// Hands the write to libuv. `then` gets the stream, the number of bytes and libuv's status; it is not called when this returns
    /// a failure.
    func submit(
        to stream: UnsafeMutablePointer<uv_stream_t>,
        then: @escaping (UnsafeMutablePointer<uv_stream_t>, Int, Int32) -> Void
    ) -> Int32 {
        memory.initialize(to: Header(request: uv_write_t(), byteCount: byteCount, then: then))
        let bytes = UnsafeMutableRawPointer(memory) + MemoryLayout<Header>.size
        var buffer = uv_buf_t(readingFrom: UnsafeRawBufferPointer(start: bytes, count: byteCount))
        // SAFETY: `request` is the header's first field, so its address is the allocation's; freed below, once.
        let status = uv_write(memory.cast(), stream, &buffer, 1) { request, status in
            let memory = request.unsafelyUnwrapped.cast(to: Header.self)
            let header = memory.move()
            let stream = header.request.handle
            memory.deallocate()
            if let stream { header.then(stream, header.byteCount, status) }
        }
        if status != 0 {
            memory.deinitialize(count: 1)
            memory.deallocate()
        }
        return status
    }
}
