extension [UInt8] {
    /// A copy of `bytes`, masked or unmasked: one allocation.
    init(_ bytes: Span<UInt8>, masking key: MaskKey?) {
        // SAFETY: the buffer is only read, inside the closure.
        self = unsafe bytes.withUnsafeBufferPointer { source in unsafe [UInt8](source) }
        if let key { mask(from: 0, with: key) }
    }

    /// Appends `bytes`, masked or unmasked. Grows geometrically.
    mutating func append(_ bytes: Span<UInt8>, masking key: MaskKey?) {
        let start = count
        // SAFETY: the buffer is only read, inside the closure.
        unsafe bytes.withUnsafeBufferPointer { source in unsafe append(contentsOf: source) }
        if let key { mask(from: start, with: key) }
    }

    /// Masks or unmasks, in place, what starts at `start`; `key` begins there.
    private mutating func mask(from start: Int, with key: MaskKey) {
        // SAFETY: the masked range ends where the array ends.
        unsafe withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress, start < buffer.count else { return }
            unsafe key.apply(to: base + start, count: buffer.count - start)
        }
    }
}
