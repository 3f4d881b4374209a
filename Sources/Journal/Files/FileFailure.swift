import Glibc

/// A system call on a file that failed.
struct FileFailure: Error, CustomStringConvertible {
    let call: String
    let path: String
    let code: Int32

    /// Of the call that has just returned.
    init(_ call: String, _ path: String) { (self.call, self.path, self.code) = (call, path, errno) }

    /// There was no room for it.
    var isFull: Bool { [ENOSPC, EDQUOT, EFBIG, EIO].contains(code) }

    var description: String { "\(call) \(path): \(String(cString: strerror(code)))" }
}
