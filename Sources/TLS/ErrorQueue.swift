import COpenSSL

/// OpenSSL's per-thread error queue. Whoever meets a failure empties it, so that the next call starts clean.
enum ErrorQueue {
    static func clear() { ERR_clear_error() }

    /// The first error in words; the queue is empty afterwards.
    static func drain() -> String {
        defer { clear() }
        return words(for: ERR_peek_error())
    }

    /// Empties the queue.
    /// - Returns: the first error of `library`, or else the first of all; 0 when there is none.
    static func takeFirst(from library: Int32) -> (code: UInt, isOfLibrary: Bool) {
        defer { clear() }
        let first = ERR_get_error()
        var code = first
        while code != 0 {
            if ERR_GET_LIB(code) == library { return (code, true) }
            code = ERR_get_error()
        }
        return (first, false)
    }

    /// OpenSSL's words for `code`, static text that holds no data of a session.
    static func words(for code: UInt) -> String {
        guard code != 0, let text = ERR_reason_error_string(code) else { return "unknown" }
        return String(cString: text)  // SAFETY: static, NUL-terminated
    }
}
