import CUV
import Glibc

/// Says when a descriptor that libuv has no stream for can be read from or written to. Owns the descriptor, which becomes
/// non-blocking; lives on its loop's thread; closed by its creator.
public final class DescriptorWatcher {
    /// What to wait for.
    public struct Interest: OptionSet, Sendable {
        /// One bit each.
        public let rawValue: Int32
        /// The interests whose bits are set.
        public init(rawValue: Int32) { self.rawValue = rawValue }
        /// There is something to read, the end of it included.
        public static let reading = Interest(rawValue: UV_READABLE.rawValue.signed)
        /// Something can be written.
        public static let writing = Interest(rawValue: UV_WRITABLE.rawValue.signed)
    }

    private let handle = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
    /// The descriptor, for calls made while this is open.
    public let descriptor: Int32
    private var interest: Interest = []
    private var isClosed = false
    private var onReady: ((Interest) -> Void)?

    /// Watches for nothing yet.
    /// - Parameter onReady: Called on the loop's thread, again and again while what is waited for holds. An error of the descriptor
    ///   makes it ready for all that is waited for.
    public init(
        _ owned: OwnedDescriptor, on loop: EventLoop, _ onReady: @escaping (Interest) -> Void
    ) throws(UVError) {
        descriptor = owned.take()
        self.onReady = onReady
        let status = uv_poll_init(loop.pointer, handle, descriptor)
        guard status == 0 else {
            _ = Glibc.close(descriptor)
            isClosed = true
            throw UVError(code: status)
        }
        handle.own(by: self)
    }

    /// Waits for `interest` only, from now on.
    public func wait(for interest: Interest) {
        guard !isClosed, interest != self.interest else { return }
        self.interest = interest
        guard !interest.isEmpty else { uv_poll_stop(handle); return }
        uv_poll_start(handle, interest.rawValue) { handle, status, events in
            owner(DescriptorWatcher.self, of: handle!.pointee.data).isReady(status, events)
        }
    }

    private func isReady(_ status: Int32, _ events: Int32) {
        onReady?(status < 0 ? interest : Interest(rawValue: events).intersection(interest))
    }

    /// Closes the descriptor. Idempotent.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        onReady = nil
        uv_poll_stop(handle)
        handle.closeHandle()
        _ = Glibc.close(descriptor)
    }

    deinit { handle.deallocate() }
}

@available(*, unavailable) extension DescriptorWatcher: Sendable {}

extension UInt32 {
    fileprivate var signed: Int32 { Int32(self) }
}
