/// How this end compresses what it sends.
public struct CompressionSettings: Equatable, Sendable {
    /// Shorter payloads leave as they are, in bytes.
    public var minimumByteCount: Int
    /// zlib's effort, 1 to 9.
    public var level: Int
    /// zlib's memory, 1 to 9: 2^(window bits + 2) + 2^(memoryLevel + 9) bytes for each compressor.
    public var memoryLevel: Int

    /// zlib's usual effort and memory; payloads below 64 bytes are not worth it.
    public init(minimumByteCount: Int = 64, level: Int = 6, memoryLevel: Int = 8) {
        self.minimumByteCount = minimumByteCount
        self.level = level
        self.memoryLevel = memoryLevel
    }
}
