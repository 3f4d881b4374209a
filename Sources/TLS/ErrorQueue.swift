import COpenSSL

/// OpenSSL's per-thread error queue. Whoever meets a failure empties it, so that the next call starts clean.
enum ErrorQueue {
    /// The code of the first error; 0 when there is none.
    static func first() -> UInt { UInt(ERR_peek_error()) }

    static func clear() { ERR_clear_error() }

    /// The first error in words; the queue is empty afterwards.
    static func drain() -> String {
        defer { clear() }
        return words(for: first())
    }

    /// OpenSSL's words for `code`, static text that holds no data of a session.
    static func words(for code: UInt) -> String {
        guard code != 0, let text = ERR_reason_error_string(numericCast(code)) else { return "unknown" }
        return String(cString: text)  // SAFETY: static, NUL-terminated
    }
}
