/// What pictures may be, and what making them may cost.
enum PictureLimits {
    /// Bytes of a file that is sent. Browsers make their photographs smaller before they send them.
    static let uploadByteLimit = 1_000_000
    /// Pixels of one side of a file that is sent.
    static let sideLimit = 8_192
    /// Pixels of a file that is sent.
    static let areaLimit = 20_000_000

    /// Pixels of the longer side of what is made: `PictureSide` of the schema.
    static let side = 1_280
    /// The same of what is shown first, on thin links.
    static let smallSide = 400
    /// Bytes of both together.
    static let madeByteLimit = 2_000_000

    /// Pictures of one room.
    static let roomLimit = 500
    /// Bytes of all pictures of one room.
    static let roomByteLimit = 67_108_864

    /// Pictures that are made at once.
    static let atOnceLimit = 2
    /// Milliseconds that making one may take, by the clock…
    static let timeLimit: UInt64 = 20_000
    /// …and seconds of a processor.
    static let processorLimit = 10
    /// Bytes of memory that making one may take.
    static let memoryLimit = 805_306_368
    /// Bytes of it for pixels, 8 each: as Debian's policy of ImageMagick has it.
    static let pixelMemoryLimit = 268_435_456
}
