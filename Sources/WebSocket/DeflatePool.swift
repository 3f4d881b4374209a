/// The compressors of one loop. Without context takeover a connection holds none: it borrows one for the time of a message.
final class DeflatePool {
    /// Inflaters kept for the next message; each holds about 40 kB once used.
    static let idleInflaterLimit = 8

    private let settings: CompressionSettings
    let scratch = ScratchBuffer()
    private var deflaters: [Int: Deflater] = [:]
    private var idleInflaters: [Inflater] = []

    init(_ settings: CompressionSettings) { self.settings = settings }

    /// The compressor that all connections with this window share; nil when there is no memory for it.
    func deflater(windowBits: Int) -> Deflater? {
        if let deflater = deflaters[windowBits] { return deflater }
        let deflater = makeDeflater(windowBits: windowBits, keepsContext: false)
        deflaters[windowBits] = deflater
        return deflater
    }

    /// A compressor for one connection alone.
    func makeDeflater(windowBits: Int, keepsContext: Bool) -> Deflater? {
        Deflater(
            windowBits: windowBits, keepsContext: keepsContext, level: settings.level,
            memoryLevel: settings.memoryLevel, scratch: scratch)
    }

    /// An inflater with an empty window, until `giveBack`.
    func borrowInflater() -> Inflater? { idleInflaters.popLast() ?? Inflater(scratch: scratch) }

    /// Ends the borrowing.
    func giveBack(_ inflater: Inflater) {
        guard idleInflaters.count < DeflatePool.idleInflaterLimit else { return }
        inflater.reset()
        idleInflaters.append(inflater)
    }
}
