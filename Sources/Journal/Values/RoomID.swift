/// A room within its journal. Counts up from 1, is never used again.
public struct RoomID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number.
    public let rawValue: Int64

    /// The room with that number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// The order in which rooms were made.
    public static func < (a: RoomID, b: RoomID) -> Bool { a.rawValue < b.rawValue }

    /// The number.
    public var description: String { String(rawValue) }
}
