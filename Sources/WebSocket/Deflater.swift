import CZlib

/// Compresses messages (RFC 7692 §7.2.1) with zlib.
///
/// zlib refuses a raw window of 8 bits, and RFC 7692 allows one. It is served with zlib's 9: zlib never refers further back
/// than its window less 262 bytes (`MAX_DIST`), 250 of 512, which a window of 256 holds.
@safe public final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let scratch: ScratchBuffer
    private let keepsContext: Bool

    /// A compressor whose references reach back at most 2^`windowBits` bytes, 8 to 15; nil when there is no memory for it.
    /// - Parameters:
    ///   - keepsContext: whether a message may refer to the ones before it (context takeover, §7.1.1).
    ///   - level: zlib's effort, 1 to 9. `memoryLevel`: zlib's, 1 to 9; it takes 2^(bits + 2) + 2^(memoryLevel + 9) bytes.
    public convenience init?(windowBits: Int, keepsContext: Bool, level: Int = 6, memoryLevel: Int = 8) {
        self.init(
            windowBits: windowBits, keepsContext: keepsContext, level: level, memoryLevel: memoryLevel,
            scratch: ScratchBuffer())
    }

    init?(windowBits: Int, keepsContext: Bool, level: Int, memoryLevel: Int, scratch: ScratchBuffer) {
        self.scratch = scratch
        self.keepsContext = keepsContext
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // SAFETY: the stream keeps its address until `deinit`; negative bits mean DEFLATE without a header.
        let code = unsafe deflateInit2_(
            stream, Int32(level), Z_DEFLATED, -Int32(max(9, windowBits)), Int32(memoryLevel), Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { return nil }
    }

    deinit {
        // SAFETY: `deflateEnd` accepts a stream whose initialisation failed.
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The compressed payload of one message: DEFLATE blocks up to a sync flush, without the flush's last four bytes.
    public func compress(_ payload: Span<UInt8>) -> [UInt8] {
        guard payload.count > 0 else { return [0x00] }  // §7.2.3.6: an empty block, less its last four bytes
        if !keepsContext { unsafe deflateReset(stream) }
        var output: [UInt8] = []
        for start in stride(from: 0, to: payload.count, by: ScratchBuffer.inputByteLimit) {
            let piece = payload.extracting(start..<min(payload.count, start + ScratchBuffer.inputByteLimit))
            // SAFETY: zlib reads `avail_in` bytes from `next_in`, within `source`, while the closure runs; never after.
            unsafe piece.withUnsafeBufferPointer { source in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(source.count)
                while flush(to: &output) {}
            }
        }
        output.removeLast(min(4, output.count))
        return output
    }

    /// One call of zlib; false when all output is there.
    private func flush(to output: inout [UInt8]) -> Bool {
        // SAFETY: zlib writes at most `avail_out` bytes to the scratch buffer, which holds as many.
        unsafe stream.pointee.next_out = unsafe scratch.start
        unsafe stream.pointee.avail_out = UInt32(ScratchBuffer.byteCount)
        unsafe deflate(stream, Z_SYNC_FLUSH)
        let written = unsafe ScratchBuffer.byteCount - Int(stream.pointee.avail_out)
        scratch.withWritten(written) { output.append($0, masking: nil) }
        return unsafe stream.pointee.avail_out == 0
    }
}

@available(*, unavailable) extension Deflater: Sendable {}
