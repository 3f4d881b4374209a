import Wire

/// How long it takes to a client and back. Its browser answers WebSocket pings by itself: a page can neither delay nor forge them.
struct LinkMeasure {
    private var latest: [Milliseconds] = []
    /// When the client was last heard.
    var heard: Milliseconds = 0

    /// Before the first measure.
    private static let unmeasured = 1_000
    /// Longer ones are not believed.
    private static let limit = 5_000
    /// What the room's disk and ticks, and drawing, take.
    private static let slack = 250
    /// How many measures count.
    private static let count = 8

    mutating func note(_ roundTrip: Milliseconds) {
        if latest.count >= LinkMeasure.count { latest.removeFirst() }
        latest.append(min(max(roundTrip, 0), LinkMeasure.limit))
    }

    /// The longest lately: links have their moments.
    var roundTrip: Milliseconds { (latest.max() ?? LinkMeasure.unmeasured) + LinkMeasure.slack }
}
