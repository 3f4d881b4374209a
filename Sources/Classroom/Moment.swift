import Wire

/// When a command is decided on, and the chance that goes with it. The room itself knows neither.
public struct Moment: Hashable, Sendable {
    /// The room's time now: it never goes back.
    public var now: Milliseconds
    /// When the person gave the command, on the room's clock, as far as the link makes that possible; never later than `now`.
    public var given: Milliseconds
    /// What is measured of the person's link.
    public var link: LinkBound
    /// A random number, for those who are picked by chance.
    public var chance: UInt64

    /// Without `given`, the command was given just now.
    public init(_ now: Milliseconds, given: Milliseconds? = nil, link: LinkBound = LinkBound(), chance: UInt64 = 0) {
        (self.now, self.given, self.link, self.chance) = (now, min(given ?? now, now), link, chance)
    }
}
