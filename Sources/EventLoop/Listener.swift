import CUV
import Glibc
import Logging

/// Accepts connections on one address for one loop. Each loop has its own listener on the same port (`SO_REUSEPORT`), and the
/// kernel spreads connections over them.
///
/// When descriptors run out (`EMFILE`, `ENFILE`) connections wait in the kernel's backlog, which is tried again every
/// `retryMilliseconds`; the log says so once at the start and once at the end. Closed by its creator.
public final class Listener {
    private unowned let loop: EventLoop
    private let poll = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
    private let descriptor: Int32
    private let isTCP: Bool
    private var retry: LoopTimer?
    private var onAccept: ((ByteStream) -> Void)?
    private var logger: Logger
    private var refusedSince: UInt64?

    /// Where it listens; the real port when port 0 was asked for.
    public let address: SocketAddress

    /// How often a listener without descriptors tries again, in milliseconds.
    public static let retryMilliseconds: UInt64 = 50
    /// The most connections accepted in one turn, so that those already here are served, too.
    public static let acceptsPerTurnLimit = 64
    /// Connections that the kernel may hold before they are accepted (it clamps this to `net.core.somaxconn`).
    public static let backlog: Int32 = 4096

    /// Listens at once; connections are handed to `onAccept` on the loop's thread, not yet reading. The receiver closes them.
    public init(
        on loop: EventLoop, at address: SocketAddress, logger: Logger, _ onAccept: @escaping (ByteStream) -> Void
    ) throws(UVError) {
        self.loop = loop
        self.logger = logger
        self.onAccept = onAccept
        if case .ip = address { isTCP = true } else { isTCP = false }
        descriptor = try Listener.bind(address)
        self.address = Listener.boundAddress(descriptor) ?? address
        let status = uv_poll_init(loop.pointer, poll, descriptor)
        guard status == 0 else {
            _ = Glibc.close(descriptor)
            poll.deallocate()
            throw UVError(code: status)
        }
        poll.own(by: self)
        retry = try LoopTimer(on: loop) { [unowned self] in resume() }
        retry?.doesNotKeepLoopAlive()
        resume()
    }

    private static func bind(_ address: SocketAddress) throws(UVError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = try checkErrno(socket(address.family, type, 0))
        do throws(UVError) {
            var one: Int32 = 1
            let size = socklen_t(MemoryLayout<Int32>.size)
            switch address {
            case .ip:
                try checkErrno(setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, size))
                try checkErrno(setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &one, size))
            case .unix(let path): removeStaleSocket(path)
            }
            _ = try address.withSockaddr { (pointer, length) throws(UVError) in
                try checkErrno(Glibc.bind(descriptor, pointer, length))
            }
            try checkErrno(listen(descriptor, backlog))
            return descriptor
        } catch {
            _ = Glibc.close(descriptor)
            throw error
        }
    }

    /// Removes a socket file that nobody listens on any more; a file of another kind stays and makes `bind` fail.
    private static func removeStaleSocket(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, FileKind(status) == .socket else { return }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { return }
        defer { _ = Glibc.close(probe) }
        let refusal = try? SocketAddress.unix(path: path).withSockaddr { connect(probe, $0, $1) == 0 ? 0 : errno }
        if refusal == ECONNREFUSED { unlink(path) }
    }

    private static func boundAddress(_ descriptor: Int32) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &storage) {
            getsockname(descriptor, UnsafeMutableRawPointer($0).assumingMemoryBound(to: sockaddr.self), &length)
        }
        return status == 0 ? SocketAddress(storage) : nil
    }

    private func resume() {
        uv_poll_start(poll, Int32(UV_READABLE.rawValue)) { poll, _, _ in
            owner(Listener.self, of: poll!.pointee.data).acceptAll()
        }
    }

    private func acceptAll() {
        for _ in 0..<Listener.acceptsPerTurnLimit {
            let accepted = accept4(descriptor, nil, nil, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
            guard accepted >= 0 else { return acceptFailed(.last) }
            descriptorsReturned()
            do {
                let stream = try ByteStream.adopting(accepted, isTCP: isTCP, on: loop)
                if let onAccept { onAccept(stream) } else { stream.close() }
            } catch {
                logger.error("could not take over a connection", metadata: ["error": "\(error)"])
            }
            guard onAccept != nil else { return }
        }
    }

    private func acceptFailed(_ error: UVError) {
        switch -error.code {
        case EAGAIN, EINTR, ECONNABORTED: return
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: waitForDescriptors(error)
        default: logger.warning("accept failed", metadata: ["error": "\(error)"])
        }
    }

    private func waitForDescriptors(_ error: UVError) {
        if refusedSince == nil {
            refusedSince = loop.now
            logger.error(
                "no descriptor left: new connections wait", metadata: ["address": "\(address)", "error": "\(error)"])
        }
        uv_poll_stop(poll)
        try? retry?.start(afterMilliseconds: Listener.retryMilliseconds)
    }

    private func descriptorsReturned() {
        guard let since = refusedSince else { return }
        refusedSince = nil
        logger.notice("descriptors returned: accepting again", metadata: ["after_ms": "\(loop.now - since)"])
    }

    /// Stops accepting; connections already handed over go on. Idempotent.
    public func close() {
        guard onAccept != nil else { return }
        onAccept = nil
        retry?.close()
        retry = nil
        poll.closeHandle()
        _ = Glibc.close(descriptor)
        if case .unix(let path) = address { unlink(path) }
    }

    deinit { poll.deallocate() }
}

@available(*, unavailable) extension Listener: Sendable {}
