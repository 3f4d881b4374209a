import CUV
import Glibc

/// An open descriptor that somebody passed on and nobody watches yet. Closed with the last reference unless it was taken.
public final class OwnedDescriptor {
    private var number: Int32

    /// Takes over `number`.
    public init(_ number: Int32) { self.number = number }

    /// A connection to a Unix domain socket. Does not wait: where nobody listens, or too many wait already, it fails.
    public static func connecting(toSocket path: String) throws(UVError) -> OwnedDescriptor {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { throw UVError(code: -ENAMETOOLONG) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = OwnedDescriptor(try checkErrno(socket(AF_UNIX, kind, 0)))
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try checkErrno(result)
        return descriptor
    }

    /// The descriptor, which from now on is the caller's to close; -1 when it was taken before.
    func take() -> Int32 {
        defer { number = -1 }
        return number
    }

    deinit { if number >= 0 { _ = Glibc.close(number) } }
}

@available(*, unavailable) extension OwnedDescriptor: Sendable {}

extension ByteStream {
    /// Takes over a connected socket or the end of a pipe. On failure it is closed.
    public static func adopting(
        _ descriptor: OwnedDescriptor, isTCP: Bool, on loop: EventLoop
    ) throws(UVError) -> ByteStream {
        try adopting(descriptor.take(), isTCP: isTCP, on: loop)
    }
}
