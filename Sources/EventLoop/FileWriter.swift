import Glibc

/// A file that is written piece by piece beside its place and put there when it is whole, or not at all. Its calls block: they are
/// made inside `EventLoop.offload`, one after the other.
///
/// `@unchecked Sendable`: the descriptor is immutable; the owner makes no two calls at once.
public final class FileWriter: @unchecked Sendable {
    private let descriptor: Int32
    private let path: String
    private var temporary: String { Self.temporary(of: path) }

    /// Where a file that will be at `path` is until it is whole.
    public static func temporary(of path: String) -> String { path + ".new" }

    /// Begins a file that will be at `path`.
    /// - Parameter mode: Its permission bits.
    public init(at path: String, mode: UInt32) throws(UVError) {
        self.path = path
        unlink(Self.temporary(of: path))  // as in `File.replace`
        descriptor = try checkErrno(
            open(Self.temporary(of: path), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode))
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

    /// Removes a folder in which there is nothing but files of these names; true when it is gone. Follows no link: where `path` is one, or
    /// there is something else in the folder, that stays.
    public static func removeFolder(_ path: String, with names: [String]) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return errno == ENOENT }
        defer { _ = Glibc.close(folder) }
        for name in names { unlinkat(folder, name, 0) }
        return rmdir(path) == 0
    }

    /// Removes the Unix domain sockets in a folder, not of folders in it. Follows no link.
    public static func removeSockets(in path: String) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return }
        guard let list = fdopendir(folder) else { _ = Glibc.close(folder); return }
        defer { closedir(list) }
        while let entry = readdir(list) {
            var status = stat()
            withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, FileKind(status) == .socket else {
                        return
                    }
                    unlinkat(folder, name, 0)
                }
            }
        }
    }
}
