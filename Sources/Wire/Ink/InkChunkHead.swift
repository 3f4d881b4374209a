/// The numbers in front of a chunk's points (protocol/INK.md, I8 to I11).
struct InkChunkHead: Equatable, Sendable {
    /// Points in the chunk.
    var count = 0
    /// Whether the chunk ends its stroke.
    var isLast = false
    /// Milliseconds from the end of the chunk before (of a first chunk: from its first sample) to its last sample.
    var duration = 0
    /// Of a first chunk: milliseconds from its first sample to its sending.
    var start = 0
}
