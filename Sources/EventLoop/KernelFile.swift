import Glibc

/// Files that the kernel makes up as they are read and written, under /proc and /sys/fs/cgroup. Their calls are short and never wait
/// for a disk.
public enum KernelFile {
    /// The most bytes read of one.
    public static let byteLimit = 65_536

    /// What it says now, at most `byteLimit` bytes; nil when there is none, or it is not ours to read.
    public static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = Glibc.close(descriptor) }
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: byteLimit) { buffer, filled in
            while filled < buffer.count {
                let count = Glibc.read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
                guard count > 0 else { isWhole = count == 0; return }
                filled += count
            }
        }
        return isWhole ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Writes `text` in one call.
    public static func write(_ text: String, to path: String) throws(UVError) {
        let descriptor = try checkErrno(open(path, O_WRONLY | O_CLOEXEC))
        defer { _ = Glibc.close(descriptor) }
        let bytes = Array(text.utf8)
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw .last }
    }

    /// What a link says; nil when there is none, or it is not ours to read.
    public static func link(_ path: String) -> String? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, filled in
            filled = max(0, readlink(path, buffer.baseAddress!, buffer.count))
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Removes an empty folder; true when it is gone.
    public static func removeFolder(_ path: String) -> Bool { rmdir(path) == 0 || errno == ENOENT }

    /// Names of the folders in a folder, in no order.
    public static func folders(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != "..", File.isFolder("\(path)/\(name)") { names.append(name) }
        }
        return names
    }

    /// Names of the folders in a folder, in no order, without links to some.
    public static func ownFolders(in path: String) -> [String] {
        folders(in: path).filter { link("\(path)/\($0)") == nil }
    }

    /// Whether this process may write to what is at `path`.
    public static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

    /// Bytes used in the file system that holds `path`; nil when there is none.
    public static func usedByteCount(ofFileSystemAt path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize)
    }

    /// Bytes that are free for any user in the file system that holds `path`; nil when there is none.
    public static func freeByteCount(ofFileSystemAt path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int(clamping: UInt64(status.f_bavail)).multipliedReportingOverflow(by: Int(status.f_frsize)).partialValue
    }
}
