import CUV
import Glibc

/// An open file to read from. Its calls block: they are made inside `EventLoop.offload`.
///
/// `Sendable`: the descriptor is immutable, and positioned reads may be made by any thread.
public final class File: Sendable {
    private let descriptor: Int32
    /// Length in bytes when it was opened.
    public let byteCount: Int
    /// When it was last changed, in seconds since 1970.
    public let modified: Int64
    /// The same in nanoseconds, for telling two versions apart.
    public let modifiedNanoseconds: Int64

    /// Opens a regular file for reading.
    /// - Throws: `ENOENT` and the like; `EISDIR` for a folder, `EINVAL` for anything else that is no regular file.
    public init(reading path: String) throws(UVError) {
        // O_NONBLOCK: opening a named pipe must not wait for a writer.
        descriptor = try checkErrno(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
        var status = stat()
        let result = fstat(descriptor, &status)
        byteCount = Int(status.st_size)
        modified = Int64(status.st_mtim.tv_sec)
        modifiedNanoseconds = modified * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        try checkErrno(result)
        switch FileKind(status) {
        case .regular: break
        case .folder: throw UVError(code: -EISDIR)
        case .socket, .other: throw UVError(code: -EINVAL)
        }
    }

    /// Reads up to `count` bytes at `offset`; fewer at the end of the file.
    public func read(at offset: Int, count: Int) throws(UVError) -> [UInt8] {
        var failure: UVError?
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
            while filled < buffer.count {
                let taken = pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, offset + filled)
                if taken > 0 {
                    filled += taken
                } else if taken == 0 {
                    return
                } else if errno != EINTR {
                    failure = .last; return
                }
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// All of a small file, such as a certificate.
    /// - Throws: `EFBIG` above `limit` bytes.
    public static func contents(of path: String, limit: Int) throws(UVError) -> [UInt8] {
        let file = try File(reading: path)
        guard file.byteCount <= limit else { throw UVError(code: -EFBIG) }
        return try file.read(at: 0, count: file.byteCount)
    }

    /// Writes a file as a whole: to a neighbour first, flushed to the disk, then renamed into place.
    /// - Parameter mode: Permission bits of a new file, such as `0o600` for a private key.
    public static func replace(_ path: String, with bytes: [UInt8], mode: UInt32) throws(UVError) {
        let temporary = path + ".new"
        unlink(temporary)  // whatever it is: its mode, or where it points to, must not decide ours
        let descriptor = try checkErrno(open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode))
        do throws(UVError) {
            defer { _ = Glibc.close(descriptor) }
            try writeAll(bytes, to: descriptor)
            try checkErrno(fsync(descriptor))
        } catch {
            unlink(temporary)
            throw error
        }
        try checkErrno(rename(temporary, path))
    }

    /// Whether there is a folder at `path`.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && FileKind(status) == .folder
    }

    /// Makes a folder and those above it; one that exists is left as it is.
    public static func makeFolder(_ path: String, mode: UInt32) throws(UVError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else { throw .last }
        try makeFolder(String(path[..<slash]), mode: mode)
        if mkdir(path, mode) != 0, errno != EEXIST { throw .last }
    }

    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(UVError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw .last }
        }
    }

    deinit { _ = Glibc.close(descriptor) }
}
