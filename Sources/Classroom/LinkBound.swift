import Wire

/// What is measured of a person's link: how long something may have been on its way.
public struct LinkBound: Hashable, Sendable {
    /// There and back, as long as it took lately.
    public var roundTrip: Milliseconds
    /// From when the person was last heard until the person came back the last time; empty when never away. What happened in between was seen at its end.
    public var silence: Range<Milliseconds>

    /// Without anything, the link takes no time.
    public init(roundTrip: Milliseconds = 0, silence: Range<Milliseconds> = 0..<0) {
        (self.roundTrip, self.silence) = (roundTrip, silence)
    }
}
