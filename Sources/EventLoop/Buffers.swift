import CUV

extension uv_buf_t {
    /// Names memory for libuv without owning it.
    @inline(__always)
    init(readingFrom bytes: UnsafeRawBufferPointer) {
        // SAFETY: libuv takes a mutable pointer for reads and writes alike; the caller keeps the memory alive.
        let base = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        self = uv_buf_t(base: base, len: bytes.count)
    }
}
