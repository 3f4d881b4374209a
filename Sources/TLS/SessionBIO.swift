import COpenSSL

private typealias BIOReadCallback =
    @convention(c) (OpaquePointer?, UnsafeMutablePointer<CChar>?, Int, UnsafeMutablePointer<Int>?) -> Int32
private typealias BIOWriteCallback =
    @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int, UnsafeMutablePointer<Int>?) -> Int32

/// Joins an SSL to its `TLSSession`: what OpenSSL reads comes straight from the caller's ciphertext, what it writes goes
/// straight into the caller's buffer. Nothing is kept between calls, so an idle session has no buffers at all.
enum SessionBIO {
    /// A BIO of this kind; nil when memory is out.
    static func make(for session: TLSSession) -> OpaquePointer? {
        guard let method, let bio = BIO_new(method) else { return nil }
        // SAFETY: the BIO dies with the SSL, which dies with the session.
        BIO_set_data(bio, Unmanaged.passUnretained(session).toOpaque())
        BIO_set_init(bio, 1)
        return bio
    }

    // SAFETY: `nonisolated(unsafe)`, since it is made once and never changes; BIOs of all threads only read it.
    nonisolated(unsafe) private static let method: OpaquePointer? = {
        let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "takhti session")
        BIO_meth_set_read_ex(method, read)
        BIO_meth_set_write_ex(method, write)
        BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return method
    }()

    private static let read: BIOReadCallback = { bio, destination, count, taken in
        guard let session = session(of: bio), let destination else { return 0 }
        BIO_clear_flags(bio, retry)
        let length = session.take(count, into: destination)
        taken?.pointee = length
        guard length > 0 else {
            BIO_set_flags(bio, retry)
            return 0
        }
        return 1
    }

    private static let write: BIOWriteCallback = { bio, source, count, written in
        guard let session = session(of: bio), let source else { return 0 }
        session.put(UnsafeRawBufferPointer(start: source, count: count))
        written?.pointee = count
        return 1
    }

    /// "Come back when there is more to read."
    private static let retry = BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY

    private static func session(of bio: OpaquePointer?) -> TLSSession? {
        guard let bio, let data = BIO_get_data(bio) else { return nil }
        return Unmanaged.fromOpaque(data).takeUnretainedValue()
    }
}
