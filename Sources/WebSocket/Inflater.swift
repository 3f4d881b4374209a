import CZlib

/// Inflates messages (RFC 7692 §7.2.2) with zlib, in pieces of any size, and hands the output on in pieces of at most 16 KiB,
/// so that whoever takes it can stop a bomb before it grows.
///
/// Its window is always the largest, whatever smaller one the peer agreed to stay in (§7.1.2): with a smaller one zlib would
/// refuse a reference too far back or not, depending on how the bytes were cut.
@safe public final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let scratch: ScratchBuffer
    /// Nothing has come since the last message, or since a final block (BFINAL, §7.2.3.4): nothing is missing.
    private var isWhole = true

    /// An inflater with an empty window; nil when there is no memory for it.
    public convenience init?() { self.init(scratch: ScratchBuffer()) }

    convenience init?(scratch: ScratchBuffer) { unsafe self.init(scratch: scratch, allocate: nil) }

    /// - Parameter allocate: where zlib gets its memory from; nil for the system's own.
    init?(scratch: ScratchBuffer, allocate: alloc_func?) {
        self.scratch = scratch
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe stream.pointee.zalloc = unsafe allocate
        // SAFETY: the stream keeps its address until `deinit`; negative bits mean DEFLATE without a header.
        let code = unsafe inflateInit2_(
            stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { return nil }
    }

    deinit {
        // SAFETY: `inflateEnd` accepts a stream whose initialisation failed.
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Forgets the window: the next message starts afresh (no context takeover, §7.1.1).
    public func reset() {
        unsafe inflateReset(stream)
        isWhole = true
    }

    /// Takes the next bytes of a message and gives what they inflate to.
    /// - Throws: `.invalidDeflate`, `.outOfMemory`, or what `sink` throws; output is always given before an error.
    public func inflate(
        _ bytes: Span<UInt8>, into sink: (Span<UInt8>) throws(WebSocketError) -> Void
    ) throws(WebSocketError) {
        for start in stride(from: 0, to: bytes.count, by: ScratchBuffer.inputByteLimit) {
            let piece = bytes.extracting(start..<min(bytes.count, start + ScratchBuffer.inputByteLimit))
            // SAFETY: zlib reads `avail_in` bytes from `next_in`, within `source`, while the closure runs; never after.
            try unsafe piece.withUnsafeBufferPointer { source throws(WebSocketError) in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(source.count)
                while try step(into: sink) {}
            }
        }
    }

    /// Ends a message: the four bytes its sender left out follow (§7.2.2), and the stream must stand between two blocks.
    /// A message of no bytes, or one that ends with its final block and nothing else, is taken as whole without them.
    /// - Throws: as `inflate`.
    public func finish(into sink: (Span<UInt8>) throws(WebSocketError) -> Void) throws(WebSocketError) {
        guard !isWhole else { return }
        let tail: InlineArray<4, UInt8> = [0x00, 0x00, 0xFF, 0xFF]
        try inflate(tail.span, into: sink)
        guard isWhole || isBetweenBlocks else { throw .invalidDeflate }
        isWhole = true
    }

    /// zlib tells in `data_type`: 128 at the end of a block, and the bits of the last byte that are left over.
    private var isBetweenBlocks: Bool { unsafe stream.pointee.data_type & (128 | 63) == 128 }

    /// One call of zlib; false when all input is taken and all output given.
    private func step(into sink: (Span<UInt8>) throws(WebSocketError) -> Void) throws(WebSocketError) -> Bool {
        // SAFETY: zlib writes at most `avail_out` bytes to the scratch buffer, which holds as many.
        unsafe stream.pointee.next_out = unsafe scratch.start
        unsafe stream.pointee.avail_out = UInt32(ScratchBuffer.byteCount)
        let code = unsafe CZlib.inflate(stream, Z_SYNC_FLUSH)
        let written = unsafe ScratchBuffer.byteCount - Int(stream.pointee.avail_out)
        if written > 0 { try scratch.withWritten(written, sink) }
        isWhole = code == Z_STREAM_END
        switch code {
        case Z_OK: return unsafe stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
        case Z_BUF_ERROR: return false
        case Z_STREAM_END:
            // A final block ends zlib's stream, not ours: blocks may follow, and the window stays (§7.2.3.4).
            unsafe inflateResetKeep(stream)
            return unsafe stream.pointee.avail_in > 0
        case Z_MEM_ERROR: throw .outOfMemory
        default: throw .invalidDeflate
        }
    }
}

@available(*, unavailable) extension Inflater: Sendable {}
