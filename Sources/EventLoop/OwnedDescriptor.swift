import Glibc

/// An open descriptor that somebody passed on and nobody watches yet. Closed with the last reference unless it was taken.
public final class OwnedDescriptor {
    private var number: Int32

    /// Takes over `number`.
    public init(_ number: Int32) { self.number = number }

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
