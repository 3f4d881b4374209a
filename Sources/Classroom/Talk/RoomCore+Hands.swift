import Wire

extension RoomCore {
    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: HandEvent, _ stamp: EventStamp) {}
}
