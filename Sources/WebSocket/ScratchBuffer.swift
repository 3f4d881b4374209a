/// Memory that zlib writes to before the bytes go where they belong; one for all (de)compressors of a loop.
@safe final class ScratchBuffer {
    static let byteCount = 16 * 1024
    /// zlib counts its input in 32 bits: what is longer is given in pieces.
    static let inputByteLimit = 1 << 30

    let start: UnsafeMutablePointer<UInt8>

    init() { unsafe start = .allocate(capacity: ScratchBuffer.byteCount) }

    deinit { unsafe start.deallocate() }

    /// The first `count` bytes, which zlib has written.
    func withWritten<E: Error>(_ count: Int, _ body: (Span<UInt8>) throws(E) -> Void) throws(E) {
        // SAFETY: `count` is what zlib reports as written, at most `byteCount`; nothing writes while `body` runs.
        let written = unsafe UnsafeBufferPointer(start: start, count: min(count, ScratchBuffer.byteCount))
        try body(unsafe written.span)
    }
}

@available(*, unavailable) extension ScratchBuffer: Sendable {}
