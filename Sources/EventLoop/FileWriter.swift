import Glibc

/// A file that is written piece by piece beside its place and put there when it is whole, or not at all. Its calls block: they are
/// made inside `EventLoop.offload`, one after the other.
///
/// `@unchecked Sendable`: the descriptor is immutable; the owner makes no two calls at once.
public final class FileWriter: @unchecked Sendable {
    private let descriptor: Int32
    private let path: String
    private var temporary: String { path + ".new" }

    /// Begins a file that will be at `path`.
    /// - Parameter mode: Its permission bits.
    public init(at path: String, mode: UInt32) throws(UVError) {
        self.path = path
        unlink(path + ".new")  // as in `File.replace`
        descriptor = try checkErrno(
            open(path + ".new", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode))
    }

    /// Adds to its end.
    public func append(_ bytes: [UInt8]) throws(UVError) { try File.writeAll(bytes, to: descriptor) }

    /// Puts it into its place, flushed to the disk.
    public func finish() throws(UVError) {
        try checkErrno(fsync(descriptor))
        try checkErrno(rename(temporary, path))
    }

    /// Removes what was written so far.
    public func discard() { unlink(temporary) }

    deinit { _ = Glibc.close(descriptor) }
}

extension File {
    /// Removes a file; one that is not there is fine.
    public static func remove(_ path: String) throws(UVError) {
        if unlink(path) != 0, errno != ENOENT { throw .last }
    }
}
