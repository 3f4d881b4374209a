extension [UInt8] {
    /// A copy of `bytes`, masked or unmasked on the way: one allocation, one pass.
    init(_ bytes: Span<UInt8>, masking key: MaskKey?) {
        let count = bytes.count
        guard count > 0 else {
            self = []
            return
        }
        self = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            // SAFETY: `buffer` has room for `count` bytes, all of which are written from the `count` bytes of `bytes`.
            unsafe bytes.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = buffer.baseAddress else {
                    return
                }
                unsafe copyBytes(from: from, to: to, count: count, masking: key)
            }
            initialized = count
        }
    }

    /// Appends `bytes`, masked or unmasked on the way. Grows geometrically.
    mutating func append(_ bytes: Span<UInt8>, masking key: MaskKey?) {
        let start = count
        // SAFETY: the buffer is only read, inside the closure.
        unsafe bytes.withUnsafeBufferPointer { source in unsafe append(contentsOf: source) }
        guard let key, bytes.count > 0 else { return }
        // SAFETY: the range from `start` holds exactly the bytes just appended.
        unsafe withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe key.apply(from: base + start, to: base + start, count: buffer.count - start)
        }
    }
}

/// Copies `count` bytes, through the mask when there is one.
@unsafe func copyBytes(from: UnsafeRawPointer, to: UnsafeMutableRawPointer, count: Int, masking key: MaskKey?) {
    if let key {
        unsafe key.apply(from: from, to: to, count: count)
    } else {
        unsafe to.copyMemory(from: from, byteCount: count)
    }
}
