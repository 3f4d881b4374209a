import CUV
import Glibc

/// Where a stream comes from or goes to.
public enum SocketAddress: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// A numeric IPv4 or IPv6 address and a port; port 0 lets the system choose when listening.
    case ip(String, port: UInt16)
    /// A Unix domain socket at a path of at most 107 bytes.
    case unix(path: String)

    /// `192.0.2.1:80`, `[2001:db8::1]:80` or the path.
    public var description: String {
        switch self {
        case .ip(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): path
        }
    }

    /// The port of an IP address.
    public var port: UInt16? {
        switch self {
        case .ip(_, let port): port
        case .unix: nil
        }
    }

    /// Runs `body` with the address as the kernel takes it.
    /// - Throws: `EINVAL` for a host that is not numeric, `ENAMETOOLONG` for a path above the kernel's limit.
    func withSockaddr<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(UVError) -> Result
    ) throws(UVError) -> Result {
        var storage = sockaddr_storage()
        let length = try fill(&storage)
        // SAFETY: the kernel's address families share `sockaddr_storage`.
        return try withUnsafePointer(to: &storage) { (pointer) throws(UVError) in
            try body(UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self), length)
        }
    }

    private func fill(_ storage: inout sockaddr_storage) throws(UVError) -> socklen_t {
        switch self {
        case .ip(let host, let port):
            let isVersion6 = host.contains(":")
            try check(
                withUnsafeMutablePointer(to: &storage) { pointer in
                    let raw = UnsafeMutableRawPointer(pointer)
                    return isVersion6
                        ? uv_ip6_addr(host, Int32(port), raw.assumingMemoryBound(to: sockaddr_in6.self))
                        : uv_ip4_addr(host, Int32(port), raw.assumingMemoryBound(to: sockaddr_in.self))
                })
            return socklen_t(isVersion6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
        case .unix(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw UVError(code: -ENAMETOOLONG) }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            withUnsafeMutableBytes(of: &storage) { target in
                withUnsafeBytes(of: address) { target.copyMemory(from: $0) }
            }
            return socklen_t(MemoryLayout<sockaddr_un>.size)
        }
    }

    /// Reads an address that the kernel filled in; nil for a family this engine does not speak.
    init?(_ storage: sockaddr_storage) {
        var storage = storage
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN) + 1)
        let read = withUnsafeMutablePointer(to: &storage) { pointer -> (Int32, in_port_t)? in
            let raw = UnsafeMutableRawPointer(pointer)
            switch Int32(pointer.pointee.ss_family) {
            case AF_INET:
                let address = raw.assumingMemoryBound(to: sockaddr_in.self)
                return (uv_ip4_name(address, &text, text.count), address.pointee.sin_port)
            case AF_INET6:
                let address = raw.assumingMemoryBound(to: sockaddr_in6.self)
                return (uv_ip6_name(address, &text, text.count), address.pointee.sin6_port)
            default: return nil
            }
        }
        guard let (code, port) = read, code == 0 else { return nil }
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        self = .ip(String(decoding: bytes, as: UTF8.self), port: UInt16(bigEndian: port))
    }

    /// The family to make a socket for.
    var family: Int32 {
        switch self {
        case .ip(let host, _): host.contains(":") ? AF_INET6 : AF_INET
        case .unix: AF_UNIX
        }
    }

    /// Looks a host name up, off the loop, and gives the numeric addresses found, in the resolver's order.
    /// - Parameter then: Runs on the loop's thread.
    public static func resolve(
        host: String, port: UInt16, on loop: EventLoop, then: @escaping (Result<[SocketAddress], UVError>) -> Void
    ) {
        loop.offload(
            { () -> Result<[SocketAddress], UVError> in
                var hints = addrinfo()
                hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
                var first: UnsafeMutablePointer<addrinfo>?
                let status = getaddrinfo(host, nil, &hints, &first)
                guard status == 0 else {
                    return .failure(UVError(code: status == EAI_AGAIN ? UV_EAI_AGAIN.rawValue : UV_EAI_NONAME.rawValue))
                }
                defer { freeaddrinfo(first) }
                return .success(
                    sequence(first: first) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap { entry in
                        numeric(entry!.pointee, port: port)
                    })
            }, then: then)
    }

    private static func numeric(_ entry: addrinfo, port: UInt16) -> SocketAddress? {
        var storage = sockaddr_storage()
        guard Int(entry.ai_addrlen) <= MemoryLayout<sockaddr_storage>.size, let address = entry.ai_addr else {
            return nil
        }
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
        }
        guard case .ip(let host, _) = SocketAddress(storage) else { return nil }
        return .ip(host, port: port)
    }
}

extension SocketAddress {
    /// Whether the host of an IP address is numeric, so that it needs no look-up. True for Unix domain sockets.
    public var isNumeric: Bool {
        do throws(UVError) { return try withSockaddr { (_, _) throws(UVError) in true } } catch { return false }
    }

    /// The numeric addresses of this machine's interfaces, loopback among them, without those that hold on one link only.
    public static func ofInterfaces() -> [String] {
        var first: UnsafeMutablePointer<uv_interface_address_t>?
        var count: Int32 = 0
        guard uv_interface_addresses(&first, &count) == 0 else { return [] }
        defer { uv_free_interface_addresses(first, count) }
        return UnsafeBufferPointer(start: first, count: Int(count)).compactMap { interface in
            var storage = sockaddr_storage()
            withUnsafeMutableBytes(of: &storage) { target in
                withUnsafeBytes(of: interface.address) {
                    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(target.count)))
                }
            }
            guard case .ip(let host, _) = SocketAddress(storage), !host.hasPrefix("fe80:") else { return nil }
            return host
        }
    }
}
