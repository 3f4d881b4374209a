/// A picture of a room: two assets, of which the large one names it.
public struct JournalPicture: Hashable, Sendable {
    /// The asset in which it is as large as it gets.
    public var asset: [UInt8]
    /// The asset that is shown first.
    public var small: [UInt8]
    /// Of the large one, in pixels.
    public var width: Int
    /// Of the large one, in pixels.
    public var height: Int
    /// Of both assets.
    public var byteCount: Int

    /// Each field is described where it is declared.
    public init(asset: [UInt8], small: [UInt8], width: Int, height: Int, byteCount: Int) {
        (self.asset, self.small, self.width, self.height) = (asset, small, width, height)
        self.byteCount = byteCount
    }
}

/// What the pictures of a room take.
public struct PictureUse: Hashable, Sendable {
    /// How many.
    public var count = 0
    /// Their bytes together; one that two rooms have counts in both.
    public var byteCount = 0

    /// Each field is described where it is declared.
    public init(count: Int = 0, byteCount: Int = 0) { (self.count, self.byteCount) = (count, byteCount) }
}
