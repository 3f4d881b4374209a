/// A loop's relay of one room, as the room's host knows it: the number of the loop.
public struct RelayID: Hashable, Sendable, Comparable {
    /// Of the loop, from 0.
    public let loop: Int

    /// The relay on loop `loop`.
    public init(loop: Int) { self.loop = loop }

    /// By the loops' numbers.
    public static func < (one: RelayID, other: RelayID) -> Bool { one.loop < other.loop }
}

/// One connection of one client into one room. Unique in the process, never reused.
public struct SessionID: Hashable, Sendable {
    /// The loop in the upper 16 bits, a count in the others.
    public let number: UInt64

    /// The session `count` of loop `loop`.
    public init(loop: Int, count: UInt64) { number = UInt64(loop) << 48 | count & 0xFFFF_FFFF_FFFF }
}
