import CUV
import Glibc

/// A failure reported by libuv: a negated `errno` or one of libuv's own codes.
public struct UVError: Error, Equatable, CustomStringConvertible {
    /// The negative code, as libuv returned it.
    public let code: Int32

    /// Wraps `code` as libuv returned it (negative).
    public init(code: Int32) { self.code = code }

    /// Wraps the calling thread's `errno` after a failed system call.
    static var last: UVError { UVError(code: -errno) }

    /// Nothing can be read or written just now (`EAGAIN`).
    public static let wouldBlock = UVError(code: -EAGAIN)

    /// The symbol of the code, such as `EADDRINUSE`.
    public var name: String { String(cString: uv_err_name(code)) }

    /// The symbol and a sentence in English.
    public var description: String { "\(name): \(String(cString: uv_strerror(code)))" }

    /// The peer sent its end of stream: not a failure, but the end of reading.
    public var isEndOfStream: Bool { code == UV_EOF.rawValue }
}

/// Throws what a libuv call reported, if it reported a failure.
@discardableResult
func check(_ code: Int32) throws(UVError) -> Int32 {
    guard code >= 0 else { throw UVError(code: code) }
    return code
}

/// Throws `errno` if a system call returned -1.
@discardableResult
func checkErrno(_ result: Int32) throws(UVError) -> Int32 {
    guard result >= 0 else { throw .last }
    return result
}
