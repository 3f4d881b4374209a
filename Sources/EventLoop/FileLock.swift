import Glibc

/// A file that one process holds for itself, as long as it lives (flock(2)). Let go with the last reference, and by the kernel however the process
/// ends; programs that it starts do not have it.
public final class FileLock: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Takes the lock on a file, made if it is missing; nil when somebody has it. The file stays there for good: what is removed while it is held
    /// could be locked twice.
    public static func take(_ path: String) throws(UVError) -> FileLock? {
        let descriptor = try checkErrno(open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600))
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return FileLock(descriptor) }
        let error = errno
        _ = Glibc.close(descriptor)
        guard error == EWOULDBLOCK else { throw UVError(code: -error) }
        return nil
    }

    deinit { _ = Glibc.close(descriptor) }
}
