import CUV
import Glibc

extension ByteStream {
    /// Connects to `address`. The returned stream may be closed while connecting; `then` is called once, on the loop's thread, and
    /// with `ECANCELED` in that case. After a failure the caller closes the stream.
    public static func connect(
        to address: SocketAddress, on loop: EventLoop, then: @escaping (Result<ByteStream, UVError>) -> Void
    ) throws(UVError) -> ByteStream {
        let stream = if case .ip = address { try tcp(on: loop) } else { try pipe(on: loop) }
        let request = UnsafeMutablePointer<uv_connect_t>.allocate(capacity: 1)
        request.initialize(to: uv_connect_t())
        let outcome = ConnectOutcome(then)
        let done: uv_connect_cb = { request, status in ConnectOutcome.finish(request!, status) }
        do throws(UVError) {
            switch address {
            case .ip:
                // SAFETY: +1, taken back in `finish`, which libuv calls exactly once if the call succeeds.
                request.pointee.data = Unmanaged.passRetained(outcome).toOpaque()
                _ = try address.withSockaddr { (pointer, _) throws(UVError) in
                    try check(uv_tcp_connect(request, stream.handle.cast(), pointer, done))
                }
            case .unix(let path):
                request.pointee.data = Unmanaged.passRetained(outcome).toOpaque()  // SAFETY: as above
                uv_pipe_connect(request, stream.handle.cast(), path, done)
            }
        } catch {
            if let data = request.pointee.data { Unmanaged<ConnectOutcome>.fromOpaque(data).release() }  // −1: no callback comes
            request.deallocate()
            stream.close()
            throw error
        }
        outcome.stream = stream
        return stream
    }

    /// The address at the other end, as the kernel knows it.
    public var peerAddress: SocketAddress? { socketAddress(uv_tcp_getpeername) }

    /// The address at this end.
    public var localAddress: SocketAddress? { socketAddress(uv_tcp_getsockname) }

    private func socketAddress(
        _ read: (UnsafePointer<uv_tcp_t>?, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<Int32>?) -> Int32
    ) -> SocketAddress? {
        guard isTCP else { return nil }
        var storage = sockaddr_storage()
        var length = Int32(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &storage) {
            read(
                handle.cast(to: uv_tcp_t.self), UnsafeMutableRawPointer($0).assumingMemoryBound(to: sockaddr.self),
                &length)
        }
        return status == 0 ? SocketAddress(storage) : nil
    }
}

private final class ConnectOutcome {
    var stream: ByteStream?
    let then: (Result<ByteStream, UVError>) -> Void
    init(_ then: @escaping (Result<ByteStream, UVError>) -> Void) { self.then = then }

    static func finish(_ request: UnsafeMutablePointer<uv_connect_t>, _ status: Int32) {
        // SAFETY: −1 for the +1 taken when connecting.
        let outcome = Unmanaged<ConnectOutcome>.fromOpaque(request.pointee.data).takeRetainedValue()
        request.deallocate()
        guard let stream = outcome.stream else { return }
        if status == 0, stream.isTCP { stream.didConnect() }
        outcome.then(status == 0 ? .success(stream) : .failure(UVError(code: status)))
    }
}
