import Wire

/// A code of strokes to compare with.
protocol PlainCode {
    static var name: String { get }

    /// The code of one direction: of the strokes of one page, from their beginnings on.
    init(hasPressure: Bool)

    /// The next samples of a stroke; `start` is the time of sending of a first chunk.
    mutating func write(_ samples: ArraySlice<InkSample>, start: Int?, duration: Int, isLast: Bool) -> [UInt8]

    /// The next samples, and whether they are the last of their stroke; nil when `bytes` hold nothing more.
    mutating func read(_ bytes: inout ArraySlice<UInt8>) -> (samples: [InkSample], isLast: Bool)?

    /// What is sent of the text of a message, and back.
    static func pack(_ text: [UInt8]) -> [UInt8]
    static func unpack(_ message: [UInt8]) -> [UInt8]
}
