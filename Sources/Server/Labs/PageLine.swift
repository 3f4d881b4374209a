import Lab

/// A place among the connections to pages inside machines; given back with its last reference, on any thread.
final class PagePlace: Sendable {
    /// Among all of the house.
    let number: Int
    private let onEnd: @Sendable () -> Void

    init(_ number: Int, onEnd: @escaping @Sendable () -> Void) { (self.number, self.onEnd) = (number, onEnd) }

    deinit { onEnd() }
}

/// A connection to a page that is served inside a machine, for one request or WebSocket, on its way to the loop of who asked.
struct PageLine: Sendable {
    /// To be held for as long as the connection is used.
    let place: PagePlace
    let line: Handover<MachineLine>
}
