import CZlib

/// Whole buffers in zlib's format.
enum Zlib {
    /// `bytes`, deflated at level 9.
    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(count))
        // SAFETY: zlib gets the arrays' own lengths; `count` becomes what it wrote.
        let status = compress2(&result, &count, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
        return status == Z_OK ? Array(result.prefix(Int(count))) : []
    }

    /// What was deflated; nothing where it is none.
    static func inflated(_ bytes: [UInt8]) -> [UInt8] {
        var capacity = max(64, bytes.count * 8)
        while capacity < 1 << 30 {
            var count = uLong(capacity)
            var result = [UInt8](repeating: 0, count: capacity)
            // SAFETY: zlib gets the arrays' own lengths; `count` becomes what it wrote.
            switch uncompress(&result, &count, bytes, uLong(bytes.count)) {
            case Z_OK: return Array(result.prefix(Int(count)))
            case Z_BUF_ERROR: capacity *= 4
            default: return []
            }
        }
        return []
    }
}
