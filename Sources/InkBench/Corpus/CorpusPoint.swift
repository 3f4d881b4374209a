/// One sample of the corpus, as it was recorded.
public struct CorpusPoint: Equatable, Sendable {
    /// 1/8 px.
    public var x: Int32
    /// 1/8 px, growing downwards.
    public var y: Int32
    /// 0 to 255; nil where the device has none.
    public var pressure: UInt8?
    /// Milliseconds; nil where the source kept no time.
    public var time: Int?
}
